import type { EventType, Fact } from './events.js';

/** An event as any engine gives it back: of a type and version that may be unknown here. */
export interface Recorded {
  id: string;
  type: string;
  v: number;
  revision: number;
  effective: string;
  recordedAt: string;
  commandId: string;
  payload: object;
}

/** An event that this version cannot read: its home is set aside, never skipped. */
export class UnknownEvent extends Error {
  constructor(
    readonly type: string,
    readonly v: number,
    message = `The event ${type} v${v} is not known to this version.`,
  ) {
    super(message);
    this.name = 'UnknownEvent';
  }
}

/** Today's version of each event type; older ones are lifted to it step by step, newer ones are not guessed at. */
export const VERSIONS: Record<EventType, number> = {
  UnitRegistered: 1,
  RentSet: 1,
  DeathRegistered: 1,
  NoticeGiven: 1,
  NoticeChanged: 1,
  NoticeWithdrawn: 1,
  TenancyContinued: 1,
  Vacated: 1,
  ClearancePermitted: 1,
  KeysReturned: 1,
  InspectionPlanned: 1,
  InspectionDone: 1,
  WorksOrdered: 1,
  WorksCompleted: 1,
  WorksReopened: 1,
  ReadyForLetting: 1,
  Reserved: 1,
  ReservationReleased: 1,
  OfferMade: 1,
  OfferWithdrawn: 1,
  OfferDeclined: 1,
  OfferExtended: 1,
  OfferExpired: 1,
  OfferAccepted: 1,
  AcceptanceCancelled: 1,
  ContractSigned: 1,
  MoveInAgreed: 1,
  MoveInPostponed: 1,
  MovedIn: 1,
  TakenOutOfService: 1,
  ReturnedToService: 1,
  UnitDecommissioned: 1,
  CitizenApproved: 1,
  ListChanged: 1,
  RemovedFromList: 1,
  CitizenErased: 1,
  HomeClaimed: 1,
  ClaimReleased: 1,
  HomeTaken: 1,
  HomeLeft: 1,
  PolicyAgreed: 1,
  EventCorrected: 1,
  EventRetracted: 1,
};

/** Fields that hold a civil day, in any event. */
const DAYS: ReadonlySet<string> = new Set(
  'respondBy newEffective liableUntil rentFrom planned due expectedReturn expectedVacantFrom occupiedSince'.split(' '),
);
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Whoever counts with a day that is none stumbles: one home's must not keep everybody from reading. */
function haveDays(effective: string, payload: object): boolean {
  const isDay = (day: unknown) => day === undefined || (typeof day === 'string' && DAY.test(day));
  return isDay(effective) && Object.keys(payload).every((field) => !DAYS.has(field) || isDay((payload as Record<string, unknown>)[field]));
}

/** A recorded event in today's shape. Throws UnknownEvent for a type or version that this code does not know, and for a day that is none. */
export function upcast<T extends Recorded>(event: T): T & Fact {
  const known = Object.hasOwn(VERSIONS, event.type) ? VERSIONS[event.type as EventType] : undefined;
  const { type, v, revision, payload } = event;
  if (typeof payload !== 'object' || payload === null) throw new UnknownEvent(type, v, `The event at revision ${revision} cannot be read.`);
  if (known !== v) throw new UnknownEvent(type, v);
  if (!haveDays(event.effective, payload))
    throw new UnknownEvent(type, v, `The event ${type} at revision ${revision} has a day that is none.`);
  return event as T & Fact;
}
