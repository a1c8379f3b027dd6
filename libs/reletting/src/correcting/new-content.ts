import { fieldsOfBody, NEW_CONTENTS, type EventType, type Fact, type Field } from '@relet/domain';
import { writtenDay, type DayFault } from './written-day.js';
import { fieldCalled, writtenValue } from './written-value.js';

/** The whole new content of an event with some of its fields given anew, as people write them; or which word names none of its fields, a field that was given already, or one whose day or code cannot be read. */
export function newContent(
  { type, payload }: Pick<Fact, 'type' | 'payload'>,
  given: Readonly<Record<string, string>>,
):
  | { content: Record<string, unknown> }
  | { unknown: string; fields: string[] }
  | { twice: string }
  | { noDay: string; fault: DayFault }
  | { noCode: Field; typed: string } {
  const fields = fieldsOf(type, payload);
  const content: Record<string, unknown> = { ...payload };
  const taken = new Set<string>();
  for (const [name, text] of Object.entries(given)) {
    const field = fieldCalled(name, fields);
    if (field === undefined) return { unknown: name, fields: fields.map((each) => each.name) };
    if (taken.has(field.name)) return { twice: field.name };
    taken.add(field.name);
    const day = text !== '' && field.rules.includes('isCivilDate') ? writtenDay(text) : undefined;
    if (day && 'fault' in day) return { noDay: field.name, fault: day.fault };
    if (text === '') delete content[field.name];
    else content[field.name] = writtenValue(type, field, text, name);
    if (field.codes && text !== '' && !field.codes.includes(String(content[field.name]))) return { noCode: field, typed: text };
  }
  return { content };
}

/** Fields that it has, and those that the command could have given it. */
function fieldsOf(type: EventType, payload: object): Field[] {
  const { body, without = [], whole = {} } = NEW_CONTENTS.get(type) ?? {};
  const stated = new Map((body ? fieldsOfBody(body) : []).map((field) => [field.name, field]));
  const names = new Set([...Object.keys(payload), ...stated.keys(), ...Object.keys(whole)]);
  return [...names]
    .filter((name) => !without.includes(name))
    .map((name) => stated.get(name) ?? { name, mayBeAbsent: true, kind: undefined, rules: [] });
}
