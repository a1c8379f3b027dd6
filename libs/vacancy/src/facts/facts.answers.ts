import { IsIn } from 'class-validator';
import { EVENT_TYPES, IsCivilDate, IsEventId, IsInstant, IsUnitId, type CivilDate, type Instant } from '@relet/domain';
import { ShownAnswer } from '@relet/platform';

/** A fact that figures are made of, as it stands after its corrections. */
export class FactBehind {
  @IsEventId()
  id!: string;

  /** @example 'Vacated' */
  @IsIn(EVENT_TYPES)
  type!: string;

  /** When it was true. */
  @IsCivilDate()
  effective!: CivilDate;

  /** When it was learned. */
  @IsInstant()
  recordedAt!: Instant;
}

/** The facts of a home for one pair of times, in the order in which they were true. */
export class FactsAnswer extends ShownAnswer {
  @IsUnitId()
  unit!: string;

  @IsCivilDate()
  asOf!: CivilDate;

  @IsInstant()
  knownAt!: Instant | null;

  /** The day that is asked for lies after today: so it will stand if nothing more happens before it. */
  reachesAhead!: boolean;

  events!: FactBehind[];
}
