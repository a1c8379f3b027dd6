import { civilDate, dayNumber } from '../calendar/index.js';
import type { CivilDate, Fact, Instant, Phase, PolicyFields } from '../events.js';

/**
 * Counts once more, slowly, what R11 and docs/figures.md say. It starts from the recorded events and uses nothing of the fold, of `liveFacts` or of
 * the figures, so that a test can compare its answers with theirs: what was known at a moment, lettings, offers and delays.
 */
export function knownThen(recorded: readonly Fact[], knownAt: Instant, asOf: CivilDate): Fact[] {
  let facts = recorded.filter((fact) => fact.recordedAt <= knownAt && fact.type !== 'EventCorrected' && fact.type !== 'EventRetracted');
  for (const correction of recorded) {
    if (correction.recordedAt > knownAt || (correction.type !== 'EventCorrected' && correction.type !== 'EventRetracted')) continue;
    const target = facts.find(({ id }) => id === correction.payload.target);
    if (!target) continue;
    const { commandId, effective } = target;
    const together = (fact: Fact) => fact.commandId === commandId && fact.effective === effective;
    if (correction.type === 'EventRetracted') facts = facts.filter((fact) => !together(fact));
    else {
      const { newEffective, newPayload } = correction.payload;
      if (newEffective) facts = facts.map((fact) => (together(fact) ? { ...fact, effective: newEffective } : fact));
      if (newPayload) facts = facts.map((fact) => (fact.id === target.id ? ({ ...fact, payload: newPayload } as Fact) : fact));
    }
  }
  return facts
    .flatMap((fact) =>
      fact.type === 'OfferExpired' || fact.type === 'OfferWithdrawn' || fact.type === 'OfferExtended' ? withItsOffer(facts, fact) : fact,
    )
    .filter((fact) => fact.type === 'UnitRegistered' || fact.effective <= asOf)
    .sort((a, b) => orderOf(a).localeCompare(orderOf(b)) || a.revision - b.revision);
}

const orderOf = ({ type, effective }: Fact) => (type === 'UnitRegistered' ? '' : effective);

/** Moves an expiry to the day after the last day for an answer, and a withdrawal or extension to the day of its offer when that was moved behind it. */
function withItsOffer(facts: readonly Fact[], said: Fact<'OfferExpired' | 'OfferWithdrawn' | 'OfferExtended'>): Fact[] {
  const about = facts.filter((fact) => 'offerId' in fact.payload && fact.payload.offerId === said.payload.offerId);
  const made = about.find(({ type }) => type === 'OfferMade');
  if (said.type !== 'OfferExpired') return [made && made.effective > said.effective ? { ...said, effective: made.effective } : said];
  const days = about.flatMap((fact) => ('respondBy' in fact.payload ? [dayNumber(fact.payload.respondBy)] : []));
  return days.length ? [{ ...said, effective: civilDate(Math.max(...days) + 1) }] : [];
}

/** An offer with its outcome. */
export interface OfferByLaw {
  offerId: string;
  citizen?: string;
  made: CivilDate;
  outcome: 'accepted' | 'declined' | 'expired' | 'withdrawn' | 'ended' | 'pending';
  resolved?: CivilDate;
}

/** One letting, from the last move-in (or the registration) to the move-in or decommissioning that ends it. */
export interface LettingByLaw {
  V: CivilDate;
  M: CivilDate | undefined;
  kind: 're-letting' | 'first let' | 'decommissioned' | 'open';
  outOfService: number;
  major: boolean;
  coreFrom: CivilDate;
  notice?: CivilDate;
  offers: OfferByLaw[];
}

const OUTCOMES = { OfferAccepted: 'accepted', OfferDeclined: 'declined', OfferExpired: 'expired', OfferWithdrawn: 'withdrawn' } as const;

/** Every vacancy of a home with what docs/figures.md counts of it; an open one is cut after `asOf`. */
export function lettingsByLaw(facts: readonly Fact[], asOf: CivilDate): LettingByLaw[] {
  const lettings: LettingByLaw[] = [];
  const ends = facts.flatMap((fact, n) => (fact.type === 'MovedIn' || fact.type === 'UnitDecommissioned' ? [n] : []));
  for (const [begin, end] of [0, ...ends.map((n) => n + 1)].map((n, i) => [n, ends[i] ?? facts.length] as const)) {
    const span = facts.slice(begin, end);
    const closing = facts[end];
    const registration = span.find(({ type }) => type === 'UnitRegistered') as Fact<'UnitRegistered'> | undefined;
    const vacated = span.findLast(({ type }) => type === 'Vacated');
    const V = vacated?.effective ?? (registration && !registration.payload.occupiedSince ? registration.effective : undefined);
    if (V === undefined || (closing && closing.effective < V)) continue;
    const stayed = span.findLastIndex(({ type }) => type === 'NoticeWithdrawn' || type === 'TenancyContinued');
    const tenancy = span.slice(stayed + 1);
    const works = span.findLast((fact) => fact.type === 'InspectionDone') as Fact<'InspectionDone'> | undefined;
    const major = works?.payload.works === 'major';
    const completed = span.findLast(({ type }) => type === 'WorksCompleted')?.effective;
    const notice = tenancy.find(({ type }) => type === 'NoticeGiven')?.effective;
    lettings.push({
      V,
      M: closing?.effective,
      kind: !closing ? 'open' : closing.type === 'UnitDecommissioned' ? 'decommissioned' : vacated ? 're-letting' : 'first let',
      outOfService: outOfService(span, V, closing?.effective ?? civilDate(dayNumber(asOf) + 1)),
      major,
      coreFrom: major && completed ? completed : V,
      ...(notice && { notice }),
      offers: tenancy.flatMap((fact) => (fact.type === 'OfferMade' ? [offerByLaw(fact, facts)] : [])),
    });
  }
  return lettings;
}

