import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { fieldsOfBody } from '@relet/domain';
import { fill, nearest, WORDS, type Details, type FieldFault, type Words } from '@relet/words';
import { faultsOf } from './field-faults.js';
import { couldBeField } from './field-twice.js';

/** A field that is wrong, by its JSON pointer; the pointer is empty for the whole. */
export interface WrongField {
  pointer: string;
  fault: FieldFault;
  /** What the sentence names: the field, its limits; never what was sent. */
  values?: Details;
  /** What was probably meant, of what may be said. */
  perhaps?: string | undefined;
}

/** A request whose fields are wrong: each one with its JSON pointer; never an echo of what was sent. */
export class Malformed extends Error {
  constructor(readonly wrong: readonly WrongField[]) {
    super('The request is malformed.');
    this.name = 'Malformed';
  }

  /** What helps where the request is wrong as a whole; nothing where its sentence says it. */
  help({ malformedHelps }: Words): string | undefined {
    return this.wrong.map(({ fault }) => malformedHelps[fault]).find((help) => help !== undefined);
  }

  /** What is wrong, in sentences. */
  told(words: Words = WORDS.en): { pointer: string; detail: string }[] {
    return this.wrong.map(({ pointer, fault, values = {}, perhaps }) => {
      const detail = fill(words.malformed[fault], values);
      return { pointer, detail: perhaps === undefined ? detail : `${detail} ${words.perhaps(perhaps)}` };
    });
  }
}

/**
 * Throws Malformed with a pointer to every field that names something nobody knows. Out of sight is told like unknown. `perhaps` is what was probably
 * meant, of what is in sight.
 */
export function mustBeKnown(fields: Readonly<Record<string, boolean>>, perhaps: Readonly<Record<string, string | undefined>> = {}): void {
  const unknown = Object.entries(fields).filter(([, known]) => !known);
  if (unknown.length) throw new Malformed(unknown.map(([field]) => ({ pointer: `/${field}`, fault: 'NOT_SEEN', perhaps: perhaps[field] })));
}

/** Plain fields as an instance of their class. Throws Malformed: unknown, missing, null or wrong fields. */
export function checked<T extends object>(Shape: new () => T, fields: unknown): T {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw new Malformed([{ pointer: '', fault: 'NO_OBJECT' }]);
  const bad = badKeys(fields, '', 0);
  if (bad.length) throw new Malformed(bad);
  const instance = plainToInstance(Shape, fields);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length) throw new Malformed(errors.flatMap((error) => explain(error)).map((wrong) => ofNames(wrong, Shape)));
  return instance;
}

/** A field that is not known is told the nearest one that is. */
function ofNames(wrong: WrongField, Shape: new () => object): WrongField {
  if (wrong.fault !== 'UNKNOWN_FIELD') return wrong;
  const names = fieldsOfBody(Shape).map(({ name }) => name);
  return { ...wrong, perhaps: nearest(wrong.pointer.slice(1), names) };
}

/** A body's own keys `constructor` and `__proto__` pass every whitelist, and null passes for absent. */
function badKeys(value: object, path: string, depth: number): WrongField[] {
  if (depth > 8) return [{ pointer: path, fault: 'TOO_DEEP' }];
  return Object.keys(value).flatMap((key): WrongField[] => {
    const pointer = `${path}/${key.slice(0, 40).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (key in Object.prototype || key === 'prototype') return [{ pointer: path, fault: 'UNKNOWN_FIELD' }];
    const inner = (value as Record<string, unknown>)[key];
    if (inner === null && key !== 'refusalsBeforeRemoval') return [{ pointer, fault: Array.isArray(value) ? 'NULL_IN_LIST' : 'NULL' }];
    if (Array.isArray(inner) && Array.isArray(value)) return [{ pointer, fault: 'LIST_IN_LIST' }];
    return typeof inner === 'object' && inner !== null ? badKeys(inner, pointer, depth + 1) : [];
  });
}

function explain(error: ValidationError, path = '', list?: string): WrongField[] {
  const { property, value, constraints, children } = error;
  const pointer = couldBeField(property) ? `${path}/${property}` : path;
  if (value === undefined && constraints && !('whitelistValidation' in constraints))
    return [{ pointer, fault: 'MISSING', values: { field: property } }];
  // What a list holds is told with its place in it.
  if (list !== undefined && constraints) return [{ pointer, fault: 'NO_OBJECT_IN_LIST', values: { field: list } }];
  const own = faultsOf(error).map(({ values, at, ...told }): WrongField => {
    return { pointer: at === undefined ? pointer : `${pointer}/${at}`, ...told, values: { field: property, ...values } };
  });
  return own.length ? own : (children ?? []).flatMap((child) => explain(child, pointer, Array.isArray(value) ? property : undefined));
}
