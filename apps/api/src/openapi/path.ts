import { Matches } from 'class-validator';
import { ACTOR } from '@relet/identity';
import { IsCitizen, IsMunicipalityId, IsOfferId, IsUnitId } from '@relet/domain';

/** What a path names, each by its own name. */
export class Path {
  @IsUnitId() unit!: string;
  @IsOfferId() offer!: string;
  @IsCitizen() citizen!: string;
  @IsMunicipalityId() municipality!: string;
  @Matches(ACTOR) actor!: string;
  @Matches(ACTOR) session!: string;
}
