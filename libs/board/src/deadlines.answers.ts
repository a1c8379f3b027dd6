import { IsInt } from 'class-validator';
import { IsCitizen, IsCivilDate, IsInstant, IsMunicipalityId, IsPlaceLabel, IsUnitId, type CivilDate, type Instant } from '@relet/domain';
import { Due } from './due.answers.js';

/** Something that falls due, of a home or of a citizen. */
export class Deadline extends Due {
  @IsMunicipalityId()
  municipality!: string;

  @IsUnitId()
  unit!: string | null;

  @IsPlaceLabel()
  building!: string | null;

  @IsCitizen()
  citizen!: string | null;
}

/** What is past or falls due within some days, the first day first. */
export class DeadlinesAnswer {
  @IsCivilDate()
  asOf!: CivilDate;

  /** When it was known; null for now. */
  @IsInstant()
  knownAt!: Instant | null;

  /** Known at a moment so near that it may still change. */
  provisional!: boolean;

  /** The day that is asked for lies after today: so it will stand if nothing more happens before it. */
  reachesAhead!: boolean;

  /** Days ahead. */
  @IsInt()
  within!: number;

  /** What could not be read: homes and citizens that are left out. */
  parked!: string[];

  /** Histories whose chain of hashes is broken, so that they may have been altered; absent while every chain holds. */
  altered?: string[];

  deadlines!: Deadline[];
}
