import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';

/** A request whose fields are wrong: each one with its JSON pointer; never an echo of what was sent. */
export class Malformed extends Error {
  constructor(readonly errors: { pointer: string; detail: string }[]) {
    super('The request is malformed.');
    this.name = 'Malformed';
  }
}

/** Throws Malformed with a pointer to every field that names something nobody knows. Out of sight is told like unknown. */
export function mustBeKnown(fields: Readonly<Record<string, boolean>>): void {
  const unknown = Object.entries(fields).filter(([, known]) => !known);
  if (unknown.length)
    throw new Malformed(
      unknown.map(([field]) => ({ pointer: `/${field}`, detail: 'Nothing that you may see is registered by that name.' })),
    );
}

/** Plain fields as an instance of their class. Throws Malformed: unknown, missing, null or wrong fields. */
export function checked<T extends object>(Shape: new () => T, fields: unknown): T {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw new Malformed([{ pointer: '', detail: 'An object is needed.' }]);
  const bad = badKeys(fields, '', 0);
  if (bad.length) throw new Malformed(bad);
  const instance = plainToInstance(Shape, fields);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length) throw new Malformed(errors.flatMap((error) => explain(error, '')));
  return instance;
}

/** A body's own keys `constructor` and `__proto__` pass every whitelist, and null passes for absent. */
function badKeys(value: object, path: string, depth: number): { pointer: string; detail: string }[] {
  if (depth > 8) return [{ pointer: path, detail: 'Too deep.' }];
  return Object.keys(value).flatMap((key) => {
    const pointer = `${path}/${key.slice(0, 40).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (key in Object.prototype || key === 'prototype') return [{ pointer: path, detail: 'A field is not known.' }];
    const inner = (value as Record<string, unknown>)[key];
    if (inner === null && key !== 'refusalsBeforeRemoval') return [{ pointer, detail: 'Leave it out instead of null.' }];
    return typeof inner === 'object' && inner !== null ? badKeys(inner, pointer, depth + 1) : [];
  });
}

function explain({ property, value, constraints, children }: ValidationError, path: string): { pointer: string; detail: string }[] {
  const known = /^[A-Za-z_]{1,40}$/.test(property) || /^\d+$/.test(property);
  const pointer = known ? `${path}/${property}` : path;
  if (value === undefined && constraints && !('whitelistValidation' in constraints))
    return [{ pointer, detail: `${property} is missing.` }];
  const own = Object.keys(constraints ?? {}).map((rule) => ({ pointer, detail: sentence(rule, constraints?.[rule] ?? '') }));
  return [...own, ...(children ?? []).flatMap((child) => explain(child, pointer))];
}

function sentence(rule: string, message: string): string {
  return rule === 'whitelistValidation' ? 'The field is not known.' : `${message.slice(0, 200)}.`;
}
