import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  ValidateBy,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import {
  ApproveCitizen,
  holdsPersonalNumber,
  inOneForm,
  IsCitizen,
  IsCount,
  IsMunicipalityId,
  isOneLine,
  IsPlaceLabel,
  IsUnitId,
  MayBeAbsent,
  telling,
} from '@relet/domain';
import type { ErasureGround, HoldGround, ReadReason, Relation } from '@relet/words';
import { FINDINGS, type Finding } from './access-log/reviews.js';
import { ERASURE_GROUNDS, HOLD_GROUNDS, READ_REASONS, RELATIONS } from './lists.js';
import { isCpr } from './register/cpr.js';

const NAME_LENGTH = 120;

const rule = (name: string, holds: (text: string) => boolean, options: ValidationOptions): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: (value: unknown) => typeof value === 'string' && holds(value) } }, options);

const inForm = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? inOneForm(value.trim()) : value));

/**
 * The name of a person: one line that holds a letter and no civil registration number, which has a field of its own: it is kept only where the municipality
 * says so, and a name is shown to more people.
 */
const IsPersonName = (): PropertyDecorator => (target, key) => {
  inForm()(target, key);
  rule(
    'isPersonName',
    (text) => isOneLine(text, NAME_LENGTH) && /\p{L}/u.test(text) && !holdsPersonalNumber(text),
    telling({ text: { maxLength: NAME_LENGTH } }),
  )(target, key);
};

/** Text beside a name that is no place for a civil registration number. */
const HoldsNoNumber = (): PropertyDecorator => rule('holdsNoNumber', (text) => !holdsPersonalNumber(text.slice(0, 200)), {});

/** A civil registration number, with or without its dash. */
const IsCpr = (): PropertyDecorator => rule('isCpr', isCpr, telling({ text: { pattern: '^\\d{6}[ -]?\\d{4}$' } }));

/** Somebody to talk with about a citizen, or about what a home's last resident has left. */
export class ContactPerson {
  @IsPersonName()
  name!: string;

  @IsIn(RELATIONS)
  relation!: Relation;

  @MayBeAbsent()
  @Matches(/^\+?[0-9 ]{6,20}$/)
  phone?: string;

  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  @HoldsNoNumber()
  email?: string;

  @MayBeAbsent()
  @IsPlaceLabel()
  @HoldsNoNumber()
  address?: string;
}

/** What may be kept of a person beside the name. */
abstract class Particulars {
  /** Only where the municipality keeps civil registration numbers. */
  @MayBeAbsent()
  @IsCpr()
  cpr?: string;

  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => ContactPerson)
  contacts?: ContactPerson[];
}

/** Who a pseudonym is. */
export class RegisterPerson extends Particulars {
  @IsPersonName()
  name!: string;
}

/** What is otherwise now; a list of contact persons is given whole. */
export class ChangePerson extends Particulars {
  @MayBeAbsent()
  @IsPersonName()
  name?: string;
}

/** The contact persons of an estate, all of them. */
export class NameContacts {
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => ContactPerson)
  contacts!: ContactPerson[];
}

/** A note on a citizen, or on the case of a home. */
export class WriteNote {
  @IsString()
  @MaxLength(2000)
  text!: string;
}

/** Approves a citizen and says who it is, in one request. The log gets the approval alone. */
export class ApprovePerson {
  /** Left out for a new citizen, who gets a pseudonym. */
  @MayBeAbsent()
  @IsCitizen()
  citizen?: string;

  @IsObject()
  @ValidateNested()
  @Type(() => ApproveCitizen)
  approval!: ApproveCitizen;

  @IsObject()
  @ValidateNested()
  @Type(() => RegisterPerson)
  person!: RegisterPerson;
}

/** Why somebody reads. It holds for an hour. */
export class GiveReason {
  @IsIn(READ_REASONS)
  reason!: ReadReason;
}

/** What of a person is looked up; all but the civil registration number unless it is named. */
export class LookUp {
  /** Left out when one was given within the hour. */
  @MayBeAbsent()
  @IsIn(READ_REASONS)
  reason?: ReadReason;

  @ApiProperty({ enum: ['name', 'cpr', 'contacts', 'notes'], isArray: true, required: false, minItems: 1, maxItems: 4 })
  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @IsIn(['name', 'cpr', 'contacts', 'notes'], { each: true })
  fields?: ('name' | 'cpr' | 'contacts' | 'notes')[];
}

/** Whose names are shown in the place of their initials. */
export class ShowNames {
  @MayBeAbsent()
  @IsIn(READ_REASONS)
  reason?: ReadReason;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsCitizenEach()
  citizens!: string[];
}

function IsCitizenEach(): PropertyDecorator {
  return Matches(
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    telling({ kind: 'citizen', format: 'uuid' }, { each: true }),
  );
}

/** Finds persons of one municipality by words of their name, or their beginnings from three letters, or by the civil registration number. */
export class FindPersons {
  /** May be left out by those who see one municipality alone. */
  @MayBeAbsent()
  @IsMunicipalityId()
  municipality?: string;

  @MayBeAbsent()
  @IsPersonName()
  name?: string;

  @MayBeAbsent()
  @IsCpr()
  cpr?: string;

  @MayBeAbsent()
  @IsIn(READ_REASONS)
  reason?: ReadReason;
}

/** A citizen, or the case of a home: one of the two. */
export class OfWhom {
  @MayBeAbsent()
  @IsCitizen()
  citizen?: string;

  @MayBeAbsent()
  @IsUnitId()
  unit?: string;
}

/** Erases what is kept of somebody. */
export class ErasePerson extends OfWhom {
  @IsIn(ERASURE_GROUNDS)
  ground!: ErasureGround;
}

/** Keeps somebody from being erased until it is lifted. */
export class HoldPerson extends OfWhom {
  @IsIn(HOLD_GROUNDS)
  ground!: HoldGround;
}

/** What a municipality has decided about what is kept. */
export class KeepSettings {
  /** Whether civil registration numbers are kept. */
  @IsBoolean()
  cpr!: boolean;

  /** Months after which a person who is not in use any more is erased; left out: nobody is erased by itself. */
  @MayBeAbsent()
  @IsCount(1, 600)
  retentionMonths?: number;
}

/** What the review of a sample has found. */
export class SignOff {
  @IsIn(FINDINGS)
  finding!: Finding;
}
