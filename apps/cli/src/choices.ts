import { factReportedBy, type CommandName, type EventType, type Field } from '@relet/domain';
import { listFor, nearest, wordFor, WORDS, type Language, type Words } from '@relet/words';
import { fieldsOf } from './fields.js';

/** What may be written for a field of a closed list: its codes, with their words. */
export const choicesOf = (name: CommandName, field: Field, words: Words): string => choicesIn(factReportedBy(name), field, words);

function choicesIn(event: EventType, { name: field, codes = [] }: Field, words: Words): string {
  const list = listFor(words, event, field);
  return codes.map((code) => (list?.[code] === undefined ? code : `${code} (${list[code]})`)).join(', ');
}

/** That a word is no code of a field: which there are, and which was probably meant. */
export function codeMissed(
  event: EventType,
  field: Field,
  typed: string,
  words: Words,
  called = inOneWord(wordFor(words.fields, field.name)),
): string {
  const near = nearest(typed, [...(field.codes ?? []), ...Object.values(listFor(words, event, field.name) ?? {})]);
  const choices = words.commandLine.usage.choices(called, choicesIn(event, field, words));
  return near === undefined ? choices : `${choices} ${words.perhaps(near)}`;
}

/** A name as it is typed before `=`: in quotes where it is more than a word. */
export const inOneWord = (name: string): string => (name.includes(' ') ? `"${name}"` : name);

/** The name of a field as it is typed: in English its own, which is a plain word; in Danish what it is called. */
export const nameTyped = (field: string, language: Language): string =>
  language === 'en' ? field : wordFor(WORDS[language].fields, field);

/** A code as it is typed for a field: in English itself, in Danish its word. */
export function codeTyped(command: CommandName, field: string, code: string, language: Language): string {
  const list = language === 'en' ? undefined : listFor(WORDS[language], factReportedBy(command), field);
  return list?.[code] ?? code;
}

/** A command line of fields by their own names, as it is typed in the language; what holds a space in quotes. */
export function lineTyped(line: string, language: Language): string {
  const [command = '', ...rest] = line.split(' ');
  const known = new Set(fieldsOf(command as CommandName).map(({ name }) => name));
  const typed = rest.map((part) => {
    const [field = '', value] = part.split('=');
    if (value === undefined || !known.has(field)) return part;
    const said = `${nameTyped(field, language)}=${codeTyped(command as CommandName, field, value, language)}`;
    return said.includes(' ') ? `"${said}"` : said;
  });
  return [command, ...typed].join(' ');
}
