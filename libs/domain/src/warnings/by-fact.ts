import { copenhagenDate, daysBetween, isWorkingDay, maxDate } from '../calendar/index.js';
import type { CivilDate, Fact, Instant, UnitKind } from '../events.js';
import { fieldOf } from '../law/facts.js';
import { setsRespondBy } from '../unit/offers.js';
import { doubt, doubtOfDay, type CodeOfFact, type Doubt, type Looking } from './doubt.js';
import { isOddRent } from './rents.js';

const OLD_FACT = 400;
const ANSWER_TIME = 2;

/** What is known of a home beside the fact that is judged. */
export interface Known extends Looking {
  /** When days were moved, see `movesIn`. */
  moves: ReadonlyMap<string, Instant>;
  /** The registration as it stands, which says what kind of home it is. */
  home: Fact | undefined;
  /** The last day for an answer to each offer, extensions included. */
  respondBy: ReadonlyMap<string, CivilDate>;
}

/** True for a fact that shows something unlikely by itself. */
type Shows = (fact: Fact, known: Known) => boolean;

/** What one fact may show, a short function a code (docs/law.md 8). */
const SHOWN_BY_FACT: Readonly<Record<CodeOfFact, Shows>> = {
  W_OLD_FACT: (fact, known) =>
    !known.imported && fact.type !== 'UnitRegistered' && daysBetween(fact.effective, recordedOn(fact, known)) > OLD_FACT,
  W_RENT: (fact, known) => {
    const { type, effective, payload } = fact;
    return (type === 'RentSet' || type === 'UnitRegistered') && isOdd(payload.rentOere, effective, known);
  },
  W_NO_ANSWER_TIME: ({ type, effective, payload }, { respondBy }) =>
    type === 'OfferMade' && daysBetween(effective, respondBy.get(payload.offerId) ?? payload.respondBy) < ANSWER_TIME,
};

/** What a fact shows by itself. */
export function doubtsOfFact(fact: Fact, known: Known): Doubt[] {
  const shown = Object.entries(SHOWN_BY_FACT).flatMap(([code, shows]) => (shows(fact, known) ? doubt(code as CodeOfFact, fact) : []));
  const free = APPOINTED.map((field) => fieldOf(fact, field) as CivilDate | undefined).filter(
    (day) => day !== undefined && !isWorkingDay(day),
  );
  return [...shown, ...free.map((day) => doubtOfDay('W_NOT_WORKDAY', fact, day as CivilDate, fact.id))];
}

/** The fields, of whatever fact, with a day on which people have to meet or to answer. */
const APPOINTED = ['planned', 'respondBy'];

/** When the days that were moved were moved last, by the command of the event and its new day. */
export function movesIn(recorded: readonly Fact[], live: readonly Fact[]): ReadonlyMap<string, Instant> {
  const moved = recorded.length === live.length ? [] : recorded.filter(isMove);
  if (!moved.length) return new Map();
  const commandOf = new Map(recorded.map(({ id, commandId }) => [id, commandId]));
  return new Map(moved.map(({ payload, recordedAt }) => [`${commandOf.get(payload.target)} ${payload.newEffective}`, recordedAt]));
}

const isMove = (fact: Fact): fact is Fact<'EventCorrected'> => fact.type === 'EventCorrected' && fact.payload.newEffective !== undefined;

/** The last day for an answer to each offer, extensions included. */
export function respondByIn(facts: readonly Fact[]): ReadonlyMap<string, CivilDate> {
  const latest = new Map<string, CivilDate>();
  for (const { payload } of facts.filter(setsRespondBy))
    latest.set(payload.offerId, maxDate(latest.get(payload.offerId) ?? '', payload.respondBy));
  return latest;
}

/** The day on which the day of a fact became known: one that was moved is recorded when it is corrected. */
const recordedOn = ({ commandId, effective, recordedAt }: Fact, { moves }: Known): CivilDate =>
  copenhagenDate(moves.get(`${commandId} ${effective}`) ?? recordedAt);

function isOdd(rentOere: number, day: CivilDate, { home, rents }: Known): boolean {
  if (!rents || home?.type !== 'UnitRegistered') return false;
  const { municipality, kind }: { municipality: string; kind: UnitKind } = home.payload;
  return isOddRent(rentOere, rents(municipality, kind), day);
}
