import { IsInt, IsString, Matches, Max, MaxLength, Min, ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';
import { isCivilDate } from './calendar/days.js';

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
    options,
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

/** The label of a place or a firm: one line, at most 80 characters, and no run of digits that could be a CPR number. */
export function IsPlaceLabel(): PropertyDecorator {
  return (target, key) => {
    IsString()(target, key);
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

/** Integer øre from 0 to 100,000 kroner a month. */
export function IsOere(): PropertyDecorator {
  return (target, key) => {
    IsInt()(target, key);
    Min(0)(target, key);
    Max(10_000_000)(target, key);
  };
}

/** A UUID pseudonym of a citizen. */
export function IsCitizen(): PropertyDecorator {
  return Matches(UUID, { message: '$property must be the UUID pseudonym of a citizen' });
}

/** A whole number of days, months or offers within bounds. */
export function IsCount(min: number, max: number): PropertyDecorator {
  return (target, key) => {
    IsInt()(target, key);
    Min(min)(target, key);
    Max(max)(target, key);
  };
}
