import { factReportedBy, type CommandName, type Field } from '@relet/domain';
import type { ProblemDocument } from '@relet/platform';
import { fieldMeant, writtenDay } from '@relet/reletting';
import { callingIt, wordFor, type Words } from '@relet/words';
import { codeMissed, inOneWord } from './choices.js';
import { fieldsOf } from './fields.js';
import { dayFault } from './values.js';

type Errors = NonNullable<ProblemDocument['errors']>;

/**
 * A problem with the fields of a command in the words of whoever typed them: fields by what they are called, unknown ones with what was probably meant, the words
 * of closed lists beside their codes, and days as people write them. Pointers stay as they are, for programs.
 */
export function inTheirWords(
  problem: ProblemDocument,
  name: CommandName,
  typed: Readonly<Record<string, unknown>>,
  words: Words,
): ProblemDocument {
  if (!problem.errors) return problem;
  const fields = fieldsOf(name);
  const known = problem.errors.filter(({ detail }) => !detail.startsWith(words.malformed.UNKNOWN_FIELD));
  const unknown = known.length === problem.errors.length ? [] : unknownIn(typed, fields, words);
  const errors = [
    ...unknown,
    ...known.map((error) => {
      const named = error.pointer.replace(/\/\d+$/, '');
      const field = fields.find((each) => named === `/${each.name}`);
      return field ? { ...error, detail: detailOf(error.detail, name, { field, typed: typed[field.name] }, words) } : error;
    }),
  ];
  return { ...problem, errors };
}

/** Fields that the command does not have. What is no word is not said again. */
function unknownIn(typed: Readonly<Record<string, unknown>>, fields: readonly Field[], words: Words): Errors {
  const { fieldUnknown } = words.commandLine.usage;
  return Object.keys(typed)
    .filter((each) => !fields.some(({ name }) => name === each))
    .map((each) => {
      const isWord = /^[\p{L}_ ]{1,40}$/u.test(each);
      const meant = fieldMeant(each, fields, words);
      const said = isWord ? fieldUnknown(each) : words.malformed.UNKNOWN_FIELD;
      return { pointer: isWord ? `/${each}` : '', detail: meant === undefined ? said : `${said} ${words.perhaps(inOneWord(meant))}` };
    });
}

function detailOf(detail: string, name: CommandName, { field, typed }: { field: Field; typed: unknown }, words: Words): string {
  const called = inOneWord(wordFor(words.fields, field.name));
  if (field.codes && typeof typed === 'string') return codeMissed(factReportedBy(name), field, typed, words);
  const day = field.rules.includes('isCivilDate') && typeof typed === 'string' ? writtenDay(typed) : undefined;
  if (day && 'fault' in day) return `${called}: ${dayFault(day.fault, words)}`;
  return callingIt(detail, field.name, called);
}
