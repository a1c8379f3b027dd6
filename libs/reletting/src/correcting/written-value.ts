import type { Field } from '@relet/domain';
import { listFor, nearest, wordFor, WORDS, type Language, type Words } from '@relet/words';
import { plain } from '../import/sheet/headers.js';
import { writtenDay } from './written-day.js';

const LANGUAGES = Object.keys(WORDS) as Language[];

/** Names of the rent by which it is given in kroner, as people say it; `rentOere` is given in øre. */
const KRONER: ReadonlySet<string> = new Set([WORDS.da.importing.columns.rent, WORDS.en.importing.columns.rent].map(plain));

/** Kinds of things whose text is the caller's own, also when it looks like a day or a number. */
const OWN_TEXT: ReadonlySet<string> = new Set(['label', 'citizen', 'offer', 'municipality', 'home', 'event']);

/** The field that a name means: its own, or what it is called in either language. */
export function fieldCalled<F extends Field>(name: string, fields: readonly F[]): F | undefined {
  return fields.find((field) => field.name === name) ?? fields.find((field) => called(field.name).includes(plain(name)));
}

const called = (field: string) =>
  [
    ...(field === 'rentOere' ? KRONER : []),
    field,
    ...LANGUAGES.flatMap((language) => [wordFor(WORDS[language].fields, field), ...namesIn(WORDS[language].fieldsAlso, field)]),
  ].map(plain);

const namesIn = (names: Readonly<Record<string, readonly string[]>>, field: string): readonly string[] => names[field] ?? [];

/** What the field is called that a name of none of them probably means; a code that is nearly written is told as the code. */
export function fieldMeant(name: string, fields: readonly Field[], words: Words): string | undefined {
  const names = new Map<string, string>();
  const called = (field: Field) => wordFor(words.fields, field.name);
  for (const field of fields) names.set(plain(called(field)), called(field));
  for (const field of fields) if (!names.has(plain(field.name))) names.set(plain(field.name), field.name);
  for (const field of fields)
    for (const language of LANGUAGES)
      for (const other of [wordFor(WORDS[language].fields, field.name), ...namesIn(WORDS[language].fieldsMeant, field.name)])
        if (!names.has(plain(other))) names.set(plain(other), called(field));
  const near = nearest(plain(name.slice(0, 60)), names.keys());
  return near === undefined ? undefined : names.get(near);
}

/**
 * What a person writes for a field of an event, as the field takes it: a code for its word in either language, a day as it is typed, yes or no, `a,b` for a
 * list, a rent in kroner where it is called so. What cannot be read is left as it is, for the rules to refuse.
 */
export function writtenValue(event: string, field: Field, text: string, name = field.name): unknown {
  if (field.rules.includes('isArray')) return text.startsWith('[') ? parsed(text) : text.split(',').map((each) => each.trim());
  const code = codeCalled(event, field.name, text);
  if (code !== undefined) return code;
  if (field.rules.includes('isCivilDate')) return dayOr(text);
  if (field.codes || (field.kind && OWN_TEXT.has(field.kind)) || field.rules.includes('isString')) return text;
  if (field.name === 'rentOere' && KRONER.has(plain(name))) return oereIn(text) ?? text;
  if (field.rules.includes('isBoolean')) return { ja: true, yes: true, nej: false, no: false }[text.toLowerCase()] ?? parsed(text);
  return parsed(text);
}

/** The code of a closed list that a word means, in either language. */
export function codeCalled(event: string, field: string, text: string): string | undefined {
  for (const words of Object.values(WORDS)) {
    const [, meant = text] = Object.entries(words.alsoWritten).find(([other]) => plain(other) === plain(text)) ?? [];
    const codes = Object.entries(listFor(words, event, field) ?? {});
    const [code] = codes.find(([, word]) => plain(word) === plain(text)) ?? codes.find(([, word]) => word === meant) ?? [];
    if (code !== undefined) return code;
  }
  return undefined;
}

function dayOr(text: string): string {
  const read = writtenDay(text);
  return 'day' in read ? read.day : text;
}

/** Kroner as people write them: `6.250`, `6.250,50`, `6250.5`, `6,250.50`. */
const AMOUNTS = [/^(\d{1,3}(?:\.\d{3})+|\d{1,6})(?:,(\d{1,2}))?$/, /^(\d{1,6})\.(\d{1,2})$/, /^(\d{1,3}(?:,\d{3})+)\.(\d{2})$/];

function oereIn(text: string): number | undefined {
  const read = AMOUNTS.map((amount) => amount.exec(text)).find((found) => found !== null);
  if (!read) return undefined;
  const [, whole = '', decimals = ''] = read;
  return Number(whole.replace(/[.,]/g, '')) * 100 + Number(decimals.padEnd(2, '0'));
}

/** Whole numbers, true, false, null and JSON as values; all else is text. */
function parsed(text: string): unknown {
  if (!/^(-?\d{1,15}|true|false|null|[[{].*)$/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
