import { IsIn, Matches } from 'class-validator';
import { ALL_RIGHTS, type Right } from '@relet/platform';
import { IsCivilDate, IsInstant, IsMunicipalityId, ROLES, type CivilDate, type Instant, type Role } from '@relet/domain';

/** Ids of users, service accounts and sessions: they say nothing of whom they stand for. */
export const ACTOR = /^[a-z][a-z0-9-]{0,63}$/;

/** Who stands in for a user, from a day to a day, both inclusive. */
export class StandInAnswer {
  /** The id of a colleague. */
  @Matches(ACTOR)
  by!: string;

  @IsCivilDate()
  from!: CivilDate;

  @IsCivilDate()
  to!: CivilDate;
}

/** Somebody for whom the user stands in today. */
export class StoodInFor {
  @Matches(ACTOR)
  id!: string;

  buildings!: string[];
}

/** Who asks, as they are known. */
export class MeAnswer {
  @Matches(ACTOR)
  id!: string;

  /** What people call them, or the label of a service account; null where nothing is known but the id. */
  called!: string | null;

  @IsIn(['administrator', 'municipality'])
  party!: string;

  @IsMunicipalityId()
  municipality!: string | null;

  @IsIn(ROLES, { each: true })
  roles!: Role[];

  /** What they may do, and which answers they may read. */
  @IsIn(ALL_RIGHTS, { each: true })
  rights!: Right[];

  /** The buildings that are theirs. */
  buildings!: string[];

  standIn!: StandInAnswer | null;

  standsInFor!: StoodInFor[];
}

/** A session of the user who asks. */
export class SessionAnswer {
  @Matches(ACTOR)
  id!: string;

  @IsIn(['password', 'passkey', 'oidc'])
  how!: string;

  @IsInstant()
  begun!: Instant;

  /** When it was last used, to the minute. */
  @IsInstant()
  seen!: Instant;

  /** When it ends in any case. */
  @IsInstant()
  ends!: Instant;

  /** It is the one that asks. */
  isThis!: boolean;
}

/** The sessions of the user who asks. */
export class SessionsAnswer {
  sessions!: SessionAnswer[];
}

/** Who an id in the log stands for. */
export class ActorAnswer {
  @Matches(ACTOR)
  id!: string;

  called!: string | null;
}

/** The users of one's own side, each by the id under which they can stand in. */
export class ColleaguesAnswer {
  colleagues!: ActorAnswer[];
}