/** Every offer of a home with its outcome. */
export function offersByLaw(facts: readonly Fact[]): OfferByLaw[] {
  return facts.flatMap((fact) => (fact.type === 'OfferMade' ? [offerByLaw(fact, facts)] : []));
}

/** An offer ends with its letting. A later answer or withdrawal by a person is counted all the same; a later expiry is not. */
function offerByLaw(made: Fact<'OfferMade'>, facts: readonly Fact[]): OfferByLaw {
  const { offerId, citizen } = made.payload;
  const offer = { offerId, ...(citizen && { citizen }), made: made.effective };
  const later = facts.slice(facts.indexOf(made));
  const end = later.findIndex(({ type }) => type === 'MovedIn' || type === 'UnitDecommissioned');
  const answer = later.find(
    (fact, n) =>
      fact.type in OUTCOMES &&
      (fact.payload as { offerId: string }).offerId === offerId &&
      (end < 0 || n < end || fact.type !== 'OfferExpired'),
  );
  if (answer) return { ...offer, outcome: OUTCOMES[answer.type as keyof typeof OUTCOMES], resolved: answer.effective };
  return { ...offer, ...(end < 0 ? { outcome: 'pending' } : { outcome: 'ended', resolved: (later[end] as Fact).effective }) };
}

function outOfService(span: readonly Fact[], from: CivilDate, to: CivilDate): number {
  let days = 0;
  for (let n = dayNumber(from); n < dayNumber(to); n++) {
    const last = span.findLast((fact) => fact.type.endsWith('Service') && fact.effective <= civilDate(n));
    if (last?.type === 'TakenOutOfService') days++;
  }
  return days;
}

/** The delay of one vacancy (R8): the days of each phase beyond its target, and those of clearing beyond the respect window as well. */
export function delayByLaw(days: ReadonlyMap<string, number>, { targetDays, respectWindowDays }: PolicyFields): Record<string, number> {
  const target = (phase: Phase) =>
    phase === 'clearing' ? Math.max(targetDays.clearing, respectWindowDays) : targetDays[phase as keyof typeof targetDays];
  return Object.fromEntries(
    [...days].flatMap(([phase, count]) =>
      phase in targetDays && count > target(phase as Phase) ? [[phase, count - target(phase as Phase)]] : [],
    ),
  );
}

/** An offer to one citizen, and whether the home is of a kind that meets the guarantee. */
export interface OfferToCitizen extends OfferByLaw {
  meets: boolean;
}

/** The guarantee's clock that runs for a citizen at the end of R, if one does, counted day by day (R10). */
export function clockByLaw(facts: readonly Fact[], offers: readonly OfferToCitizen[], { guaranteeMonths }: PolicyFields, R: CivilDate) {
  let [elderly, list, start] = [false, '', ''];
  let refusedThen: readonly OfferToCitizen[] = [];
  const days = new Set([...facts.map(({ effective }) => effective), ...offers.flatMap(({ resolved }) => resolved ?? [])]);
  for (const day of [...days].filter((each) => each <= R).sort()) {
    for (const fact of facts.filter(({ effective }) => effective === day)) {
      const before = elderly && list === 'general';
      if (fact.type === 'CitizenApproved') ({ elderly, list } = fact.payload);
      if (fact.type === 'ListChanged') ({ list } = fact.payload);
      if (['RemovedFromList', 'HomeTaken', 'CitizenErased'].includes(fact.type)) list = '';
      const runs = elderly && list === 'general';
      if (runs && (!before || fact.type === 'CitizenApproved')) [start, refusedThen] = [day, []];
    }
    const refused = offers.filter((offer) => offer.outcome === 'declined' && offer.resolved === day);
    if (elderly && list === 'general' && refused.length) [start, refusedThen] = [day, refused];
  }
  if (!elderly || list !== 'general') return undefined;
  const first = offers
    .filter((offer) => offer.meets && !refusedThen.includes(offer))
    .filter(({ made, resolved }) => made >= start || resolved === undefined || resolved > start)
    .map(({ made }) => made)
    .sort()[0];
  const deadline = monthsLater(start, guaranteeMonths);
  return { start, deadline, metOn: first, breachDays: Math.max(0, dayNumber(first ?? R) - dayNumber(deadline)) };
}

function monthsLater(day: CivilDate, months: number): CivilDate {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10);
}

/** The p-th percentile as docs/figures.md writes it, in hundredths. */
export function percentileByLaw(values: readonly number[], p: number): number | null {
  const x = values.toSorted((a, b) => a - b);
  const n = x.length;
  if (n === 0) return null;
  const k = Math.trunc(((n - 1) * p) / 100);
  const r = ((n - 1) * p) % 100;
  const here = x[k] as number;
  return 100 * here + (r === 0 ? 0 : r * ((x[k + 1] as number) - here));
}
