import { IsInt } from 'class-validator';
import { IsCivilDate, IsInstant, type CivilDate, type Instant } from '@relet/domain';
import { IsPosition } from '@relet/platform';

/** What every answer about a period says of itself: both times, where the read model stood, and what is not in it. */
export class PeriodAnswer {
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

  /** The period reaches beyond the report date: what lies behind that day is in no figure and no row. */
  reachesAhead!: boolean;

  @IsPosition()
  position!: string | null;

  upToDate!: boolean;

  /** Seconds since what is read was last known to show all of the log; 0 while it does. */
  @IsInt()
  age!: number;

  /** What could not be read and is left out: the answer is not complete while there is any. */
  parked!: string[];

  /** Histories whose chain of hashes is broken, so that they may have been altered; absent while every chain holds. */
  altered?: string[];
}
