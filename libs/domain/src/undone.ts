import type { EventType, Fact, NewFact } from './events.js';

/** Which later event undoes which: a command that says the same again after it changes something. */
const UNDONE_BY: Partial<Record<EventType, readonly EventType[]>> = {
  DeathRegistered: ['TenancyContinued', 'MovedIn'],
  NoticeGiven: ['NoticeWithdrawn', 'TenancyContinued', 'NoticeChanged', 'MovedIn'],
  NoticeChanged: ['NoticeWithdrawn', 'TenancyContinued', 'NoticeGiven', 'MovedIn'],
  NoticeWithdrawn: ['NoticeGiven'],
  TenancyContinued: ['DeathRegistered', 'NoticeGiven'],
  Vacated: ['MovedIn'],
  ClearancePermitted: ['TenancyContinued', 'MovedIn'],
  KeysReturned: ['NoticeWithdrawn', 'TenancyContinued', 'MovedIn'],
  InspectionPlanned: ['NoticeWithdrawn', 'TenancyContinued', 'MovedIn'],
  InspectionDone: ['MovedIn'],
  WorksOrdered: ['MovedIn'],
  WorksCompleted: ['WorksReopened', 'MovedIn'],
  WorksReopened: ['WorksCompleted', 'ReadyForLetting'],
  ReadyForLetting: ['WorksReopened', 'MovedIn'],
  Reserved: ['ReservationReleased', 'OfferAccepted', 'NoticeWithdrawn', 'TenancyContinued', 'MovedIn', 'UnitDecommissioned'],
  ReservationReleased: ['Reserved'],
  OfferAccepted: ['AcceptanceCancelled'],
  AcceptanceCancelled: ['OfferAccepted'],
  ContractSigned: ['AcceptanceCancelled', 'OfferAccepted'],
  MoveInAgreed: ['MoveInPostponed', 'AcceptanceCancelled', 'OfferAccepted'],
  MoveInPostponed: ['MoveInAgreed', 'AcceptanceCancelled', 'OfferAccepted'],
  MovedIn: ['Vacated'],
  TakenOutOfService: ['ReturnedToService', 'MovedIn'],
  ReturnedToService: ['TakenOutOfService'],
  CitizenApproved: ['RemovedFromList', 'HomeTaken', 'CitizenErased', 'ListChanged'],
  ListChanged: ['RemovedFromList', 'HomeTaken', 'CitizenErased', 'CitizenApproved'],
  RemovedFromList: ['CitizenApproved'],
};

/**
 * True when the fact equals, in effective and fields, the last live one of its type for the same offer (or for the
 * stream), and nothing later has undone that one but what the command itself says (`own`).
 */
export function changesNothing(main: NewFact, live: readonly Fact[], own: readonly NewFact[] = []): boolean {
  const last = live.findLastIndex((fact) => fact.type === main.type && subjectOf(fact) === subjectOf(main));
  const standing = live[last];
  if (!standing || !same(standing, main)) return false;
  const said = (fact: Fact) => own.some((each) => each.type === fact.type && same(fact, each));
  return !live.some((fact, n) => n > last && undoes(live, n, main.type) && !said(fact));
}

const same = (known: Fact, main: NewFact) => known.effective === main.effective && sameFields(fieldsOf(known), fieldsOf(main));

/** After a death, keys and plans outlive the notice that is withdrawn. */
function undoes(live: readonly Fact[], n: number, type: EventType): boolean {
  const later = live[n]?.type;
  if (!later || !UNDONE_BY[type]?.includes(later)) return false;
  const kept = later === 'NoticeWithdrawn' && (type === 'KeysReturned' || type === 'InspectionPlanned');
  return !kept || live.slice(0, n).findLast((fact) => TENANCY.has(fact.type))?.type !== 'DeathRegistered';
}

const TENANCY: ReadonlySet<EventType> = new Set<EventType>(['DeathRegistered', 'TenancyContinued', 'MovedIn']);

function subjectOf({ payload }: { payload: object }): unknown {
  return 'offerId' in payload ? payload.offerId : undefined;
}

/** A move-in's citizen follows from the accepted offer: it is no field of the command. */
function fieldsOf({ type, payload }: { type: EventType; payload: object }): object {
  return type === 'MovedIn' ? { ...payload, citizen: undefined } : payload;
}

/** Equal in all fields; absent and undefined are the same. */
export function sameFields(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => sameFields(left[key], right[key]));
}
