import {
  bookOf,
  CITIZEN_COMMANDS,
  CORRECTION_COMMANDS,
  namesItsDay,
  POLICY_COMMANDS,
  refusalsOf,
  UNIT_COMMANDS,
  whoGives,
  type CommandName,
  type Field,
} from '@relet/domain';
import { exampleOf } from '@relet/reletting';
import { WORDS, wordFor, type Language } from '@relet/words';
import { choicesOf, codeTyped, lineTyped, nameTyped } from './choices.js';
import { commandNamed, fieldsOf } from './fields.js';
import { languageOf } from './language.js';
import { EXIT, put, putJson, table } from './output.js';
import { UsageError } from './usage.js';
import type { OrderOptions } from './ordering.js';
import { order } from './writing.js';

const TARGETS = [
  ['ofHome', 'unit', UNIT_COMMANDS],
  ['ofCitizen', 'citizen', CITIZEN_COMMANDS],
  ['ofPolicy', 'policy', POLICY_COMMANDS],
  ['ofAny', 'any', CORRECTION_COMMANDS],
] as const;

/** `relet order`: gives a command, or names them all. */
export async function orderOrList(
  name: string | undefined,
  target: string | undefined,
  fields: string[],
  options: OrderOptions & { list?: boolean },
): Promise<number> {
  if (name === undefined && options.json && !options.list) throw new UsageError((usage) => usage.orderMissing());
  if (options.list || name === undefined) {
    listOrders(options);
    return options.list ? EXIT.ok : EXIT.usage;
  }
  const command = commandNamed(name);
  // A field in its place is none.
  if (target !== undefined && !target.includes('=')) return order(command, target, fields, options);
  // Nobody knows the pseudonym of a citizen who is approved for the first time.
  if (command === 'ApproveCitizen') return order(command, undefined, target === undefined ? fields : [target, ...fields], options);
  const example = exampleOf(command).at(-1) ?? '';
  throw new UsageError((usage, _, { language }) => usage.targetMissing(`relet order ${lineTyped(example, language)}`));
}

/** Every command with its fields and their codes, read from the command classes. Fields with `?` may be left out. */
function listOrders(options: OrderOptions): void {
  const language = languageOf(options);
  const words = WORDS[language];
  const all = TARGETS.map(([of, kind, commands]) => ({ of, kind, names: Object.keys(commands) as CommandName[] }));
  if (options.json) {
    const told = (command: CommandName) =>
      fieldsOf(command).map(({ rules: _, ...field }) => ({ ...field, mayBeAbsent: mayBeAbsent(field) }));
    const commands = all.flatMap(({ kind, names }) =>
      names.map((command) => ({ command, of: kind, does: words.commands[command], fields: told(command) })),
    );
    putJson({ commands });
    return;
  }
  for (const { of, names } of all) {
    put(`${words.commandLine.orders[of]}:`);
    for (const name of names)
      put(
        `  ${name.padEnd(19)} ${words.commands[name]}\n  ${' '.repeat(19)}   ${fieldsOf(name)
          .map((field) => shown(name, field, language))
          .join('; ')}`,
      );
  }
}

const mayBeAbsent = (field: Pick<Field, 'name' | 'mayBeAbsent'>) => field.mayBeAbsent || field.name === 'effective';

function shown(command: CommandName, field: Field, language: Language): string {
  const codes = field.codes?.map((code) => codeTyped(command, field.name, code, language));
  return `${nameTyped(field.name, language)}${mayBeAbsent(field) ? '?' : ''}${codes ? `=${codes.join('|')}` : ''}`;
}

/** What the command that is named does, its fields, why it can be refused, and an example. */
export function helpOf([named]: readonly string[], language: Language): string | undefined {
  if (named === undefined || named.startsWith('-')) return undefined;
  const name = commandNamed(named);
  const words = WORDS[language];
  const { orders } = words.commandLine;
  const rows = fieldsOf(name).map((field) => {
    const left = mayBeAbsent(field)
      ? ` (${orders.mayBeLeftOut}${field.name === 'effective' && namesItsDay(name) ? `: ${orders.today}` : ''})`
      : '';
    const called = language === 'en' ? wordFor(words.fields, field.name) : field.name;
    return [nameTyped(field.name, language), called, `${howOf(name, field, language)}${left}`];
  });
  const refusals = refusalsOf(bookOf(name), name).map((code) => `  ${code.padEnd(25)} ${words.problems[code].title}`);
  return [
    `${name}: ${words.commands[name]}`,
    orders.given(orders.who[whoGives(name)]),
    '',
    table(orders.head, rows, words),
    '',
    orders.refusals,
    ...refusals,
    '',
    orders.example,
    ...exampleOf(name).map((line) => `  relet order ${lineTyped(line, language)}`),
    '',
  ].join('\n');
}

/** How a field is written: its codes with their words, or what kind of thing it takes. */
function howOf(name: CommandName, field: Field, language: Language): string {
  const words = WORDS[language];
  const how: Readonly<Record<string, string>> = words.commandLine.orders.how;
  if (field.codes) return choicesOf(name, field, words);
  const of = [
    ...(field.rules.includes('isArray') ? ['LIST'] : []),
    ...(field.kind ? [field.kind] : []),
    ...field.rules.map((rule) => RULES[rule] ?? ''),
  ];
  return of.flatMap((each) => how[each] ?? [])[0] ?? '';
}

const RULES: Readonly<Record<string, string>> = {
  isCivilDate: 'DAY',
  isInt: 'WHOLE_NUMBER',
  isBoolean: 'TRUE_OR_FALSE',
  isObject: 'OBJECT',
  nestedValidation: 'OBJECT',
};
