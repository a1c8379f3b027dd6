import { IsInt, IsNumber } from 'class-validator';
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
