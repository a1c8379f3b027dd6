import type { OpenApi, Schema } from './built.js';

/** One way to fill a form: with what may be left out or without, which choice, which entry of each list, which end of each range. */
export interface Way {
  optional: boolean;
  nth: number;
}

/** Some ways that together take every choice, every entry of the closed lists and both ends of the ranges. */
export const WAYS: Way[] = Array.from({ length: 8 }, (_, nth) => [
  { optional: false, nth },
  { optional: true, nth },
]).flat();

/** What somebody types where a pattern asks for it: a telephone number, and a civil registration number that is nobody's. */
const TYPED = ['12345678', '6101700000'];

/** What only the world knows: homes, citizens and events by the kind that the document names. */
export type World = Readonly<Record<string, unknown>>;

/** Fills forms as somebody would who knows nothing but the document, and the ids of the world. */
export class Form {
  constructor(
    private readonly document: OpenApi,
    private readonly world: World,
  ) {}

  /** A schema with what it refers to. */
  resolve({ $ref, ...beside }: Schema): Schema {
    if ($ref === undefined) return beside;
    const { required = [], ...referred } = this.resolve(this.document.components.schemas[$ref.split('/').at(-1) as string] as Schema);
    return { ...referred, ...beside, required: [...required, ...(beside.required ?? [])] };
  }

  fill(asked: Schema, way: Way): unknown {
    const schema = this.resolve(asked);
    const { type, enum: values, format, 'x-relet': told, items, minItems = 1, minimum, maximum } = schema;
    if (told?.kind !== undefined && Object.hasOwn(this.world, told.kind)) return this.world[told.kind];
    if (values) return values[way.nth % values.length];
    if (format === 'date') return this.world['day'];
    const one = Array.isArray(type) ? type[0] : type;
    if (one === 'object') return this.fields(schema, way);
    if (one === 'array') return Array.from({ length: minItems }, () => this.fill(items as Schema, way));
    if (one === 'integer') return way.nth % 2 ? maximum : minimum;
    return one === 'boolean' ? way.nth % 2 === 0 : this.text(schema, way);
  }

  private fields(schema: Schema, way: Way): object {
    const choices = schema.oneOf ?? schema.anyOf ?? [{}];
    const choice = choices[way.nth % choices.length] as Schema;
    const required = new Set([...(schema.required ?? []), ...(choice.required ?? []), ...(schema['x-relet']?.keeps ?? [])]);
    const forbidden = new Set(choice.not?.anyOf?.flatMap((each) => each.required ?? []));
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([field]) => (required.has(field) || way.optional) && !forbidden.has(field))
        .map(([field, each]) => [field, this.fill({ ...each, ...choice.properties?.[field] }, way)]),
    );
  }

  private text({ maxLength, pattern }: Schema, { nth }: Way): string {
    const text = nth % 2 && maxLength ? 'x'.repeat(maxLength) : 'x';
    const fits = [text, ...TYPED].find((each) => pattern === undefined || new RegExp(pattern, 'u').test(each));
    if (fits === undefined) throw new Error(`The document does not say how ${pattern} is filled.`);
    return fits;
  }
}

/** Values that the schema of a field rules out. */
export function wrongFor({ type, enum: values, format, minimum, maximum, maxLength, pattern, minItems }: Schema): unknown[] {
  if (values) return ['no_such_word', 7];
  if (format === 'date') return ['2026-02-30', '2026', 20260101];
  const wrong: unknown[] = [type === 'string' ? 7 : 'text'];
  if (minimum !== undefined) wrong.push(minimum - 1, minimum + 0.5);
  if (maximum !== undefined) wrong.push(maximum + 1);
  if (maxLength !== undefined) wrong.push('x'.repeat(maxLength + 1));
  if (pattern !== undefined) wrong.push('', '\n');
  if (minItems !== undefined) wrong.push([]);
  return [...wrong, null].filter((value) => value !== null || (Array.isArray(type) ? !type.includes('null') : true));
}
