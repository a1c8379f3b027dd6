import { OmitType } from '@nestjs/swagger';
import { choiceIn, COMMANDS, NEW_CONTENTS, type Choice, type NewContent } from '@relet/domain';
import { schemaOf } from './fields.js';
import { Path } from './path.js';
import type { SchemaObject } from './spec.js';

type Model = new () => object;
type Schemas = Record<string, SchemaObject | undefined>;

const CONTENT_MODELS: readonly Model[] = [...NEW_CONTENTS].map(([type, { body, without }]) =>
  Object.defineProperty(OmitType(body, without as never[]), 'name', { value: `${type}Content` }),
);

/** Classes that no route names by itself: commands as one of several, and the new contents of events. */
export const MODELS: readonly Model[] = [...Object.values(COMMANDS), ...CONTENT_MODELS];

const refTo = (name: string) => `#/components/schemas/${name}`;
const refsTo = (names: Iterable<string>, suffix = '') => Object.fromEntries([...names].map((name) => [name, refTo(`${name}${suffix}`)]));

/** Completes the schemas of commands and contents by what concerns several fields at once. */
export function completeCommands(schemas: Schemas): void {
  for (const [name, Command] of Object.entries(COMMANDS))
    for (const each of [name, `${name}Body`]) complete(schemas[each], choiceIn(Command));
  for (const [type, content] of NEW_CONTENTS) completeContent(schemas[`${type}Content`] as SchemaObject, content, schemas);
  tell(schemas['CorrectEvent'], 'newPayload', { contents: refsTo(NEW_CONTENTS.keys(), 'Content') });
  tell(schemas['BulkItem'], 'fields', { commands: refsTo(Object.keys(COMMANDS)) });
}

function completeContent(schema: SchemaObject, { body, keeps, whole }: NewContent, schemas: Schemas): void {
  const choice = choiceIn(body);
  // What an event keeps is in its new content, whatever the mark says.
  complete(schema, choice?.how === 'with' && keeps.includes(choice.of[0] as string) ? undefined : choice);
  const properties = (schema.properties ??= {});
  const known = keeps.filter((field) => field in properties);
  const required = new Set([...(schema.required ?? []), ...Object.keys(whole), ...known]);
  if (required.size) schema.required = [...required];
  for (const field of keeps) properties[field] ??= { type: 'string', ...schemaOf(Path, field) };
  if (keeps.length) Object.assign(schema, { 'x-relet': { keeps } });
  for (const [field, inner] of Object.entries(whole) as [string, unknown][])
    if (typeof inner === 'object' && inner !== null) wholeWithin(properties, field, schemas);
}

/** A nested object of a content has all its fields. */
function wholeWithin(properties: NonNullable<SchemaObject['properties']>, field: string, schemas: Schemas): void {
  const { $ref } = properties[field] as { $ref: string };
  const nested = schemas[$ref.slice(refTo('').length)];
  properties[field] = { $ref, required: Object.keys(nested?.properties ?? {}) } as SchemaObject;
}

function complete(schema: SchemaObject | undefined, choice: Choice | undefined): void {
  // Whoever sends a field that is not known is refused.
  if (schema) schema.additionalProperties = false;
  if (!schema || !choice) return;
  if (choice.how === 'some') schema.anyOf = choice.of.map((field) => ({ required: [field] }));
  else if (choice.how === 'with') schema.anyOf = onlyWith(choice.of, schema);
  else schema.oneOf = choice.of.map((field) => onlyOne(field, choice.of, schema));
}

/** A mark is given when it is true; another field when it is there. */
function onlyOne(field: string, fields: readonly string[], schema: SchemaObject): SchemaObject {
  const isMark = (name: string) => (schema.properties as Record<string, SchemaObject>)[name]?.type === 'boolean';
  const others = fields.filter((name) => name !== field);
  const marks = fields.filter(isMark).map((name) => [name, { enum: [name === field] }]);
  const absent = others.filter((name) => !isMark(name)).map((name) => ({ required: [name] }));
  return {
    required: [field],
    ...(marks.length && { properties: Object.fromEntries(marks) }),
    ...(absent.length && { not: { anyOf: absent } }),
  };
}

/** The mark is given and true, or the field is not there. */
function onlyWith([field, mark]: readonly string[], { properties = {} }: SchemaObject): SchemaObject[] {
  if (!field || !mark || !(field in properties)) return [{}];
  return [{ required: [mark], properties: { [mark]: { enum: [true] } } }, { not: { anyOf: [{ required: [field] }] } }];
}

function tell(schema: SchemaObject | undefined, field: string, more: object): void {
  const property = schema?.properties?.[field] as (SchemaObject & { 'x-relet'?: object }) | undefined;
  if (property) property['x-relet'] = { ...property['x-relet'], ...more };
}
