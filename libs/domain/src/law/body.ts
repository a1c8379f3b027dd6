import { getMetadataStorage } from 'class-validator';
import type { FieldContext, FieldKind } from '../fields.js';

/** A field of a command as its class states it. */
export interface Field {
  name: string;
  mayBeAbsent: boolean;
  /** What it may be, where that is a closed list. */
  codes?: readonly string[];
  /** The kind of thing it holds. */
  kind?: FieldKind | undefined;
  /** The names of the rules it must keep. */
  rules: readonly string[];
}

const KNOWN = new WeakMap<new () => object, readonly Field[]>();

/** The fields of a command, or of any class whose fields are checked, as its decorators state them. */
export function fieldsOfBody(body: new () => object): readonly Field[] {
  const known = KNOWN.get(body) ?? stated(body);
  KNOWN.set(body, known);
  return known;
}

function stated(body: new () => object): readonly Field[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(body, '', false, false);
  return [...Map.groupBy(metadata, ({ propertyName }) => propertyName)].map(([name, own]) => {
    const codes = own.find((rule) => rule.name === 'isIn')?.constraints?.[0] as readonly string[] | undefined;
    return {
      name,
      mayBeAbsent: own.some(({ type }) => type === 'conditionalValidation'),
      ...(codes && { codes }),
      kind: own.map(({ context }) => (context as FieldContext | undefined)?.kind).find((each) => each !== undefined),
      rules: own.map((rule) => rule.name ?? rule.type),
    };
  });
}
