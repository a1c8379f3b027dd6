import { IsIn, IsInt } from 'class-validator';
import { IsCitizen, IsCivilDate, IsEventId, IsInstant, IsMunicipalityId, IsUnitId } from '@relet/domain';
import { Receipt } from '@relet/platform';
import type { ErasureGround, HoldGround, ReadReason } from '@relet/words';
import { FINDINGS, type Finding } from './access-log/reviews.js';
import { READ_REASONS } from './lists.js';
import { ContactPerson } from './persons.commands.js';

/** Fields that are kept of a person. */
type Field = 'name' | 'cpr' | 'contacts' | 'notes';

/** What was written of whom. No value is said again. */
export class RegisteredAnswer {
  @IsCitizen()
  citizen?: string;

  @IsUnitId()
  unit?: string;

  fields!: Field[];
}

/** A citizen who was approved, and whose person is registered. */
export class ApprovedPerson {
  @IsCitizen()
  citizen!: string;

  receipt!: Receipt;
}

/** A note, when and by whom it was written. */
export class Note {
  text!: string;

  @IsInstant()
  at!: string;

  /** The opaque id of whoever wrote it. */
  by!: string;
}

/** What is kept of a citizen, or of a home's case. Of an erased person every value is `[slettet]`. */
export class PersonAnswer {
  @IsCitizen()
  citizen?: string;

  @IsUnitId()
  unit?: string;

  /** What was kept has been erased. */
  erased?: true;

  name?: string;

  /** The last four digits are covered unless the number was asked for. */
  cpr?: string;

  contacts?: ContactPerson[];

  notes?: Note[];

  /** The day since which it must not be erased, and why. */
  held?: HeldSince;
}

export class HeldSince {
  @IsCivilDate()
  since!: string;

  ground!: HoldGround;
}

/** A citizen by name. */
export class NamedCitizen {
  @IsCitizen()
  citizen!: string;

  name!: string;

  erased?: true;
}

/** Names in the place of initials, of those who are registered and in sight. */
export class NamesAnswer {
  persons!: NamedCitizen[];
}

/** Who was found. */
export class FoundAnswer extends NamesAnswer {
  /** More were found than are answered: ask for more of the name. */
  more!: boolean;
}

/** A reason holds until then. */
export class ReasonAnswer {
  @IsIn(READ_REASONS)
  reason!: ReadReason;

  @IsInstant()
  until!: string;
}

/** That nothing is left of what was kept: a proof without a value. */
export class ErasureAnswer {
  @IsCitizen()
  citizen?: string;

  @IsUnitId()
  unit?: string;

  /** The random id under which the record of erasures knows it. */
  @IsEventId()
  subject!: string;

  ground!: ErasureGround | 'recorded';

  @IsInstant()
  begunAt!: string;

  /** When key and row were gone, as the record of erasures has it; null while a backup that is being made still needs the file. */
  @IsInstant()
  certifiedAt!: string | null;

  /** Hash of that line of the record. */
  certificate!: string | null;
}

/** An erasure as the record of erasures has it. Of a home's case it knows nothing but the random id. */
export class ErasureListed extends ErasureAnswer {
  /** Its number in the record. */
  @IsInt()
  n!: number;

  kind!: 'citizen' | 'home';

  @IsMunicipalityId()
  municipality!: string;
}

/** The erasures in sight, the latest first. */
export class ErasuresAnswer {
  erasures!: ErasureListed[];
}

/** Whether somebody must not be erased. */
export class HoldAnswer {
  held!: boolean;
}

/** What a municipality has decided about what is kept. */
export class KeepAnswer {
  @IsMunicipalityId()
  municipality!: string;

  cpr!: boolean;

  @IsInt()
  retentionMonths!: number | null;
}

/** What a municipality keeps, and how many of those it keeps are not in use any more. */
export class KeptThere extends KeepAnswer {
  @IsInt()
  idle!: number;
}

/** Somebody who is not in use any more: a citizen, or the case of a home. */
export class DueForErasure {
  @IsCitizen()
  citizen?: string;

  @IsUnitId()
  unit?: string;

  @IsMunicipalityId()
  municipality!: string;

  /** The day from which the months count. */
  @IsCivilDate()
  since!: string;

  /** The day on which they are over; null while the municipality has decided nothing. */
  @IsCivilDate()
  over!: string | null;

  /** They are over, and the erasure was refused or is under way. */
  isOver!: boolean;

  /** It must not be erased yet. */
  held?: HeldSince;
}

/** What is kept, for how long, and whose time is over or will soon be, the first to go first. */
export class RetentionAnswer {
  municipalities!: KeptThere[];

  due!: DueForErasure[];
}

/** One reading. */
export class ReadLine {
  /** Its number in the chain. */
  @IsInt()
  n!: number;

  @IsInstant()
  at!: string;

  /** The opaque id of the reader; absent in what is given to the citizen. */
  who?: string;

  party!: string;

  role!: string;

  @IsMunicipalityId()
  municipality!: string;

  how!: 'initials' | 'name' | 'search' | 'look_up';

  /** How many persons the reading showed. */
  @IsInt()
  persons!: number;

  /** Pseudonyms, or the id of a home; absent in what is given to the citizen. */
  about?: string[];

  fields!: string[];

  reason!: ReadReason | 'list';

  /** Of a search: by what was sought. */
  by?: ('name' | 'cpr')[];

  /** Of a search that found nobody: a keyed hash of what was sought. Searches for the same have the same one. */
  sought?: string;
}

/** Who has read, the latest at the end. */
export class ReadsAnswer {
  reads!: ReadLine[];

  /** Older ones are left out. */
  more!: boolean;

  /** Number of the first reading that is not as it was written, or is missing: from there on the log does not prove who has read whom. */
  @IsInt()
  brokenFrom?: number;
}

export class SignedOff {
  @IsInstant()
  at!: string;

  by!: string;

  @IsIn(FINDINGS)
  finding!: Finding;
}

/** The sample of a month that is looked at. */
export class ReviewAnswer {
  month!: string;

  @IsMunicipalityId()
  municipality!: string;

  /** How many readings there were. */
  @IsInt()
  reads!: number;

  /** The readings that are to be looked at. */
  sample!: ReadLine[];

  /** Last day to look at them. */
  @IsCivilDate()
  due!: string;

  overdue!: boolean;

  signedOff!: SignedOff | null;
}

/** The reviews in sight, the latest first. */
export class ReviewsAnswer {
  reviews!: ReviewAnswer[];
}

/** The keys were wrapped anew. */
export class RotationAnswer {
  @IsInt()
  keys!: number;
}
