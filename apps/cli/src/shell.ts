import { Command, CommanderError, Help, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { nearest, WORDS, type CommandLineWords, type Language } from '@relet/words';
import { asks } from './flags.js';
import { putJson } from './output.js';
import { UsageError } from './usage.js';
import type { READ } from './values.js';

type CommandName = keyof CommandLineWords['commands'];
type OptionName = keyof CommandLineWords['options'];

/** Where the commands of each user are told to the shell: all that is read stands in the words. */
export interface Shell {
  /** A command, as `order [command] [target]`, that acts and answers its exit code. */
  command(usage: `${CommandName}${'' | ` ${string}`}`): Listed;
}

/** A command that is being told: its options, and what it does. */
export interface Listed {
  option(flags: string, about: OptionName, kind?: { needed?: true; many?: true }): Listed;
  /** The two times of a question. */
  timed(): Listed;
  /** Help that is about what was named, where it explains that. It is named by its module, which is loaded when the command is the one that is asked. */
  explains<N extends string>(load: () => Promise<Holding<N, Explain>>, name: N): Listed;
  /** What the command does. It is named by its module, too: a command line loads what it asks and nothing else. */
  acts<N extends string>(load: () => Promise<Holding<N, Act>>, name: N): void;
}

type Holding<N extends string, T> = { readonly [K in N]: T };
type Explain = (named: readonly string[], language: Language) => string | undefined;
type Act = (...given: never[]) => Promise<number>;

const VERSION = (JSON.parse(readFileSync(findPackageJSON(import.meta.url) ?? '', 'utf8')) as { version: string }).version;

/** An empty command line in a language, and the shell to which its commands are told. As JSON its help and version are a document. `done` gets the exit code. */
export function shellIn(language: Language, isJson: boolean, done: (exit: number) => void): { program: Command; shell: Shell } {
  const { commandLine: words } = WORDS[language];
  const program = dressed(new Command('relet'), words).description(words.about).version(VERSION, '-V, --version', words.options.version);
  const plain = new Help();
  program
    .addOption(languageIn(words))
    // One text: as JSON it is one document.
    .configureHelp({ ...helpIn(words), formatHelp: (of, helper) => `${words.examples}\n${plain.formatHelp.call(helper, of, helper)}` })
    .helpCommand(placesIn('help [command]', words), words.commands.help);
  const asJson = (text: string) => putJson(text.trim() === VERSION ? { version: VERSION } : { help: text });
  program.configureOutput({ outputError: () => undefined, ...(isJson && { writeOut: asJson, writeErr: asJson }) });
  return { program, shell: { command: (usage) => listed(program, usage, language, done) } };
}

/** A command as the shell knows it: help and errors in the language. */
function dressed(command: Command, words: CommandLineWords): Command {
  return command.helpOption('-h, --help', words.options.help).exitOverride().configureHelp(helpIn(words));
}

function listed(program: Command, usage: string, language: Language, done: (exit: number) => void): Listed {
  const words = WORDS[language].commandLine;
  const name = usage.split(' ', 1)[0] as CommandName;
  const command = dressed(program.command(placesIn(usage, words)), words).description(words.commands[name]);
  unknownFirst(command);
  const optionsTold: Told[] = [];
  const own: Listed = {
    option(flags, about, { needed, many } = {}) {
      const option = new Option(placesIn(flags, words), words.options[about]);
      if (needed) option.makeOptionMandatory();
      if (many) option.default([]).argParser((each: string, all: string[]) => [...all, valueOf(flags, each)]);
      else if (option.required) option.argParser((each: string) => valueOf(flags, each));
      if (!many) optionsTold.push([option.attributeName(), flags]);
      command.addOption(option);
      if (!many) takenOnce(command, option);
      return own;
    },
    timed: () => own.option('--as-of <day>', 'asOf').option('--known-at <day>', 'knownAt'),
    explains(load, name) {
      const plain = new Help();
      let explain: Explain | undefined;
      program.hook('preSubcommand', async (_, asked) => {
        if (asked === command) explain = (await load())[name];
      });
      command.configureHelp({
        ...helpIn(words),
        formatHelp: (of, helper) => explain?.(of.args, language) ?? plain.formatHelp.call(helper, of, helper),
      });
      return own;
    },
    acts: (load, name) =>
      void command.action(async (...given: unknown[]) => {
        // The language may also be asked for before the command.
        const options = { ...program.opts<object>(), ...(await readOf(given.at(-2) as Options, optionsTold)) };
        asks(new Map(command.options.map((option) => [option.attributeName(), option.long ?? option.flags])));
        const { [name]: act } = await load();
        done(await act(...([...given.slice(0, -2), options] as never[])));
      }),
  };
  own.option('--store <store>', 'store').option('--as <principal>', 'as').option('--json', 'json');
  command.addOption(languageIn(words));
  return own;
}

/** Of a mistyped option that is needed, the one that was meant is told, and not that it is missing. */
function unknownFirst(command: Command): void {
  const parse = command.parseOptions.bind(command);
  command.parseOptions = (typed) => {
    const parsed = parse(typed);
    const [flag = ''] = parsed.unknown;
    if (!flag.startsWith('-') || parsed.unknown.some((each) => each === '-h' || each === '--help')) return parsed;
    const near = nearest(
      flag,
      command.options.flatMap(({ long }) => long ?? []),
    );
    throw new CommanderError(
      1,
      'commander.unknownOption',
      `unknown option '${flag}'${near === undefined ? '' : ` (Did you mean ${near}?)`}`,
    );
  };
}

const languageIn = (words: CommandLineWords) => new Option(placesIn('--lang <language>', words), words.options.lang).choices(['da', 'en']);

type Options = Readonly<Record<string, unknown>>;
/** An option as it was told: the name of its value, and its flag with the placeholder. */
type Told = readonly [name: string, flags: string];

const partsOf = (flags: string) => {
  const [flag = '', placeholder = ''] = flags.split(/ ?[<>]/);
  return { flag, placeholder };
};

/** The value of an option as it is typed. The next option is no value: it was forgotten. */
function valueOf(flags: string, typed: string): string {
  if (typed.startsWith('--')) throw new UsageError((usage) => usage.valueMissing(partsOf(flags).flag));
  return typed;
}

/** Placeholders of values that are read; all others are taken as they are typed. */
const ARE_READ: Readonly<Record<keyof typeof READ, true>> = { day: true, 'from..to': true, kind: true, what: true, figure: true };

/** The options of a command with their values as they are read by their placeholders. What reads them is loaded for those that were given. */
async function readOf(options: Options, told: readonly Told[]): Promise<Options> {
  const values = { ...options };
  for (const [name, flags] of told) {
    const [typed, { flag, placeholder }] = [values[name], partsOf(flags)];
    if (typeof typed === 'string' && isRead(placeholder)) values[name] = (await import('./values.js')).READ[placeholder](typed, flag);
  }
  return values;
}

const isRead = (placeholder: string): placeholder is keyof typeof READ => Object.hasOwn(ARE_READ, placeholder);

/** Of two values of one option nobody knows which was meant; those that are collected may come again. */
function takenOnce(command: Command, option: Option): void {
  let given = false;
  command.on(`option:${option.name()}`, () => {
    if (given) throw new UsageError((usage) => usage.twice(option.long ?? option.flags));
    given = true;
  });
}

/** Placeholders in the language: `<day>` becomes `<dag>`. */
function placesIn(usage: string, { places }: CommandLineWords): string {
  return usage.replace(/(?<=[<[])[\w=]+(?=(?:\.{3})?[>\]])/g, (place) => (places as Readonly<Record<string, string>>)[place] ?? place);
}

function helpIn(words: CommandLineWords): Partial<Help> {
  const heads: Readonly<Record<string, string>> = {
    'Usage:': words.heads.usage,
    'Arguments:': words.heads.arguments,
    'Options:': words.heads.options,
    'Commands:': words.heads.commands,
  };
  const plain = new Help();
  return {
    styleTitle: (title) => heads[title] ?? title,
    commandUsage: (command) => placesIn(plain.commandUsage(command), words),
    subcommandTerm: (command) => placesIn(plain.subcommandTerm(command), words),
    // What may be chosen stands in the words.
    optionDescription: ({ description }) => description,
  };
}
