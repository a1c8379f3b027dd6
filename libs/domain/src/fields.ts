import { IsInt, IsObject, IsString, Matches, Max, MaxLength, Min, ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';
import { isCivilDate } from './calendar/days.js';

/** What a field holds, so that a form knows which control to show for it; øre are `money`. */
export type FieldKind =
  'money' | 'citizen' | 'event' | 'home' | 'municipality' | 'offer' | 'label' | 'position' | 'instant' | 'content' | 'fields';

/** What a field's schema says that its rules do not: the kind of thing it holds, the format it is written in. */
export interface FieldContext {
  kind?: FieldKind;
  format?: 'date' | 'date-time' | 'uuid';
  /** A whole number that is sent as text: a query parameter. */
  integer?: { minimum: number; maximum: number };
}

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

/** A unit's id `{municipality}.{number}`, `[a-z0-9_.]`, no dash. */
export const UNIT_ID = /^[a-z0-9_]{1,40}\.[a-z0-9_.]{1,60}$/;
/** A municipality's id: the part of a unit's id before the first dot. */
export const MUNICIPALITY_ID = /^[a-z0-9_]{1,40}$/;
/** A UUID in lower case. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** An offer's id: any short label without spaces. */
export const OFFER_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** An instant as it is recorded: UTC, with milliseconds. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The id of a home. */
export const IsUnitId = (options?: ValidationOptions) => Matches(UNIT_ID, telling({ kind: 'home' }, options));
/** The id of a municipality. */
export const IsMunicipalityId = () => Matches(MUNICIPALITY_ID, telling({ kind: 'municipality' }));
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

/** The label of a place or a firm: one line, at most 80 characters, and no run of digits that could be a CPR number. */
export function IsPlaceLabel(): PropertyDecorator {
  return (target, key) => {
    IsString(telling({ kind: 'label' }))(target, key);
    MaxLength(80)(target, key);
    Matches(/^(?!.*\d{6}[- ]?\d{4})[^\p{Cc}]*\S[^\p{Cc}]*$/u, { message: '$property must be the short label of a place or a firm' })(
      target,
      key,
    );
    ValidateBy({
      name: 'isWellFormed',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && value.isWellFormed(),
        defaultMessage: () => '$property must be well-formed text',
      },
    })(target, key);
  };
}

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

/** Of which fields a command gives one (`one`), or one at least (`some`): its schema says so, and its chapter refuses anything else. */
export interface Choice {
  how: 'one' | 'some';
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

/** The choice that a command leaves, if it leaves one. */
export const choiceIn = (command: unknown): Choice | undefined => CHOICES.get(command);
