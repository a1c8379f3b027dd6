import { Matches } from 'class-validator';
import { IsCivilDate, IsMunicipalityId, IsPlaceLabel, type CivilDate } from '@relet/domain';

/** A municipality that the administrator manages. */
export class MunicipalityManaged {
  @IsMunicipalityId()
  municipality!: string;

  /** @example 'Eksempel Kommune' */
  @IsPlaceLabel()
  name!: string;

  /** Its number in the central business register. */
  @Matches(/^\d{8}$/)
  cvr!: string;

  /** First day. */
  @IsCivilDate()
  from!: CivilDate;

  /** Last day; null while no end is agreed. */
  @IsCivilDate()
  to!: CivilDate | null;
}

/** The municipalities in sight. */
export class MunicipalitiesAnswer {
  municipalities!: MunicipalityManaged[];
}
