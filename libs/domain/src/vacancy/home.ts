import type { CivilDate, DomainEvents, EventType, Fact, UnitEvents, Works } from '../events.js';
import type { Episode, OfferOutcome, OfferRecord, Span, UnitHistory } from './history.js';
import { phasesOf } from './phases.js';

/** A home while it is folded: one tenancy and the letting after it, until the next move-in. */
export interface FoldedHome {
  /** Without its offers and the open vacancy. */
  history: UnitHistory;
  tenancy: { received?: CivilDate; liableUntil?: CivilDate; death?: boolean; keys?: CivilDate };
  vacancy?: Vacancy;
  /** All offers by their id, in the order in which they were made. A record is put in the place of another, never changed. */
  offers: Map<string, OfferRecord>;
  /** Ids of the offers made for the present letting. */
  made: string[];
  pending: Map<string, Span>;
  accepted: AcceptedSpan[];
  reserved: Span[];
  /** Revision of the latest yes. A yes ends the reservations that were recorded before it, whatever their day. */
  lastYes: number;
  /** Events since the last tenancy began. */
  trail: Fact[];
  /** The event that set the rent in force. */
  rentEvent: Fact;
}
interface AcceptedSpan extends Span {
  offerId: string;
  rentFrom?: CivilDate;
}
interface Vacancy {
  vacantFrom: CivilDate;
  firstLet: boolean;
  reason?: string;
  keys?: CivilDate;
  inspection?: CivilDate;
  works?: Works;
  ordered?: CivilDate;
  ready?: CivilDate;
  majorWorksCompleted?: CivilDate;
  reopened: Span[];
}
type Evolution<T extends EventType> = (home: FoldedHome, fact: Fact & { type: T; payload: DomainEvents[T] }) => void;

/** A home of which nothing but its registration is known. */
export function register(unitId: string, registration: Fact<'UnitRegistered'>): FoldedHome {
  const { id, effective, recordedAt, payload } = registration;
  const { municipality, building, kind, rentOere, occupiedSince } = payload;
  const history: UnitHistory = {
    unitId,
    municipality,
    building,
    kind,
    availableFrom: occupiedSince ?? effective,
    rents: [{ from: effective, rentOere }],
    outOfService: [],
    episodes: [],
    offers: [],
    registrationEventId: id,
    lastRecordedAt: recordedAt,
  };
  return { history, tenancy: {}, offers: new Map(), ...nothingLet(), lastYes: -1, trail: [], rentEvent: registration };
}

/** One more fact behind those before it. */
export function evolve(home: FoldedHome, fact: Fact): void {
  if (fact.type !== 'RentSet' || home.vacancy) home.trail.push(fact);
  (EVOLUTIONS as Record<string, Evolution<never> | undefined>)[fact.type]?.(home, fact as never);
  if (fact.recordedAt > home.history.lastRecordedAt) home.history.lastRecordedAt = fact.recordedAt;
}

/** The home as it stands, the open vacancy included. It stays what it is when more is folded behind it. */
export function unitHistoryOf(home: FoldedHome): UnitHistory {
  const { vacancy, offers, made } = home;
  const { rents, outOfService, episodes, ...once } = home.history;
  const history = {
    ...once,
    rents: [...rents],
    outOfService: outOfService.map((span) => ({ ...span, eventIds: [...span.eventIds] })),
    episodes: [...episodes],
    offers: [...offers.values()],
  };
  if (!vacancy) return history;
  const episode = episodeOf(home, vacancy);
  const ofEpisode = new Set(made);
  history.episodes.push(episode);
  history.offers = history.offers.map((offer) => (ofEpisode.has(offer.offerId) ? { ...offer, episode: episode.id } : offer));
  return history;
}

const nothingLet = () => ({ made: [], pending: new Map<string, Span>(), accepted: [], reserved: [] });

