import { IsCivilDate, IsInstant, type CivilDate, type Instant } from '@relet/domain';
import { ShownWithParked } from '@relet/platform';

/** What every answer about a period says of itself: both times, where the read model stood, and what is not in it. */
export class PeriodAnswer extends ShownWithParked {
  @IsCivilDate()
  from!: CivilDate;

  @IsCivilDate()
  to!: CivilDate;

  @IsCivilDate()
  asOf!: CivilDate;

  @IsInstant()
  knownAt!: Instant | null;

  /** Known at a moment so near that it may still change. */
  provisional!: boolean;

  /** The period reaches beyond the report date, and what lies behind that day is in no figure and no row; or beyond today, and what may still happen is in none. */
  reachesAhead!: boolean;
}
