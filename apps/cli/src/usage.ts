import { isCivilDate, type CivilDate } from '@relet/domain';
import { WORDS, type CommandLineWords, type Language, type Words } from '@relet/words';

type Usage = CommandLineWords['usage'];
export type UsageCode = keyof CommandLineWords['problems'];

/** Thrown when the command line was used wrongly: exit code 2. It says why in the language of the command line. */
export class UsageError extends Error {
  constructor(
    private readonly why: (usage: Usage, words: CommandLineWords, all: Words) => string,
    readonly code: UsageCode = 'USAGE',
    /** What the help of the code names. */
    readonly values: Readonly<Record<string, string>> = {},
  ) {
    super(why(WORDS.en.commandLine.usage, WORDS.en.commandLine, WORDS.en));
    this.name = 'UsageError';
  }

  told(language: Language): string {
    const { commandLine } = WORDS[language];
    return this.why(commandLine.usage, commandLine, WORDS[language]);
  }
}

/** A day that an option names. */
export function dayOf(flag: string, day: string | undefined): CivilDate | undefined {
  if (day !== undefined && !isCivilDate(day)) throw new UsageError((usage) => usage.dayNeeded(flag));
  return day;
}

/** The nearest of some names to one that is none of them, when one is near: at most a third of its letters differ. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const by = names.map((each) => ({ each, far: distance(name.toLowerCase(), each.toLowerCase()) })).sort((a, b) => a.far - b.far);
  const [best] = by;
  return best && best.far <= Math.max(1, Math.floor(name.length / 3)) ? best.each : undefined;
}

/** How many letters must be added, left out, changed or swapped with their neighbour to make one word of the other. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, n) => [n, ...Array.from({ length: b.length }, () => 0)]);
  const at = (m: number, n: number) => rows[m]?.[n] ?? Infinity;
  for (let n = 0; n <= b.length; n++) (rows[0] as number[])[n] = n;
  for (let m = 1; m <= a.length; m++)
    for (let n = 1; n <= b.length; n++) {
      const same = a[m - 1] === b[n - 1] ? 0 : 1;
      const swapped = m > 1 && n > 1 && a[m - 1] === b[n - 2] && a[m - 2] === b[n - 1] ? at(m - 2, n - 2) + 1 : Infinity;
      (rows[m] as number[])[n] = Math.min(at(m - 1, n) + 1, at(m, n - 1) + 1, at(m - 1, n - 1) + same, swapped);
    }
  return at(a.length, b.length);
}
