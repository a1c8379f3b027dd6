import { Transform } from 'class-transformer';
import { IsInt, IsObject, Matches, Max, Min, ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';
import { isCivilDate } from './calendar/days.js';
import {
  FILE_NAME_LENGTH,
  asSeen,
  inOneForm,
  isFileName,
  isKey,
  isLabel,
  KEY,
  LABEL_LENGTH,
  lowerCased,
  MUNICIPALITY_ID,
  OFFER_ID,
  UNIT_ID,
  UUID,
} from './text.js';

/** What a field holds, so that a form knows which control to show for it; øre are `money`. */
export type FieldKind =
  'money' | 'citizen' | 'event' | 'home' | 'municipality' | 'offer' | 'label' | 'position' | 'cursor' | 'instant' | 'content' | 'fields';

/** What a field's schema says that its rules do not: the kind of thing it holds, the format it is written in. */
export interface FieldContext {
  kind?: FieldKind;
  format?: 'date' | 'date-time' | 'uuid';
  /** A whole number that is sent as text: a query parameter. */
  integer?: { minimum: number; maximum: number };
  /** How a text is written, where a function is asked whether it is well. */
  text?: { maxLength?: number; pattern?: string };
  /** What a text is made of, with commas between: a query parameter. */
  parts?: readonly string[];
}

/** Text without control characters, in words that no machine is long busy with. */
const ONE_LINE = String.raw`^[^\p{Cc}]+$`;

/** Options of a rule that also tell the schema something. */
export const telling = (context: FieldContext, options?: ValidationOptions): ValidationOptions => ({ ...options, context });

/** A civil date `YYYY-MM-DD` that exists (2026-02-30 does not). */
export function IsCivilDate(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isCivilDate',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isCivilDate(value),
        defaultMessage: () => '$property must be a date YYYY-MM-DD that exists',
      },
    },
    telling({ format: 'date' }, options),
  );
}

/** May be left out, but not be null (class-validator's own IsOptional lets null through). */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

/** An instant as it is recorded: UTC, with milliseconds. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Several rules of one field. */
const all =
  (...rules: PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const rule of rules) rule(target, key);
  };

/** Text is taken in another form than it was sent; what is no text is left to the rules. */
const taken = (how: (text: string) => string) =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? how(value) : value));

/** The id of a home; written in capitals it is the same home. */
export const IsUnitId = (options?: ValidationOptions) => all(taken(lowerCased), Matches(UNIT_ID, telling({ kind: 'home' }, options)));
/** The id of a municipality; written in capitals it is the same one. */
export const IsMunicipalityId = () => all(taken(lowerCased), Matches(MUNICIPALITY_ID, telling({ kind: 'municipality' })));
/** The id of an offer. */
export const IsOfferId = (options?: ValidationOptions) => Matches(OFFER_ID, telling({ kind: 'offer' }, options));
/** The id of a recorded event. */
export const IsEventId = (options?: ValidationOptions) => Matches(UUID, telling({ kind: 'event', format: 'uuid' }, options));
/** The content of an event: its fields, as its type has them. */
export const IsContent = () => IsObject(telling({ kind: 'content' }));
/** The time of recording. */
export const IsInstant = () => Matches(INSTANT, telling({ format: 'date-time' }));

/** A UUID pseudonym of a citizen. */
export function IsCitizen(): PropertyDecorator {
  const message = '$property must be the UUID pseudonym of a citizen';
  return Matches(UUID, telling({ kind: 'citizen', format: 'uuid' }, { message }));
}

/** A rule of text that is asked of a function, so that the length is looked at before anything else. */
function IsText(name: string, isWell: (text: string) => boolean, message: string, options?: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown) => typeof value === 'string' && isWell(value);
  return ValidateBy({ name, validator: { validate, defaultMessage: () => `$property must be ${message}` } }, options);
}

/** The label of a place or a firm: one line, at most 80 characters. Decisions see that no new one holds a personal number. */
export const IsPlaceLabel = () =>
  all(
    // The length is looked at before anything else.
    taken((text) => (text.length <= 2 * LABEL_LENGTH ? asSeen(text) : text)),
    IsText(
      'isPlaceLabel',
      isLabel,
      'the short label of a place or a firm',
      telling({ kind: 'label', text: { maxLength: LABEL_LENGTH, pattern: ONE_LINE } }),
    ),
  );

/** A label that somebody looks for: any text as long as a label. */
export const IsLabelSought = () =>
  all(
    taken((text) => inOneForm(text.slice(0, LABEL_LENGTH + 1))),
    IsText(
      'isLabelSought',
      (text) => text.length <= LABEL_LENGTH,
      'the label of a place',
      telling({ kind: 'label', text: { maxLength: LABEL_LENGTH } }),
    ),
  );

/** The name of a file: one line without a personal number, at most 200 characters. */
export const IsFileName = () =>
  IsText(
    'isFileName',
    isFileName,
    'the name of a file, without a personal number',
    telling({ text: { maxLength: FILE_NAME_LENGTH, pattern: ONE_LINE } }),
  );

/** An Idempotency-Key: 1 to 200 visible characters, and no personal number. */
export const IsKey = () =>
  IsText('isKey', isKey, 'a key of 1 to 200 visible characters, without a personal number', telling({ text: { pattern: KEY.source } }));

/** Integer øre, of any amount. */
export const IsAmount = () => IsInt(telling({ kind: 'money' }));

/** Integer øre from 0 to 100,000 kroner a month. */
export function IsOere(): PropertyDecorator {
  return (target, key) => {
    IsAmount()(target, key);
    Min(0)(target, key);
    Max(10_000_000)(target, key);
  };
}

/** A whole number of days, months or offers within bounds. */
export function IsCount(min: number, max: number): PropertyDecorator {
  return (target, key) => {
    IsInt()(target, key);
    Min(min)(target, key);
    Max(max)(target, key);
  };
}

/**
 * Of which fields a command gives one (`one`), or one at least (`some`), or the first only with the second (`with`): its schema says so, and its
 * chapter refuses anything else.
 */
export interface Choice {
  how: 'one' | 'some' | 'with';
  of: readonly string[];
}

const CHOICES = new Map<unknown, Choice>();

/** The command gives exactly one of these fields; a mark such as `direct` counts when it is true. */
export const GivesOneOf = (...of: string[]): ClassDecorator => {
  return (command) => void CHOICES.set(command, { how: 'one', of });
};

/** The command gives at least one of these fields. */
export const GivesSomeOf = (...of: string[]): ClassDecorator => {
  return (command) => void CHOICES.set(command, { how: 'some', of });
};

/** The command gives a field only together with a mark that is true. */
export const GivesOnlyWith = (field: string, mark: string): ClassDecorator => {
  return (command) => void CHOICES.set(command, { how: 'with', of: [field, mark] });
};

/** The choice that a command leaves, if it leaves one. */
export const choiceIn = (command: unknown): Choice | undefined => CHOICES.get(command);
