import { daysBetween, plusDays, plusMonths } from '../calendar/index.js';
import type { CivilDate, Fact, PolicyFields, UnitKind } from '../events.js';
import { fraction, type Fraction } from './fraction.js';
import type { OfferRecord, UnitHistory } from './history.js';

/** An offer to a citizen, with the home and its kind. */
export interface CitizenOffer extends OfferRecord {
  unitId: string;
  kind: UnitKind;
}

/** One run of the care-home guarantee (R10). */
export interface GuaranteeClock {
  /** The day on which the need was decided. */
  decidedOn: CivilDate;
  start: CivilDate;
  /** The last day, inclusive. */
  deadline: CivilDate;
  /** The day by which the offered home must be ready. */
  readyBy: CivilDate;
  /** The day of the offer that met it. */
  metOn?: CivilDate;
  /** The day on which a refusal was received, the list was left or changed, or a home was taken. */
  stoppedOn?: CivilDate;
  breachDays: number;
  eventIds: string[];
}

/** A wait from the decision to the accepted offer. */
export interface Wait {
  decidedOn: CivilDate;
  acceptedOn: CivilDate;
  days: number;
  eventIds: string[];
}

/** A citizen under the guarantee: every clock that ran, and the wait that ended. */
export interface GuaranteeHistory {
  clocks: GuaranteeClock[];
  waits: Wait[];
}

/** All offers by citizen, each citizen's in the order in which they were made. */
export function offersByCitizen(histories: Iterable<Pick<UnitHistory, 'unitId' | 'kind' | 'offers'>>): Map<string, CitizenOffer[]> {
  const offers = new Map<string, CitizenOffer[]>();
  for (const { unitId, kind, offers: made } of histories) {
    for (const offer of made) {
      if (!offer.citizen) continue;
      const own = offers.get(offer.citizen) ?? [];
      own.push({ ...offer, unitId, kind });
      offers.set(offer.citizen, own);
    }
  }
  for (const own of offers.values()) own.sort((a, b) => (a.made < b.made ? -1 : a.made > b.made ? 1 : 0));
  return offers;
}

/**
 * The guarantee's clocks of a citizen as of R (R10), from the citizen's live facts and the offers made to the citizen, both up to R. The
 * last clock still runs when it has neither been met nor stopped.
 */
export function guaranteeClocks(
  facts: readonly Fact[],
  offers: readonly CitizenOffer[],
  policyOn: (day: CivilDate) => PolicyFields,
  asOf: CivilDate,
): GuaranteeHistory {
  const refusals = offers.filter(refused);
  const clocks: GuaranteeClock[] = [];
  const waits: Wait[] = [];
  for (const entry of guaranteedEntries(facts)) {
    const inEntry = (day: CivilDate | undefined) => day !== undefined && entry.from <= day && (!entry.to || day < entry.to);
    const later = Map.groupBy(
      refusals.filter(({ resolved }) => inEntry(resolved)),
      ({ resolved }) => resolved as CivilDate,
    );
    const starts = [
      { day: entry.from, eventIds: entry.eventIds },
      ...[...later]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([day, refusedOn]) => ({ day, eventIds: refusedOn.flatMap((offer) => offer.eventIds) })),
    ];
    for (const [n, start] of starts.entries()) {
      const { day, eventIds } = start;
      const stoppedOn = starts[n + 1]?.day ?? entry.to;
      const terms = { decidedOn: entry.decidedOn, start: day, eventIds, ...(stoppedOn && { stoppedOn }) };
      // A clock is not met by an offer that was refused on the day on which it starts.
      const others = offers.filter((offer) => !refused(offer) || offer.resolved !== day);
      clocks.push(clockOf(terms, others, policyOn(day), asOf));
    }
    const yes = offers.find(({ outcome, resolved }) => outcome === 'accepted' && (inEntry(resolved) || resolved === entry.to));
    if (yes) waits.push(waitOf(entry.decidedOn, yes, entry.eventIds));
  }
  return { clocks, waits };
}

const refused = ({ outcome }: CitizenOffer) => outcome === 'declined';

/** An offer as it stood at the end of a day. When it was answered on a later day, it is still pending. */
export function offerOn(offer: CitizenOffer, day: CivilDate): CitizenOffer {
  const { resolved, ...open } = offer;
  return resolved !== undefined && resolved > day ? { ...open, outcome: 'pending' } : offer;
}

