import { instantOf, type CivilDate } from '@relet/domain';
import { codeCalled, plain, writtenDay } from '@relet/reletting';
import { WORDS, type Words } from '@relet/words';
import { UsageError } from './usage.js';

/** How the value of an option is read, by its placeholder; all others are taken as they are typed. */
export const READ = {
  day: dayOrInstant,
  'from..to': (text, flag) =>
    text
      .split('..')
      .map((day) => dayOrInstant(day, flag))
      .join('..'),
  kind: (text) => codeCalled('', 'kind', text) ?? text,
  what: (text) =>
    text
      .split(',')
      .map((each) => codeIn(({ figures }) => [figures.groupings], each))
      .join(),
  figure: (text) => {
    const name = codeIn(({ rows, board, figures }) => [rows.columns, board.homes, figures.table], text.replace(/^-/, ''));
    return text.startsWith('-') ? `-${name}` : name;
  },
} satisfies Readonly<Record<string, (text: string, flag: string) => string>>;

/** A day as people type it. Throws UsageError, which names the option. */
export function dayTyped(text: string, flag = ''): CivilDate {
  const read = writtenDay(text);
  if ('day' in read) return read.day;
  throw new UsageError((_usage, _all, words) => {
    const why = dayFault(read.fault, words);
    return flag ? `${flag}: ${why}` : why;
  }, 'DAY_UNREADABLE');
}

/** Why it is no day. */
export const dayFault = (fault: Extract<ReturnType<typeof writtenDay>, { fault: unknown }>['fault'], { commandLine }: Words): string =>
  fault === 'year' ? commandLine.correcting.dayWithoutYear : commandLine.problems.DAY_UNREADABLE.detail;

/** What is written as programs write days and instants is judged by the question itself, but for the clock, of which nothing is asked. */
function dayOrInstant(text: string, flag: string): string {
  const isWritten = flag === '--now' ? instantOf(text) !== undefined : /^\d{4}-\d\d-\d\d(T.*)?$/.test(text);
  return isWritten ? text : dayTyped(text, flag);
}

/** The code for its word in either language. */
function codeIn(lists: (words: Words) => readonly Readonly<Record<string, string>>[], text: string): string {
  const all = Object.values(WORDS).flatMap((words) => lists(words).flatMap((list) => Object.entries(list)));
  return all.find(([, word]) => plain(word) === plain(text))?.[0] ?? text;
}
