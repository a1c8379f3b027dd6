import { IsCivilDate, IsEventId, IsOfferId, IsUnitId, type CitizenState, type CivilDate, type WaitingList } from '@relet/domain';

type Part<K extends keyof CitizenState> = NonNullable<CitizenState[K]>;

/** A place on a waiting list. */
export class ListEntry implements Part<'entry'> {
  list!: WaitingList;

  /** The care-home guarantee covers elderly citizens on the general list. */
  elderly!: boolean;

  /** At least 67 years old on the day of the decision: for the yearly statistics alone. */
  over67?: boolean;

  /** The day the need was decided. */
  @IsCivilDate()
  decidedOn!: CivilDate;
}

/** A home, and since when. */
export class HomeSince {
  /** @example 'eksempel.101' */
  @IsUnitId()
  unit!: string;

  @IsCivilDate()
  since!: CivilDate;
}

/** The yes that the citizen has given and not yet moved in by. */
export class OpenClaim extends HomeSince implements Part<'claim'> {
  @IsOfferId()
  offerId!: string;

  /** The command that made it. */
  @IsEventId()
  commandId!: string;
}

/** A citizen as they stood at the end of a day, named by a pseudonym alone. */
export class CitizenOnDay implements CitizenState {
  /** False before the first approval, and after it was retracted. */
  known!: boolean;

  /** What was held about the citizen has been erased. */
  erased!: boolean;

  /** Absent while the citizen is on no list. */
  entry?: ListEntry;

  /** The day of a removal for death that no approval follows. */
  @IsCivilDate()
  died?: CivilDate;

  claim?: OpenClaim;

  /** The home lived in. */
  home?: HomeSince;

  /** The home last moved into, lived in still or left again. */
  taken?: HomeSince;
}
