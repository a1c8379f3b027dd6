import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import type { FieldContext, FieldKind } from '@relet/domain';
import { nearest, type Details, type FieldFault } from '@relet/words';

interface Told {
  fault: FieldFault;
  values?: Details;
  perhaps?: string | undefined;
  /** Which element of a list it is about. */
  at?: number;
}

/** What it means that a rule of class-validator does not hold; a rule that holds for the type of a value comes before those for its size. */
const RULES: Readonly<Record<string, FieldFault>> = {
  whitelistValidation: 'UNKNOWN_FIELD',
  isArray: 'LIST',
  isObject: 'OBJECT',
  isString: 'TEXT',
  isNumber: 'NUMBER',
  isInt: 'WHOLE_NUMBER',
  isBoolean: 'TRUE_OR_FALSE',
  isBooleanString: 'TRUE_OR_FALSE',
  isCivilDate: 'DAY',
  isDayOrInstant: 'DAY_OR_INSTANT',
  isPlaceLabel: 'LABEL',
  isLabelSought: 'LABEL_SOUGHT',
  isFileName: 'FILE_NAME',
  isKey: 'KEY',
  isPersonName: 'PERSON_NAME',
  isCpr: 'CPR',
  holdsNoNumber: 'PERSONAL_NUMBER',
  isIn: 'ONE_OF',
  nestedValidation: 'LIST_OF_OBJECTS',
  min: 'TOO_SMALL',
  max: 'TOO_LARGE',
  maxLength: 'TOO_LONG',
  arrayMinSize: 'LIST_TOO_SHORT',
  arrayMaxSize: 'LIST_TOO_LONG',
  arrayUnique: 'LIST_TWICE',
};

/** Of what no value of the right type is, all else need not be said. */
const TYPES: ReadonlySet<FieldFault> = new Set(['LIST', 'OBJECT', 'TEXT', 'NUMBER', 'WHOLE_NUMBER', 'TRUE_OR_FALSE', 'LIST_OF_OBJECTS']);

/** How a text must be written, by what it is. */
const WRITTEN: Partial<Readonly<Record<FieldKind, FieldFault>>> = {
  home: 'HOME_ID',
  citizen: 'CITIZEN_ID',
  municipality: 'MUNICIPALITY_ID',
  offer: 'OFFER_ID',
  event: 'EVENT_ID',
  position: 'POSITION',
  cursor: 'CURSOR',
};

/** What is wrong with a field, by the rules that do not hold for it. */
export function faultsOf({ constraints = {}, contexts = {}, target, property, value }: ValidationError): Told[] {
  const rules = target ? getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false) : [];
  const told = Object.keys(constraints).map((rule): Told => {
    const [limit] = (rules.find((each) => each.propertyName === property && each.name === rule)?.constraints ?? []) as unknown[];
    if (DAYS.has(rule) && isFar(value)) return { fault: 'DAY_FAR' };
    // A list where one object is meant is wrong as a whole.
    const at = rule.startsWith('array') || rule === 'isObject' ? -1 : elementOf(value, { target, property, rule });
    return {
      ...toldOf(rule, limit, (contexts as Record<string, FieldContext | undefined>)[rule] ?? {}, at < 0 ? value : value[at]),
      ...(at >= 0 && { at }),
    };
  });
  const ofType = told.find(({ fault }) => TYPES.has(fault));
  return ofType ? [ofType] : told;
}

/** Where the first element of a list stands for which a rule does not hold that each of them keeps; -1 where it is no such rule. */
function elementOf(value: unknown, { target, property, rule }: { target: object | undefined; property: string; rule: string }): number {
  if (!target || !Array.isArray(value)) return -1;
  return value.findIndex((each) => {
    const alone = Object.assign(Object.create(Object.getPrototypeOf(target) as object) as object, { [property]: [each] });
    return validateSync(alone, { skipMissingProperties: true }).some(
      (error) => error.property === property && Object.hasOwn(error.constraints ?? {}, rule),
    );
  });
}

/** A day may be written well, and lie so far away that nobody means it. */
const DAYS: ReadonlySet<string> = new Set(['isCivilDate', 'isDayOrInstant']);
const isFar = (day: unknown) => {
  const [, year] = /^(\d{4})-\d\d-\d\d/.exec(String(day)) ?? [];
  return year !== undefined && (Number(year) < 1900 || Number(year) > 2200);
};

function toldOf(rule: string, limit: unknown, { kind, integer, format, parts }: FieldContext, value: unknown): Told {
  if (parts)
    return {
      fault: 'ONE_OR_TWO_OF',
      ...among(
        parts,
        String(value)
          .split(',')
          .find((part) => !parts.includes(part)),
      ),
    };
  if (rule === 'matches' && integer) return { fault: 'COUNT', values: { ...integer } };
  if (rule === 'matches') return { fault: (kind && WRITTEN[kind]) ?? (format === 'date-time' ? 'INSTANT' : 'FORM') };
  const fault = RULES[rule] ?? 'FORM';
  if (Array.isArray(limit)) return { fault, ...among(limit as string[], value) };
  return { fault, ...(typeof limit === 'number' && { values: { limit } }) };
}

/** What may be said, and what was probably meant of it. */
const among = (codes: readonly string[], value: unknown) => ({
  values: { values: codes.join(', ') },
  ...(typeof value === 'string' && { perhaps: nearest(value, codes) }),
});
