import { createInterface } from 'node:readline/promises';
import type { Warning } from '@relet/platform';
import { WORDS } from '@relet/words';
import { languageOf, type Spoken } from './language.js';
import { say } from './output.js';

/** Whether whoever writes has said beforehand that they are sure. */
export interface Sure extends Spoken {
  yes?: boolean;
}

/** A warning, and where in a file it stands. */
type Told = Warning & { line?: number };

/**
 * Tells what is legal and unlikely, and asks whoever sits at the terminal whether it is so (docs/law.md 8). With `--yes` it is told and not asked; where
 * nobody can be asked, nobody is sure. Without warnings everybody is, unless there is a question of its own, which is always asked.
 */
export async function isSure(warnings: readonly Told[], options: Sure, question?: string): Promise<boolean> {
  tellWarnings(warnings, options);
  if ((!warnings.length && question === undefined) || options.yes) return true;
  const { asking } = WORDS[languageOf(options)];
  const answer = process.stdin.isTTY && process.stderr.isTTY ? await answerTo(question ?? asking.question) : '';
  const sure = asking.yes.includes(answer.trim().toLowerCase());
  if (!sure) say(asking.nothingWritten);
  return sure;
}

/** Tells what is legal and unlikely, and which fact it is about. */
export function tellWarnings(warnings: readonly Told[], options: Spoken): void {
  const { asking, events, date } = WORDS[languageOf(options)];
  if (warnings.length) say(asking.areYouSure);
  for (const { code, message, line, type, effective } of warnings) {
    const place = line === undefined ? [] : [asking.inLine(line)];
    say(`  ${[...place, `${events[type]} ${date(effective)}`].join(', ')}: ${message} (${code})`);
  }
}

/** What is typed after a question; nothing when the terminal is closed instead. */
async function answerTo(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await Promise.race([terminal.question(question), new Promise<string>((closed) => terminal.once('close', () => closed('')))]);
  } finally {
    terminal.close();
  }
}
