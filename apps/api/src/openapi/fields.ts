import { ApiProperty } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';
import type { FieldContext } from '@relet/domain';

/** A rule of a field as class-validator keeps it. */
interface Rule {
  type: string;
  name?: string;
  propertyName: string;
  constraints?: unknown[];
  context?: FieldContext;
  each: boolean;
}

/** A class whose fields have rules. */
export type Shape = abstract new (...args: never[]) => object;

/** Words of a schema; `required: false` for a field that may be left out. */
type Schema = Readonly<Record<string, unknown>>;

/** What each rule says of the value, in the words of JSON Schema. */
const SAYS: Readonly<Record<string, (constraint: never) => Schema>> = {
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isBooleanString: () => ({ enum: ['true', 'false', '1', '0'] }),
  isIn: (values: readonly unknown[]) => ({ enum: [...values] }),
  min: (minimum: number) => ({ minimum }),
  max: (maximum: number) => ({ maximum }),
  maxLength: (maxLength: number) => ({ maxLength }),
  matches: (pattern: RegExp) => ({ pattern: sourceOf(pattern) }),
  arrayMinSize: (minItems: number) => ({ minItems }),
  arrayMaxSize: (maxItems: number) => ({ maxItems }),
  arrayUnique: () => ({ uniqueItems: true }),
};

/** JSON Schema has no flags: where a dot may be a line break too, it is written out. */
const sourceOf = ({ source, dotAll }: RegExp) => (dotAll ? source.replaceAll('.*', '[\\s\\S]*') : source);

function saidBy({ type, name = '', constraints, context: { kind, format, integer, text } = {}, each }: Rule): Schema {
  if (type === 'conditionalValidation') return { required: false };
  // A list for each item is read by the plugin of the build.
  const says = each && name === 'isIn' ? undefined : SAYS[name];
  return {
    ...(integer ? { type: 'integer', ...integer } : says?.(constraints?.[0] as never)),
    ...text,
    ...(format && { format }),
    ...(kind && { 'x-relet': { kind } }),
  };
}

/** What the rules of a field say of its values. */
export function schemaOf(Class: Shape, field: string): Schema {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Class, '', true, false) as unknown as Rule[];
  return Object.assign({}, ...rules.filter(({ propertyName }) => propertyName === field).map(saidBy)) as Schema;
}

/** Tells OpenAPI's own decorators what the rules of every field say, so that nothing is said twice; once for a process is enough. */
export function describeFields(): void {
  // class-validator lists its classes nowhere else.
  const rules = Reflect.get(getMetadataStorage(), 'validationMetadatas') as ReadonlyMap<Shape, readonly Rule[]>;
  for (const [Class, own] of rules) {
    for (const field of new Set(own.map(({ propertyName }) => propertyName))) {
      const says = schemaOf(Class, field);
      if (Object.keys(says).length) ApiProperty(says as object)(Class.prototype as object, field);
    }
  }
}
