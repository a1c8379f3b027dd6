import { PickType } from '@nestjs/swagger';
import { IsIn, IsInt } from 'class-validator';
import {
  CORRECTION_REASONS,
  EVENT_TYPES,
  IsCivilDate,
  IsInstant,
  IsMunicipalityId,
  IsOfferId,
  IsPlaceLabel,
  IsUnitId,
  type CivilDate,
  type Instant,
} from '@relet/domain';
import { FieldChange, ShownWithParked } from '@relet/platform';
import { Card } from '../board.answers.js';
import { Due } from '../due.answers.js';
import { CitizenShown } from '../shown.answers.js';
import { WaitingCitizen } from '../waiting.answers.js';

/** Where a home stands, in the words of the domain. */
export class Place extends PickType(Card, ['stage', 'phase', 'letting']) {}

/** A home on the agenda. */
export class Item extends PickType(Card, [
  'unit',
  'municipality',
  'building',
  'address',
  'stage',
  'letting',
  'phase',
  'phaseSince',
  'owner',
  'nextStep',
  'nextStepBy',
  'vacantFrom',
  'emptyDays',
  'phaseDays',
  'targetDays',
  'delayDays',
  'respectWindowUntil',
]) {}

/** A home that was not on the agenda when the period began. */
export class NewItem extends Item {
  why!: 'vacated' | 'first_let' | 'death' | 'notice' | 'offered';

  /** The day on which that happened: before the period began it was recorded late. */
  @IsCivilDate()
  on!: CivilDate;
}

/** A home that has come to another place since. */
export class MovedItem extends Item {
  from!: Place;
}

/** A home that has been let: V, M and the gross days between. */
export class Let {
  @IsUnitId()
  unit!: string;

  @IsMunicipalityId()
  municipality!: string;

  @IsPlaceLabel()
  building!: string;

  @IsCivilDate()
  vacantFrom!: CivilDate;

  @IsCivilDate()
  movedIn!: CivilDate;

  @IsInt()
  grossDays!: number;

  firstLet!: boolean;
}

/** A planned day that is past. */
export class PassedDay extends Due {
  @IsUnitId()
  unit!: string;

  @IsMunicipalityId()
  municipality!: string;

  @IsPlaceLabel()
  building!: string;
}

/** An offer that waits for its answer. */
export class WaitingOffer {
  @IsUnitId()
  unit!: string;

  @IsMunicipalityId()
  municipality!: string;

  @IsPlaceLabel()
  building!: string;

  @IsOfferId()
  offerId!: string;

  @IsCivilDate()
  made!: CivilDate;

  @IsCivilDate()
  respondBy!: CivilDate;

  @IsInt()
  daysLeft!: number;
}

/** One event that was corrected or retracted: what it said, and what it says now. */
export class Corrected {
  @IsUnitId()
  unit!: string;

  @IsMunicipalityId()
  municipality!: string;

  @IsPlaceLabel()
  building!: string;

  /** Type of the event that was wrong. */
  @IsIn(EVENT_TYPES)
  event!: string;

  how!: 'corrected' | 'retracted';

  @IsCivilDate()
  effective!: CivilDate;

  @IsIn(CORRECTION_REASONS)
  reason!: string;

  @IsInstant()
  recordedAt!: Instant;

  /** Fields that differ; none of a retraction. */
  changes!: FieldChange[];
}

/** The agenda of a meeting, and for which days and how much of the log it was written. */
export class MeetingAnswer extends ShownWithParked {
  /** What was recorded on this day or later is new to the meeting. */
  @IsCivilDate()
  since!: CivilDate;

  @IsCivilDate()
  asOf!: CivilDate;

  /** Null for all that are in sight. */
  @IsMunicipalityId()
  municipality!: string | null;

  /** On the agenda now, and not when the period began. */
  new!: NewItem[];

  /** In another phase, or elsewhere with the letting; not those that were let. */
  moved!: MovedItem[];

  let!: Let[];

  /** Empty, no step recorded since, no planned day ahead, and not in the respect window. */
  stuck!: Item[];

  /** Longer in a phase than the target; the respect window is never counted. */
  overdue!: Item[];

  /** Decided and not done: a planned day is past. */
  passed!: PassedDay[];

  offers!: WaitingOffer[];

  /** Citizens whose deadline is near or past, and who have had no offer. */
  guarantee!: WaitingCitizen[];

  corrected!: Corrected[];

  /** Initials of the citizens that are named, for those who may know them; absent where nobody is known. */
  initials?: CitizenShown[];
}

/** What has become of each home since a day, and what waits for whom. */
export type Agenda = Omit<MeetingAnswer, 'since' | 'asOf' | 'municipality' | 'initials' | keyof ShownWithParked>;
