import { IsInt } from 'class-validator';
import { IsCivilDate, type CivilDate, type EmptyPhase } from '@relet/domain';
import { PeriodAnswer } from '../period.answers.js';
import { Exact } from './days.answers.js';

/** Days that re-lettings spent in one phase; a letting without a day of it counts as 0. */
export class DaysOfPhase {
  /** Lettings that were counted. */
  @IsInt()
  n!: number;

  /** Those of them that had a day of it. */
  @IsInt()
  withDays!: number;

  mean!: Exact | null;
  p25!: Exact | null;
  median!: Exact | null;
  p75!: Exact | null;
}

/** The same for each phase (R5). */
export class DaysOfPhases implements Record<EmptyPhase, DaysOfPhase> {
  clearing!: DaysOfPhase;
  inspection!: DaysOfPhase;
  ordering!: DaysOfPhase;
  works!: DaysOfPhase;
  move_in!: DaysOfPhase;
  offer_pending!: DaysOfPhase;
  reserved!: DaysOfPhase;
  matching!: DaysOfPhase;
  unrecorded!: DaysOfPhase;
}

/** How long re-lettings took, phase by phase. */
export class PhasesOfLettings {
  /** Re-lettings with the day of moving in inside the period; in a difference those more or less. */
  @IsInt()
  lettings!: number;

  /** Days in all, without those out of service; the means of the phases add up to its mean. */
  net!: DaysOfPhase;

  phases!: DaysOfPhases;
}

/** The same of another period. */
export class PhasesOfOtherLettings extends PhasesOfLettings {
  @IsCivilDate()
  from!: CivilDate;

  @IsCivilDate()
  to!: CivilDate;

  /** It reaches beyond the report date. */
  reachesAhead!: boolean;
}

/** How long the re-lettings of a period took, phase by phase, beside those of another period if asked. */
export class PhasesAnswer extends PeriodAnswer implements PhasesOfLettings {
  /** Re-lettings with the day of moving in inside the period. */
  @IsInt()
  lettings!: number;

  /** Days in all, without those out of service; the means of the phases add up to its mean. */
  net!: DaysOfPhase;

  phases!: DaysOfPhases;

  /** Only where another period was asked for. */
  against?: PhasesOfOtherLettings;

  /** Those of the period less those of the other one; exact, and null where either has none. */
  difference?: PhasesOfLettings;
}
