import { IsInt } from 'class-validator';
import { IsCitizen, IsCivilDate, IsMunicipalityId, IsPlaceLabel, IsUnitId, type CivilDate } from '@relet/domain';
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

  /** Days ahead. */
  @IsInt()
  within!: number;

  /** What could not be read: homes and citizens that are left out. */
  parked!: string[];

  deadlines!: Deadline[];
}
