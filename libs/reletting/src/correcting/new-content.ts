import { getMetadataStorage } from 'class-validator';
import { NEW_CONTENTS, type EventType, type Fact } from '@relet/domain';
import { listFor, WORDS, type Language } from '@relet/words';
import { plain } from '../import/sheet/headers.js';
import { writtenDay } from './written-day.js';

const LANGUAGES = Object.keys(WORDS) as Language[];
/** Fields whose text is the caller's own, also when it looks like a day. */
const LABELS: readonly string[] = ['building', 'address', 'contractor', 'citizen', 'offerId'];

/** The whole new content of an event with some of its fields given anew, as people write them; or which word names none of its fields, or a field that was given already. */
export function newContent(
  { type, payload }: Pick<Fact, 'type' | 'payload'>,
  given: Readonly<Record<string, string>>,
): { content: Record<string, unknown> } | { unknown: string; fields: string[] } | { twice: string } {
  const fields = fieldsOf(type, payload);
  const content: Record<string, unknown> = { ...payload };
  const taken = new Set<string>();
  for (const [name, text] of Object.entries(given)) {
    const field = fields.find((each) => called(each).includes(plain(name)));
    if (field === undefined) return { unknown: name, fields };
    if (taken.has(field)) return { twice: field };
    taken.add(field);
    if (text === '') delete content[field];
    else if (field === 'rentOere' && KRONER.has(plain(name))) content[field] = oereIn(text) ?? text;
    else content[field] = valueOf(type, field, text);
  }
  return { content };
}

/** Fields that it has, and those that the command could have given it. */
function fieldsOf(type: EventType, payload: object): string[] {
  const { body, without = [], whole = {} } = NEW_CONTENTS.get(type) ?? {};
  const given = body ? getMetadataStorage().getTargetValidationMetadatas(body, '', false, false) : [];
  return [...new Set([...Object.keys(payload), ...given.map(({ propertyName }) => propertyName), ...Object.keys(whole)])].filter(
    (field) => !without.includes(field),
  );
}

const called = (field: string) =>
  [
    ...(field === 'rentOere' ? KRONER : []),
    field,
    ...LANGUAGES.map((language) => (WORDS[language].fields as Record<string, string>)[field] ?? field),
  ].map(plain);

/** Names of the rent by which it is given in kroner, as people say it; `rentOere` is given in øre. */
const KRONER: ReadonlySet<string> = new Set([WORDS.da.importing.columns.rent, WORDS.en.importing.columns.rent].map(plain));

/** Kroner as people write them: `6.250`, `6.250,50`, `6250.5`. */
function oereIn(text: string): number | undefined {
  const [, whole, decimals = ''] = /^(\d{1,3}(?:\.\d{3})+|\d{1,6})(?:,(\d{1,2}))?$/.exec(text) ?? /^(\d{1,6})\.(\d{1,2})$/.exec(text) ?? [];
  return whole === undefined ? undefined : Number(whole.replaceAll('.', '')) * 100 + Number(decimals.padEnd(2, '0'));
}

/** A code for its word, a day as it is written, yes or no, a number; all else is text. */
function valueOf(type: EventType, field: string, text: string): unknown {
  for (const language of LANGUAGES)
    for (const [code, word] of Object.entries(listFor(WORDS[language], type, field) ?? {})) if (plain(word) === plain(text)) return code;
  if (LABELS.includes(field)) return text;
  const day = writtenDay(text);
  if ('day' in day) return day.day;
  const said = { ja: true, yes: true, nej: false, no: false }[text.toLowerCase()];
  if (said !== undefined) return said;
  return /^(-?\d{1,15}|true|false|[[{].*)$/.test(text) ? parsed(text) : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
