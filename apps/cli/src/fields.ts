import { getMetadataStorage } from 'class-validator';
import { COMMANDS, isCommandName, type CommandName, type FieldContext, type FieldKind } from '@relet/domain';
import { nearest, UsageError } from './usage.js';

/** A field of a command, as its class states it. */
export interface CommandField {
  name: string;
  mayBeAbsent: boolean;
  /** What it may be, where that is a closed list. */
  codes?: readonly string[];
  kind?: FieldKind | undefined;
  /** The names of its rules. */
  rules: readonly string[];
}

/** The fields of a command, its day first. */
export function fieldsOf(command: CommandName): CommandField[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(COMMANDS[command], '', false, false);
  const rules = Map.groupBy(metadata, ({ propertyName }) => propertyName);
  // class-validator names inherited fields last, so the day, which all commands inherit, is moved to the front.
  const names = [...rules.keys()].sort((a, b) => Number(b === 'effective') - Number(a === 'effective'));
  return names.map((name) => {
    const own = rules.get(name) ?? [];
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

const TEXTS: ReadonlySet<string> = new Set(['isCivilDate', 'isPlaceLabel', 'matches', 'isIn', 'isString']);

/** What was typed for a field as the command takes it: text as it is, `a,b` as a list; whole numbers, true, false and JSON as values. */
export function valueOf(field: CommandField | undefined, typed: string): unknown {
  if (field?.rules.includes('isArray') && !typed.startsWith('[')) return typed.split(',').map((each) => each.trim());
  if (field && !field.rules.includes('isArray') && field.rules.some((rule) => TEXTS.has(rule))) return typed;
  if (!/^(-?\d{1,15}|true|false|null|[[{].*)$/.test(typed)) return typed;
  try {
    return JSON.parse(typed) as unknown;
  } catch {
    return typed;
  }
}

export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

/** The command of that name. Throws UsageError with the nearest one. */
export function commandNamed(name: string): CommandName {
  if (isCommandName(name)) return name;
  const near = nearest(name, COMMAND_NAMES);
  throw new UsageError(
    (usage, { problems }) => [problems.ORDER_UNKNOWN.detail, ...(near === undefined ? [] : [usage.perhaps(near)])].join(' '),
    'ORDER_UNKNOWN',
  );
}