function clockOf(
  terms: Pick<GuaranteeClock, 'decidedOn' | 'start' | 'stoppedOn' | 'eventIds'>,
  offers: readonly CitizenOffer[],
  { guaranteeMonths, guaranteeReadyDays }: PolicyFields,
  asOf: CivilDate,
): GuaranteeClock {
  const { start, stoppedOn } = terms;
  const deadline = plusMonths(start, guaranteeMonths);
  const met = offers.find(
    ({ kind, made, resolved }) =>
      (kind === 'care_home' || kind === 'dementia_home') &&
      (made >= start || !resolved || resolved > start) &&
      (!stoppedOn || made <= stoppedOn),
  );
  const until = met?.made ?? (stoppedOn && stoppedOn < asOf ? stoppedOn : asOf);
  return {
    ...terms,
    deadline,
    readyBy: plusDays(deadline, guaranteeReadyDays),
    ...(met && { metOn: met.made }),
    breachDays: Math.max(0, daysBetween(deadline, until)),
    eventIds: [...terms.eventIds, ...(met ? met.eventIds : [])],
  };
}

const waitOf = (decidedOn: CivilDate, { resolved, eventIds }: CitizenOffer, entryEventIds: readonly string[]): Wait => ({
  decidedOn,
  acceptedOn: resolved as string,
  days: daysBetween(decidedOn, resolved as string),
  eventIds: [...entryEventIds, ...eventIds],
});

/** A time `[from, to)` in which an elderly citizen was on the general list. */
interface GuaranteedEntry {
  decidedOn: CivilDate;
  from: CivilDate;
  to?: CivilDate;
  eventIds: string[];
}

function guaranteedEntries(facts: readonly Fact[]): GuaranteedEntry[] {
  const entries: GuaranteedEntry[] = [];
  let entry: { elderly: boolean; decidedOn: CivilDate; eventId: string } | undefined;
  let open: GuaranteedEntry | undefined;
  const stop = (to: CivilDate) => {
    if (open) open.to = to;
    open = undefined;
  };
  const run = (from: CivilDate, list: string, eventIds: string[]) => {
    if (!entry?.elderly || list !== 'general' || open) return;
    entries.push((open = { decidedOn: entry.decidedOn, from, eventIds }));
  };
  for (const { id, type, effective, payload } of facts as Fact[]) {
    if (type === 'CitizenApproved') {
      stop(effective);
      entry = { elderly: payload.elderly, decidedOn: effective, eventId: id };
      run(effective, payload.list, [id]);
    } else if (type === 'ListChanged') {
      if (payload.list !== 'general') stop(effective);
      if (entry) run(effective, payload.list, [entry.eventId, id]);
    } else if (type === 'RemovedFromList' || type === 'HomeTaken' || type === 'CitizenErased') {
      stop(effective);
      entry = undefined;
    }
  }
  return entries;
}

/** What became of the guarantee in a period (docs/figures.md). */
export interface GuaranteeFigures {
  /** Clocks met by their deadline / clocks ended or overdue in the period. */
  covered: Fraction | null;
  counted: number;
  met: number;
  breached: number;
  breachDays: number;
  /** From the decision to the accepted offer, for offers accepted in the period. */
  waits: number;
  meanWaitingDays: Fraction | null;
  explained: { citizen: string; clocks: GuaranteeClock[]; waits: Wait[] }[];
}

/** Counts clocks that ended (met or stopped) or were overdue in the period, and waits that ended in it. */
export function guaranteeFigures(
  citizens: ReadonlyMap<string, GuaranteeHistory>,
  period: { from: CivilDate; to: CivilDate; asOf: CivilDate },
): GuaranteeFigures {
  const last = period.to < period.asOf ? period.to : period.asOf;
  const within = (day: CivilDate) => period.from <= day && day <= last;
  const explained = [...citizens]
    .map(([citizen, { clocks, waits }]) => ({
      citizen,
      clocks: clocks.filter((clock) => countsIn(clock, period.from, last)),
      waits: waits.filter(({ acceptedOn }) => within(acceptedOn)),
    }))
    .filter(({ clocks, waits }) => clocks.length + waits.length > 0);
  const clocks = explained.flatMap((citizen) => citizen.clocks);
  const waits = explained.flatMap((citizen) => citizen.waits);
  const met = clocks.filter(({ metOn, deadline }) => metOn && metOn <= deadline).length;
  return {
    covered: fraction(met, clocks.length),
    counted: clocks.length,
    met,
    breached: clocks.filter(({ breachDays }) => breachDays > 0).length,
    breachDays: clocks.reduce((sum, { breachDays }) => sum + breachDays, 0),
    waits: waits.length,
    meanWaitingDays: fraction(
      waits.reduce((sum, { days }) => sum + days, 0),
      waits.length,
    ),
    explained,
  };
}

/** Ended in the period, or overdue on one of its days. */
function countsIn({ start, metOn, stoppedOn, deadline }: GuaranteeClock, from: CivilDate, last: CivilDate): boolean {
  // An offer that was made before the clock began and was still open then met it on its first day.
  const endedOn = metOn === undefined ? stoppedOn : metOn < start ? start : metOn;
  if (endedOn !== undefined && from <= endedOn && endedOn <= last) return true;
  return deadline < last && (endedOn === undefined || endedOn > last);
}
