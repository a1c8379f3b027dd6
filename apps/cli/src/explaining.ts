import { CommanderError } from 'commander';
import { nearest, WORDS, type CommandLineWords, type Language } from '@relet/words';
import { EXIT, say } from './output.js';
import { tell, usageProblem, type Problem } from './telling.js';
import { UsageError, type UsageCode } from './usage.js';

/** Says an error in words for people, or as JSON, and answers the exit code. `commands`: what could have been meant. */
export async function explain(error: unknown, json: boolean, language: Language, commands: readonly string[]): Promise<number> {
  // Without a command the help has been shown.
  if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
  const used = usageOf(error, language, commands);
  if (used) {
    tell(used, json, language);
    return EXIT.usage;
  }
  // The rest of the house is loaded where it was asked something.
  const { failureOf } = await import('./failures.js');
  const { problem, exit } = failureOf(error, language);
  tell(problem, json, language);
  if (problem.code === 'INTERNAL' && error instanceof Error && process.env['RELET_DEBUG']) say(error.stack ?? error.message);
  return exit;
}

/** The problem of a command line that was used wrongly; undefined for all other errors. */
function usageOf(error: unknown, language: Language, commands: readonly string[]): Problem | undefined {
  const { usage } = WORDS[language].commandLine;
  if (error instanceof UsageError) return usageProblem(language, error.code, error.told(language), error.values);
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