const EVOLUTIONS: { [T in keyof UnitEvents]: Evolution<T> } = {
  UnitRegistered: (home, { effective, payload }) => {
    if (payload.occupiedSince) home.trail = [];
    else
      home.vacancy = {
        vacantFrom: effective,
        firstLet: true,
        keys: effective,
        inspection: effective,
        works: 'none',
        ready: effective,
        reopened: [],
      };
  },
  RentSet: (home, fact) => {
    home.history.rents.push({ from: fact.effective, rentOere: fact.payload.rentOere });
    home.rentEvent = fact;
  },

  DeathRegistered: ({ tenancy }) => void (tenancy.death = true),
  NoticeGiven: ({ tenancy }, { effective, payload }) => {
    tenancy.received = effective;
    if (payload.liableUntil) tenancy.liableUntil = payload.liableUntil;
  },
  NoticeChanged: ({ tenancy }, { payload }) => void (payload.liableUntil && (tenancy.liableUntil = payload.liableUntil)),
  NoticeWithdrawn: (home, { effective }) => {
    const { death, keys } = home.tenancy;
    const kept = new Set<EventType>(death ? ['DeathRegistered', 'ClearancePermitted', 'KeysReturned', 'InspectionPlanned'] : []);
    stay(home, effective, death ? { death, ...(keys && { keys }) } : {}, kept);
  },
  TenancyContinued: (home, { effective }) => stay(home, effective, {}, new Set()),
  Vacated: (home, { effective, payload }) => {
    const { keys } = home.tenancy;
    home.vacancy = { vacantFrom: effective, firstLet: false, reason: payload.reason, ...(keys && { keys }), reopened: [] };
    home.trail.push(home.rentEvent);
  },
  ClearancePermitted: () => undefined,
  KeysReturned: ({ tenancy, vacancy }, { effective }) => {
    tenancy.keys = effective;
    if (vacancy) vacancy.keys = effective;
  },

  InspectionPlanned: () => undefined,
  InspectionDone: inVacancy((vacancy, { effective, payload }) => Object.assign(vacancy, { inspection: effective, works: payload.works })),
  WorksOrdered: inVacancy((vacancy, { effective }) => (vacancy.ordered = effective)),
  WorksCompleted: inVacancy((vacancy, { effective }) => {
    if (vacancy.works === 'major') vacancy.majorWorksCompleted = effective;
  }),
  WorksReopened: inVacancy(({ ready, reopened }, { effective }) => {
    if (ready && !openSpan(reopened)) reopened.push({ from: effective });
  }),
  ReadyForLetting: inVacancy((vacancy, { effective }) => {
    vacancy.ready ??= effective;
    endSpan(vacancy.reopened, effective);
  }),

  Reserved: ({ reserved, lastYes }, { effective, revision }) =>
    void (revision > lastYes && !openSpan(reserved) && reserved.push({ from: effective })),
  ReservationReleased: ({ reserved }, { effective }) => endSpan(reserved, effective),
  OfferMade: (home, { id, effective, payload: { offerId, citizen, respondBy } }) => {
    const offer: OfferRecord = { offerId, ...(citizen && { citizen }), made: effective, respondBy, outcome: 'pending', eventIds: [id] };
    home.offers.set(offerId, offer);
    home.made.push(offerId);
    home.pending.set(offerId, { from: effective });
  },
  OfferWithdrawn: answer('withdrawn'),
  OfferDeclined: answer('declined'),
  OfferExtended: ({ offers }, { id, payload: { offerId, respondBy } }) => {
    const offer = offers.get(offerId);
    if (offer) shape(offers, offer, id, respondBy > offer.respondBy ? { respondBy } : {});
  },
  OfferExpired: (home, fact) => {
    // A corrected respondBy may have moved the expiry to a later day. When the offer was answered or ended before that day, the expiry counts for nothing.
    if (home.offers.get(fact.payload.offerId)?.outcome === 'pending') answer('expired')(home, fact);
  },
  OfferAccepted: (home, fact) => {
    answer('accepted')(home, fact);
    endSpan(home.accepted, fact.effective);
    endSpan(home.reserved, fact.effective);
    home.accepted.push({ from: fact.effective, offerId: fact.payload.offerId });
    home.lastYes = Math.max(home.lastYes, fact.revision);
  },
  AcceptanceCancelled: ({ accepted, offers }, { id, effective }) => {
    const offer = offers.get(openSpan(accepted)?.offerId ?? '');
    if (offer) shape(offers, offer, id);
    endSpan(accepted, effective);
  },
  ContractSigned: ({ accepted }, { payload }) => {
    const acceptance = openSpan(accepted);
    if (acceptance) acceptance.rentFrom = payload.rentFrom;
  },
  MoveInAgreed: () => undefined,
  MoveInPostponed: () => undefined,
  MovedIn: (home, { effective }) => endVacancy(home, effective, 'let'),

  TakenOutOfService: ({ history }, { id, effective, payload }) => {
    if (!openSpan(history.outOfService)) history.outOfService.push({ from: effective, reason: payload.reason, eventIds: [id] });
  },
  ReturnedToService: ({ history }, { id, effective }) => {
    openSpan(history.outOfService)?.eventIds.push(id);
    endSpan(history.outOfService, effective);
  },
  UnitDecommissioned: (home, { effective }) => {
    home.history.decommissioned = effective;
    endVacancy(home, effective, 'decommissioned');
  },
};

