import type { CivilDate, WaitingList } from '../events.js';

/** One citizen as they stand after their facts up to a day. */
export interface CitizenState {
  known: boolean;
  erased: boolean;
  /** The list entry, while there is one. */
  entry?: { list: WaitingList; elderly: boolean; over67?: boolean; decidedOn: CivilDate };
  /** The day of a removal for death that no approval follows. */
  died?: CivilDate;
  /** The open claim on a home, at most one, and the command that made it. */
  claim?: { unit: string; offerId: string; since: CivilDate; commandId: string };
  /** The home lived in. */
  home?: { unit: string; since: CivilDate };
  /** The home last moved into, lived in still or left again. */
  taken?: { unit: string; since: CivilDate };
}
