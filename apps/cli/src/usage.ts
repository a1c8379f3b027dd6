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
