import { aheadSaid, WORDS, type Language, type Words } from '@relet/words';
import { languageOf, type Spoken } from './language.js';

/** Data on stdout, talk on stderr. */
export const say = (text: string) => process.stderr.write(`${text}\n`);
export const put = (text: string) => process.stdout.write(`${text}\n`);
export const putJson = (value: unknown) => put(JSON.stringify(value, null, 2));

/** Exit codes of the process, as README.md lists them. */
export const EXIT = { ok: 0, failure: 1, usage: 2, conflict: 3, notFound: 4, denied: 5, broken: 6, down: 7 } as const;

/** What an answer tells of itself: how old it is, what could not be read, and which histories may have been altered. */
export interface Trust {
  /** False where it does not show all of the log, or another log than it has seen. */
  upToDate?: boolean;
  age?: number;
  parked?: readonly string[];
  altered?: readonly string[] | undefined;
  /** It reaches into the future: the day that it is of, and the last one of a period. */
  reachesAhead?: boolean;
  asOf?: string;
  to?: string;
}

/** Says whether an answer is old, what it lacks, and which histories may have been altered. */
export function sayTrust({ upToDate = true, age = 0, parked = [], altered = [], asOf, ...ahead }: Trust, language: Language): void {
  const { trust } = WORDS[language].commandLine;
  if (parked.length) say(trust.parked(parked.join(', ')));
  if (!upToDate) say(age ? trust.old(age) : trust.notUpToDate);
  if (altered.length) say(trust.altered(altered.join(', ')));
  const said = asOf && aheadSaid(WORDS[language], { asOf, ...ahead });
  if (said) say(said);
}

/** Says what an answer that is read from the log itself tells of it: to people also up to where, which the JSON holds. */
export function sayOfLog(answer: Trust & { position: string | null }, options: Spoken & { json?: boolean }): void {
  const language = languageOf(options);
  if (!options.json) say(WORDS[language].commandLine.trust.shown(answer.position ?? '-'));
  sayTrust(answer, language);
}

/** A cell of a table; money is in øre, and is shown in kroner. */
export type Cell = string | number | null | { oere: number };

/** Rows as text in aligned columns; numbers to the right, as the language writes them, with as many decimals as any of their column has. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], words: Words): string {
  const decimals = head.map((_, n) => Math.max(0, ...rows.map((row) => decimalsOf(row[n]))));
  const cells = [head, ...rows].map((row) => row.map((cell, n) => written(cell, decimals[n] ?? 0, words)));
  const widths = head.map((_, n) => Math.max(...cells.map((row) => widthOf(row[n] ?? ''))));
  const numeric = head.map((_, n) => rows.every((row) => typeof row[n] !== 'string'));
  return cells
    .map((row) =>
      row
        .map((cell, n) => (numeric[n] ? cell.padStart(widths[n] ?? 0) : cell + ' '.repeat((widths[n] ?? 0) - widthOf(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const decimalsOf = (cell: Cell | undefined) => (typeof cell === 'number' ? (String(cell).split('.')[1] ?? '').length : 0);

function written(cell: Cell, decimals: number, words: Words): string {
  if (typeof cell === 'string' || cell === null) return cell ?? '-';
  return typeof cell === 'number' ? words.number(cell, decimals) : words.kroner(cell.oere);
}

/** Letters as people see them: one that is put together of several signs is one. */
const LETTERS = new Intl.Segmenter();
/** Letters that are as wide as two on a terminal. */
const WIDE =
  /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation})/u;

/** How many columns a text takes on a terminal. */
const widthOf = (text: string): number =>
  /^[ -~]*$/.test(text) ? text.length : [...LETTERS.segment(text)].reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0);

/** A progress bar with rate and time left, on a terminal only. */
export function progressBar(what: 'check' | 'write' | 'rebuild', total: number, language: Language): (done: number) => void {
  if (!process.stderr.isTTY) return () => undefined;
  const { progress } = WORDS[language].commandLine;
  const started = performance.now();
  let last = 0;
  return (done) => {
    const now = performance.now();
    if (now - last < 100 && done < total) return;
    last = now;
    const rate = done / ((now - started) / 1000);
    const bar = '#'.repeat(Math.round((done / total) * 30)).padEnd(30, '.');
    process.stderr.write(
      `\r${progress[what]} [${bar}] ${done}/${total}  ${Math.round(rate)}/s  ${progress.left(Math.ceil((total - done) / rate))} ${done < total ? '' : '\n'}`,
    );
  };
}