function inVacancy<T extends EventType>(
  change: (vacancy: Vacancy, fact: Fact & { type: T; payload: DomainEvents[T] }) => void,
): Evolution<T> {
  return ({ vacancy }, fact) => vacancy && change(vacancy, fact);
}

/** An event shapes an offer. */
function shape(offers: FoldedHome['offers'], offer: OfferRecord, eventId: string, change: Partial<OfferRecord> = {}): void {
  offers.set(offer.offerId, { ...offer, ...change, eventIds: [...offer.eventIds, eventId] });
}

/** Records an answer. The last answer is the offer's outcome; the offer was pending until the first one. */
function answer(outcome: OfferOutcome) {
  return ({ offers, pending }: FoldedHome, { id, effective, payload }: Fact & { payload: { offerId: string } }): void => {
    const offer = offers.get(payload.offerId);
    if (!offer) return;
    shape(offers, offer, id, { outcome, resolved: effective });
    const span = pending.get(payload.offerId);
    if (span) span.to ??= effective;
  };
}

/** The residents stay after all: their notice is no part of a later vacancy, and offers made meanwhile belong to no letting. */
function stay(home: FoldedHome, day: CivilDate, tenancy: FoldedHome['tenancy'], kept: ReadonlySet<EventType>): void {
  endSpan(home.reserved, day);
  home.tenancy = tenancy;
  home.made = [];
  home.trail = home.trail.filter(({ type }) => kept.has(type));
}

function endVacancy(home: FoldedHome, day: CivilDate, endedBy: NonNullable<Episode['endedBy']>): void {
  const { vacancy, pending, offers, history, trail } = home;
  for (const offerId of pending.keys()) {
    const offer = offers.get(offerId);
    if (offer?.outcome === 'pending') shape(offers, offer, trail.at(-1)?.id ?? '', { outcome: 'ended', resolved: day });
  }
  endSpan(history.outOfService, day);
  // A planned home that was given up before its first day has had no vacancy.
  if (vacancy && vacancy.vacantFrom <= day) close(home, episodeOf(home, { ...vacancy, ended: day, endedBy }));
  Object.assign(home, { tenancy: {}, vacancy: undefined, lastYes: -1, trail: [], ...nothingLet() });
}

function close({ history, offers, made }: FoldedHome, episode: Episode): void {
  history.episodes.push(episode);
  for (const offerId of made) offers.set(offerId, { ...(offers.get(offerId) as OfferRecord), episode: episode.id });
}

function episodeOf(home: FoldedHome, vacancy: Vacancy & Pick<Episode, 'ended' | 'endedBy'>): Episode {
  const { history, tenancy, pending, accepted, reserved, trail } = home;
  const { vacantFrom, firstLet, reason, works, majorWorksCompleted, ended, endedBy } = vacancy;
  const rentFrom = openSpan(accepted)?.rentFrom;
  return {
    id: `${history.unitId}/${vacantFrom}`,
    unitId: history.unitId,
    firstLet,
    vacantFrom,
    ...(ended && { ended }),
    ...(endedBy && { endedBy }),
    phases: phasesOf({ ...vacancy, accepted, reserved, pending: [...pending.values()], outOfService: history.outOfService }),
    ...(reason && { reason }),
    ...(tenancy.received && { noticeReceived: tenancy.received }),
    ...(tenancy.liableUntil && { liableUntil: tenancy.liableUntil }),
    ...(rentFrom && { rentFrom }),
    ...(works && !firstLet && { works }),
    ...(majorWorksCompleted && { majorWorksCompleted }),
    eventIds: [...new Set(trail.map((fact) => fact.id))],
  };
}

function openSpan<S extends Span>(spans: readonly S[]): S | undefined {
  const last = spans.at(-1);
  return last && last.to === undefined ? last : undefined;
}

function endSpan(spans: readonly Span[], day: CivilDate): void {
  const open = openSpan(spans);
  if (open) open.to = day;
}
