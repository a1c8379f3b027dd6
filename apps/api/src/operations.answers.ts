import { ApiProperty } from '@nestjs/swagger';
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

  /** Homes, citizens and policies that could not be read and are parked. */
  @IsInt()
  parkedHomes!: number;

  warnings!: string[];
}

/** A history that could not be read and is parked. */
export class ParkedStream {
  /** @example 'unit-eksempel.101' */
  stream!: string;

  reason!: string;
}

/** A part of the process that keeps it from serving, and why. */
export class PartNotServing {
  /** @example 'store' */
  @ApiProperty({ enum: ['store', 'projector', 'draining'] })
  part!: string;

  reason!: string;
}

/** How the server stands, for whoever runs it. */
export class OperationsAnswer {
  /** True when it can serve; else `parts` say what keeps it. */
  serving!: boolean;

  parts!: PartNotServing[];

  /** How far the read models are. */
  @IsPosition()
  position!: string | null;

  /** Events that they have not seen yet, counted up to 1,000; null while the log cannot be reached. */
  @IsInt()
  events!: number | null;

  /** Age of the oldest event that they have not seen yet. */
  @IsNumber()
  seconds!: number;

  /** What could not be read and is parked: it is missing from every answer until it is read again. */
  parked!: ParkedStream[];

  /** Of relet. */
  version!: string;

  /** Of Node. */
  node!: string;

  /** Where the log is kept, without what opens it. */
  store!: string;

  storeId!: string;

  clock!: 'system' | 'manual';

  /** When this process began. */
  @IsInstant()
  startedAt!: Instant;
}

/** What is parked after a repair. */
export class RepairAnswer {
  parked!: ParkedStream[];
}

/** Homes, citizens and policies that had other rows before. */
export class RowsDiffer {
  /** Streams by name. */
  streams!: string[];

  /** Streams that differ, by table. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  tables!: Record<string, number>;
}

/** The read models that were made anew and are read now. */
export class RebuildAnswer {
  @IsInt()
  events!: number;

  @IsInt()
  streams!: number;

  /** SHA-256 over all rows in their order. */
  checksum!: string;

  /** Absent when the rows before were of another version, and could not be compared. */
  differs?: RowsDiffer;
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
