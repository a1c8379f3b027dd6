import type { CivilDate, NoticeBy, UnitEvents, UnitKind, Works } from '../events.js';

/** Where the home itself stands; `planned` before it is commissioned. `signoff`: works done, not yet declared ready. */
export type Stage = 'planned' | 'occupied' | 'clearing' | 'inspection' | 'ordering' | 'works' | 'signoff' | 'ready' | 'decommissioned';

export interface Notice {
  by: NoticeBy;
  received: CivilDate;
  expectedVacantFrom?: CivilDate;
  liableUntil?: CivilDate;
}

export interface Offer {
  offerId: string;
  citizen?: string;
  made: CivilDate;
  respondBy: CivilDate;
  direct: boolean;
  status: 'pending' | 'declined' | 'expired' | 'withdrawn' | 'accepted' | 'cancelled' | 'ended';
  /** Id of the OfferMade event. */
  eventId: string;
  /** Id of the live OfferExpired event. */
  expiryId?: string;
}

export interface Acceptance {
  offerId: string;
  citizen?: string;
  accepted: CivilDate;
  eventId: string;
  contract?: { signed: CivilDate; rentFrom: CivilDate };
  plannedMoveIn?: CivilDate;
}

/** A home's tenancy from its first day until the next move-in: it outlives the vacating. */
export interface Tenancy {
  since: CivilDate;
  citizen?: string;
  death?: CivilDate;
  notice?: Notice;
  vacated?: CivilDate;
  vacatedReason?: UnitEvents['Vacated']['reason'];
  clearance?: CivilDate;
  keysReturned?: CivilDate;
  inspectionPlanned?: CivilDate;
}

/** One home as it stands after its facts up to a day. */
export interface UnitState {
  registered?: {
    kind: UnitKind;
    municipality: string;
    building: string;
    address?: string;
    commissionedOn: CivilDate;
    occupiedSince?: CivilDate;
    eventId: string;
  };
  rentOere: number;
  /** As of the last fact; use `stageOn` for a day. */
  stage: Exclude<Stage, 'planned'>;
  /** The day the stage began. */
  stageSince: CivilDate;
  /** Absent for a new home before its first letting. */
  tenancy?: Tenancy;
  /** V of the open vacancy. */
  vacantFrom?: CivilDate;
  inspected?: { on: CivilDate; works: Works };
  worksOrdered?: { on: CivilDate; due: CivilDate; contractor?: string };
  outOfService?: { since: CivilDate; reason: UnitEvents['TakenOutOfService']['reason']; expectedReturn?: CivilDate };
  /** All offers of the present letting, by id in the order they were made. */
  offers: ReadonlyMap<string, Offer>;
  /** Offers of earlier lettings, as they ended. */
  pastOffers: ReadonlyMap<string, Offer>;
  acceptance?: Acceptance;
  reservation?: { citizen: string; since: CivilDate };
  /** Revision of the latest yes in this letting: it ends reservations recorded before it, whatever their day. */
  lastYes?: number;
}

/** A home nobody has registered. */
export const UNREGISTERED: UnitState = { rentOere: 0, stage: 'ready', stageSince: '', offers: new Map(), pastOffers: new Map() };
