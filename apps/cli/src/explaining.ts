import { CommanderError } from 'commander';
import { existsSync } from 'node:fs';
import { StoreError } from '@relet/event-store';
import { BadSetting, problemOf, type ProblemDocument } from '@relet/platform';
import { NotAFile } from '@relet/reletting';
import { fill, nearest, wordFor, WORDS, type CommandLineWords, type Language } from '@relet/words';
import { EXIT, putJson, say } from './output.js';
import { UsageError, type UsageCode } from './usage.js';

/** A problem as the command line tells it: those of the server, and those that only a command line has. */
export type Problem = Omit<ProblemDocument, 'code'> & { code: ProblemDocument['code'] | UsageCode };

/** Says an error in words for people, or as JSON, and answers the exit code. `commands`: what could have been meant. */
export function explain(error: unknown, json: boolean, language: Language, commands: readonly string[]): number {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
  // Without a command the help has been shown.
  if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
  const used = usageOf(error, language, commands);
  if (used) {
    tell(used, json, language);
    return EXIT.usage;
  }
  const problem = problemOf(error, language);
  tell(problem, json, language);
  if (problem.code === 'INTERNAL' && error instanceof Error && process.env['RELET_DEBUG']) say(error.stack ?? error.message);
  return error instanceof StoreError && error.code === 'STORE_CORRUPT' ? EXIT.broken : exitOf(problem.status);
}

/** The problem of a command line that was used wrongly; undefined for all other errors. */
function usageOf(error: unknown, language: Language, commands: readonly string[]): Problem | undefined {
  const words = WORDS[language];
  const { usage } = words.commandLine;
  if (error instanceof UsageError) return usageProblem(language, error.code, error.told(language), error.values);
  if (error instanceof BadSetting) return usageProblem(language, 'SETTING_WRONG', error.told(words));
  if (error instanceof NotAFile) return { ...problemOf(error, language), detail: error.message };
  if (error instanceof CommanderError) return ofCommander(error, language, commands);
  const of = error instanceof Error && 'code' in error ? FILE_FAULTS[String(error.code)] : undefined;
  return of && usageProblem(language, of.code, of.says(usage));
}

/** An error of the system about a file that was named. */
const FILE_FAULTS: Readonly<Record<string, { code: UsageCode; says: (usage: CommandLineWords['usage']) => string | undefined }>> = {
  ENOENT: { code: 'FILE_UNKNOWN', says: () => undefined },
  EISDIR: { code: 'FILE_NOT_USABLE', says: (usage) => usage.folder() },
  ENOTDIR: { code: 'FILE_NOT_USABLE', says: (usage) => usage.noFolder() },
  EACCES: { code: 'FILE_NOT_USABLE', says: (usage) => usage.notAllowed() },
};

/** The file that a command reads must be there. */
export function mustBeThere(file: string): void {
  if (!existsSync(file)) throw new UsageError(() => '', 'FILE_UNKNOWN');
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

/** What commander found, in the language: it says it in English, with the name in quotes. A value that is no plain word is not said again. */
function ofCommander({ code, message }: CommanderError, language: Language, commands: readonly string[]): Problem {
  const { usage, places } = WORDS[language].commandLine;
  const [, named = ''] = /'([^']*)'/.exec(message) ?? [];
  const [, perhaps] = /Did you mean (?:one of )?([\w-]+)/.exec(message) ?? [];
  const name = /^[\p{L}\d_-]+/u.exec(named)?.[0] ?? '';
  const flag = /^--?[a-z-]{1,30}/.exec(named)?.[0] ?? '';
  const hint = (near: string | undefined) => (near === undefined ? '' : ` ${WORDS[language].perhaps(near)}`);
  if (code === 'commander.unknownCommand')
    return usageProblem(
      language,
      'COMMAND_UNKNOWN',
      `${WORDS[language].commandLine.problems.COMMAND_UNKNOWN.detail}${hint(commandMeant(name, commands))}`,
    );
  const says: Readonly<Record<string, () => string>> = {
    'commander.unknownOption': () => `${usage.optionUnknown(flag)}${hint(perhaps)}`,
    'commander.optionMissingArgument': () => usage.valueMissing(flag),
    'commander.missingMandatoryOptionValue': () => usage.optionMissing(flag),
    'commander.missingArgument': () => usage.argumentMissing(Object.values(places).includes(named) ? named : ''),
    'commander.excessArguments': () => usage.tooMany(),
    'commander.invalidArgument': () => usage.choices(flag, /Allowed choices are ([\w, ]+)\./.exec(message)?.[1] ?? ''),
  };
  return usageProblem(language, 'USAGE', says[code]?.());
}

/** The command that was probably meant: one of nearly that name, or one that people call nearly so. */
function commandMeant(name: string, commands: readonly string[]): string | undefined {
  const called = new Map([...commands.map((each) => [each, each] as const), ...CALLED]);
  const near = nearest(name, called.keys());
  return near === undefined ? undefined : called.get(near);
}

/** What people call the commands in either language. */
const CALLED = Object.values(WORDS).flatMap(({ commandLine: { called } }) =>
  Object.entries(called).flatMap(([command, names]) => names.map((name) => [name, command] as const)),
);

/** Says a problem in words for people, or as JSON. The command line knows of some steps that help better than those of the server. `isMended`: fields are named in the words of whoever typed them. */
export function tell({ help: ofServer, ...problem }: Problem, json: boolean | undefined, language: Language, isMended = false): void {
  const helps: Readonly<Record<string, string>> = WORDS[language].commandLine.helps;
  const help = helps[problem.code] ?? ofServer;
  if (json) putJson({ ...problem, ...(help !== undefined && { help }) });
  say(`${problem.code}: ${problem.detail}`);
  for (const { pointer, detail } of problem.errors ?? [])
    if (detail !== problem.detail)
      say(`  ${!pointer || (isMended && namesIt(detail, pointer.slice(1), language)) ? '' : `${pointer}: `}${detail}`);
  // People find an event by its name and day, which the sentence says.
  const isNamed = problem.details?.['type'] !== undefined && problem.details['on'] !== undefined;
  for (const [name, value] of Object.entries(problem.details ?? {}))
    if (NAMING.has(name) && !isNamed && !problem.detail.includes(String(value))) say(`  ${value}`);
  if (help !== undefined) say(`  ${help}`);
}

/** A sentence that names its field needs no pointer before it. */
const namesIt = (detail: string, field: string, language: Language): boolean =>
  [field, wordFor(WORDS[language].fields, field)].some((name) => detail.startsWith(name) || detail.includes(`"${name}"`));

/** Details that name something to look for; all others stand in the sentence. */
const NAMING: ReadonlySet<string> = new Set(['event', 'offer']);

/** The exit code of an HTTP status. */
export function exitOf(status: number): number {
  if (status < 400) return EXIT.ok;
  if (status === 400) return EXIT.usage;
  if (status === 401 || status === 403) return EXIT.denied;
  if (status === 404) return EXIT.notFound;
  if (status === 409 || status === 412 || status === 422) return EXIT.conflict;
  return status === 500 ? EXIT.failure : EXIT.down;
}
