import { getMetadataStorage } from 'class-validator';
import type { DomainCommand } from '../base.commands.js';
import type { FieldContext, FieldKind } from '../fields.js';

/** A field of a command as its class states it: its name, the names of the rules it must keep, and the kind of thing it holds. */
export interface Field {
  name: string;
  rules: readonly string[];
  kind?: FieldKind | undefined;
}

const KNOWN = new WeakMap<new () => DomainCommand, readonly Field[]>();

/** The fields of a command, as the decorators of its class state them. */
export function fieldsOfBody(body: new () => DomainCommand): readonly Field[] {
  const known = KNOWN.get(body) ?? stated(body);
  KNOWN.set(body, known);
  return known;
}

function stated(body: new () => DomainCommand): readonly Field[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(body, '', false, false);
  const rules = Map.groupBy(metadata, ({ propertyName }) => propertyName);
  return [...rules].map(([name, own]) => {
    const kind = own.map(({ context }) => (context as FieldContext | undefined)?.kind).find((each) => each !== undefined);
    return { name, rules: own.map((rule) => rule.name ?? rule.type), kind };
  });
}
