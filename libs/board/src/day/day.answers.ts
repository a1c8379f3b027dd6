import { IsIn, IsInt } from 'class-validator';
import {
  IsCitizen,
  IsCivilDate,
  IsInstant,
  IsMunicipalityId,
  IsOfferId,
  IsPlaceLabel,
  IsUnitId,
  OWNERS,
  PHASES,
  type CivilDate,
  type Instant,
  type Owner,
  type Phase,
  type Stage,
  type UnitCommandName,
} from '@relet/domain';
import { ShownWithParked } from '@relet/platform';
import type { DayGroup, DayWhyCode, DueWhat, NextStepName } from '@relet/words';
import { CitizenShown } from '../shown.answers.js';

/** Why something is on the list: a code, and what its sentence is filled with. */
export class DayWhy {
  /** @example 'due_passed' */
  code!: DayWhyCode;

  /** What falls on a day, where the code is about one. */
  what?: DueWhat;

  /** That day; of a respect window its last day. */
  @IsCivilDate()
  on?: CivilDate;

  /** Days past that day or that target, or left to it. */
  @IsInt()
  days?: number;

  @IsIn(PHASES)
  phase?: Phase;

  @IsCivilDate()
  since?: CivilDate;

  /** Days within which the phase should be over. */
  @IsInt()
  target?: number;

  @IsIn(OWNERS)
  owner?: Owner;
}

/** One thing to do or to wait for: a home or, of the guarantee, a citizen. */
export class DayRow {
  /** Null for a citizen whose guarantee is near. */
  @IsUnitId()
  unit!: string | null;

  @IsMunicipalityId()
  municipality!: string;

  @IsPlaceLabel()
  building!: string | null;

  @IsPlaceLabel()
  address?: string;

  stage!: Stage | null;

  @IsIn(PHASES)
  phase!: Phase | null;

  group!: DayGroup;

  why!: DayWhy;

  /** With whom the ball is; in `waiting`, while somebody still lives there, who is waited for to leave. Null where that is not known. */
  @IsIn(OWNERS)
  owner!: Owner | null;

  /** Since when: the first day of the phase; while somebody still lives there the death or the day of the notice; of a citizen the day the need was decided. */
  @IsCivilDate()
  since!: CivilDate;

  /** In `overdue` days past, in `today` 0, in `this_week` days left, in `waiting` days of the phase so far; null where no day is known. */
  @IsInt()
  days!: number | null;

  nextStep!: NextStepName | null;

  /** The sides that may record it, by the policy of the day. */
  nextStepBy!: ('administrator' | 'municipality')[];

  /** The command by which the next step is recorded. */
  command!: UnitCommandName | null;

  /** The offer that the step is about. */
  @IsOfferId()
  offerId?: string;

  /** The citizen whom it is about, where one was recorded. */
  @IsCitizen()
  citizen?: string;
}

/** What somebody has in hand on a day, and what they wait for; most urgent first. */
export class DayAnswer extends ShownWithParked {
  /** When it was true. */
  @IsCivilDate()
  asOf!: CivilDate;

  /** When it was known; null for now. */
  @IsInstant()
  knownAt!: Instant | null;

  /** Known at a moment so near that it may still change. */
  provisional!: boolean;

  /** The day that is asked for lies after today: so it will stand if nothing more happens before it. */
  reachesAhead!: boolean;

  /** `buildings`: the homes of one's own buildings and of those one stands in for; `all`: every home in sight. */
  mine!: 'buildings' | 'all';

  /** Those buildings; none with `all`. */
  buildings!: string[];

  rows!: DayRow[];

  /** Initials of the citizens that are named, for those who may know them; absent where nobody is known. */
  initials?: CitizenShown[];
}
