import { existsSync } from 'node:fs';
import type { ProblemDocument } from '@relet/platform';
import { callingIt, fill, wordFor, WORDS, type Language } from '@relet/words';
import { flagOf } from './flags.js';
import { EXIT, putJson, say } from './output.js';
import { UsageError, type UsageCode } from './usage.js';

/** A problem as the command line tells it: those of the server, and those that only a command line has. */
export type Problem = Omit<ProblemDocument, 'code' | 'errors'> & { code: ProblemDocument['code'] | UsageCode; errors?: Wrong[] };

/** A field that is wrong; `option`: the one that gave it. */
type Wrong = NonNullable<ProblemDocument['errors']>[number] & { option?: string };

/** Says a problem in words for people, or as JSON. The command line knows of some steps that help better than those of the server. `isMended`: fields are named in the words of whoever typed them. */
export function tell({ help: ofServer, ...told }: Problem, json: boolean | undefined, language: Language, isMended = false): void {
  // Fields of a command are no options, though some have the same name.
  const problem = isMended || !told.errors ? told : { ...told, errors: told.errors.map(byOption) };
  const helps: Readonly<Record<string, string>> = WORDS[language].commandLine.helps;
  // A server that names the step which has to come first knows best, and so does an import that was cut off.
  const knowsBest = ['needs', 'rows'].some((detail) => problem.details?.[detail] !== undefined);
  const help = knowsBest ? ofServer : (helps[problem.code] ?? ofServer);
  if (json) putJson({ ...problem, ...(help !== undefined && { help }) });
  say(`${problem.code}: ${problem.detail}`);
  for (const { pointer, detail, option } of problem.errors ?? []) {
    if (pointer.startsWith(HEADERS)) continue;
    const isNamed = option === undefined ? isMended && namesIt(detail, pointer.slice(1), language) : detail.includes(option);
    if (detail !== problem.detail) say(`  ${!pointer || isNamed ? '' : `${option ?? pointer}: `}${detail}`);
  }
  // People find an event by its name and day, which the sentence says.
  const { type, on, stepOn = on } = problem.details ?? {};
  const isNamed = type !== undefined && stepOn !== undefined;
  for (const [name, value] of Object.entries(problem.details ?? {}))
    if (NAMING.has(name) && !isNamed && !problem.detail.includes(String(value))) say(`  ${value}`);
  if (help !== undefined && !problem.errors?.some(({ pointer }) => pointer.startsWith(HEADERS))) say(`  ${help}`);
}

/** Headers of a file are named in its sentence, with the option that takes each; a program finds them by their pointers. */
const HEADERS = '/mapping/';

/** What is wrong with a field that an option gave is said of the option. */
function byOption(wrong: Wrong): Wrong {
  const field = wrong.pointer.slice(1);
  const option = flagOf(field);
  if (option === undefined) return wrong;
  const { pointer, detail } = wrong;
  return { pointer, option, detail: callingIt(detail, field, option) };
}

/** A sentence that names its field needs no pointer before it. */
const namesIt = (detail: string, field: string, language: Language): boolean =>
  [field, wordFor(WORDS[language].fields, field)].some((name) => detail.startsWith(name) || detail.includes(`"${name}"`));

/** Details that name something to look for; all others stand in the sentence. */
const NAMING: ReadonlySet<string> = new Set(['event', 'offer']);

/** The exit code of a problem, by its HTTP status; a log that is broken has one of its own. */
export function exitOf({ status, code }: Pick<Problem, 'status' | 'code'>): number {
  if (code === 'STORE_CORRUPT') return EXIT.broken;
  if (status < 400) return EXIT.ok;
  if (status === 400) return EXIT.usage;
  if (status === 401 || status === 403) return EXIT.denied;
  if (status === 404) return EXIT.notFound;
  if (status === 409 || status === 412 || status === 422) return EXIT.conflict;
  return status === 500 ? EXIT.failure : EXIT.down;
}

/** A problem that only the command line has. */
export function usageProblem(language: Language, code: UsageCode, detail = '', values: Readonly<Record<string, string>> = {}): Problem {
  const no = WORDS[language].commandLine.problems[code];
  return {
    type: `urn:relet:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: no.title,
    status: code.endsWith('_UNKNOWN') ? 404 : code === 'STORE_EXISTS' ? 409 : 400,
    detail: detail || no.detail,
    help: fill(no.help, values),
    code,
  };
}

/** The file that a command reads must be there. */
export function mustBeThere(file: string): void {
  if (!existsSync(file)) throw new UsageError(() => '', 'FILE_UNKNOWN');
}
