import { IsInt, IsNumber } from 'class-validator';
import { IsCivilDate, IsInstant, type CivilDate, type Instant } from '@relet/domain';
import { IsPosition } from '@relet/platform';

/** The process lives. */
export class Alive {
  status!: 'ok';
}

/** A process that can serve, with what an operator should look at. */
export class Ready {
  status!: 'ok';

  /** How far the read models are. */
  @IsPosition()
  position!: string | null;

  /** Positions of the log that they have not seen yet: events in a file, bytes on a server. */
  @IsInt()
  positions!: number;

  /** Events that they have not seen yet, counted up to 1,000. */
  @IsInt()
  events!: number;

  /** Age of the oldest event that they have not seen yet. */
  @IsNumber()
  seconds!: number;

  /** Homes, citizens and policies that could not be read and were set aside. */
  @IsInt()
  parkedHomes!: number;

  warnings!: string[];
}

/** A history that could not be read and was set aside. */
export class ParkedStream {
  /** @example 'unit-eksempel.101' */
  stream!: string;

  reason!: string;
}

/** What is set aside after a repair. */
export class RepairAnswer {
  parked!: ParkedStream[];
}

/** The time by which facts are recorded here. */
export class ClockAnswer {
  /** Today in Copenhagen: the last day on which a fact may lie. */
  @IsCivilDate()
  today!: CivilDate;

  @IsInstant()
  now!: Instant;

  /** `manual`: it is set by hand with `Relet-Now`, and stands still between. */
  kind!: 'system' | 'manual';

  /** Demo principals act here: the data are invented. */
  demo!: boolean;
}
