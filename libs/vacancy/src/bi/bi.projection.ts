import {
  DEFAULT_POLICY,
  daysAlike,
  dayNumber,
  prepare,
  shareOf,
  type CivilDate,
  type PolicyFields,
  type PreparedEpisode,
  type PreparedUnit,
} from '@relet/domain';
import { integer, optional, prefixOf, projection, text, type RowOf } from '@relet/platform';
import { rulesOf } from './rules.js';
import { VIEWS } from './views.js';

/** Days are numbers since 1970-01-01, `to` is the first day after; empty while it is open. */
const ofVacancy = {
  municipality: text,
  vacancy: text,
  vacant_from: integer,
  phase: text,
  /** Days of this phase in the vacancy before. */
  reached: integer,
  from_day: integer,
  to_day: optional(integer),
};

const COUNTED = {
  empty_days: optional(integer),
  out_of_service_days: optional(integer),
  clearing_days: optional(integer),
  inspection_days: optional(integer),
  ordering_days: optional(integer),
  works_days: optional(integer),
  move_in_days: optional(integer),
  offer_pending_days: optional(integer),
  reserved_days: optional(integer),
  matching_days: optional(integer),
  unrecorded_days: optional(integer),
  tomgang_days: optional(integer),
  tomgang_oere: optional(integer),
  leaver_days: optional(integer),
  leaver_oere: optional(integer),
};

const VACANCY_COLUMNS = {
  ...{ municipality: text, unit: text, building: text, kind: text, vacancy: text, first_let: integer, reason: optional(text) },
  ...{ notice_received: optional(integer), liable_until: optional(integer), vacant_from: integer, works: optional(text) },
  ...{ rent_from: optional(integer), ended: optional(integer), ended_by: optional(text) },
  /** The day from which core days are counted, and that of the first offer. */
  ...{ core_from: integer, first_offer: optional(integer), offers: integer },
  /** Of all of it, once it has ended. */
  ...COUNTED,
};

/** What analysts count on by SQL of their own: the days of homes as the figures count them, without anybody's pseudonym. What a policy says stands beside it. */
export const BI_HOMES = projection({
  name: 'bi-homes',
  version: 1,
  prefix: prefixOf('unit'),
  tables: {
    bi_unit: { municipality: text, unit: text, building: text, kind: text, from_day: integer, to_day: optional(integer) },
    bi_vacancy: VACANCY_COLUMNS,
    bi_phase: { ...ofVacancy, first_let: integer },
    bi_span: {
      ...ofVacancy,
      ...{ vacancy: optional(text), vacant_from: optional(integer), phase: optional(text) },
      ...{ state: text, owed_by: optional(text), rent_oere: integer },
    },
    bi_offer: {
      ...{ municipality: text, offer: text, vacancy: optional(text), made: integer, respond_by: integer },
      ...{ outcome: text, resolved: optional(integer) },
    },
  },
  rowsOf(stream) {
    const history = stream.history();
    const [unit] = history ? prepare([history]) : [];
    if (!unit) return {};
    const { municipality, unitId, building, kind, offers } = unit.history;
    return {
      bi_unit: [{ municipality, unit: unitId, building, kind, from_day: unit.available.from, to_day: dayOrOpen(unit.available.to) }],
      bi_vacancy: unit.episodes.map((prepared) => vacancyOf(unit, prepared)),
      bi_phase: unit.episodes.flatMap((prepared) => phasesOf(unit, prepared)),
      bi_span: Array.from(daysAlike(unit), ({ from, to, state, episode, phase, reached, owedBy, rentOere }) => ({
        ...{ municipality, vacancy: episode?.id ?? null, vacant_from: numberOr(episode?.vacantFrom), phase: phase ?? null, reached },
        ...{ from_day: from, to_day: dayOrOpen(to), state, owed_by: owedBy ?? null, rent_oere: rentOere },
      })),
      bi_offer: offers.map(({ offerId, episode, made, respondBy, outcome, resolved }) => ({
        ...{ municipality, offer: offerId, vacancy: episode ?? null, made: dayNumber(made), respond_by: dayNumber(respondBy) },
        ...{ outcome, resolved: numberOr(resolved) },
      })),
    };
  },
  analysts: { views: VIEWS },
});

/** The local rules, a row a phase for the days on which they are in force. */
export const BI_POLICIES = projection({
  name: 'bi-policies',
  version: 1,
  prefix: prefixOf('policy'),
  tables: {
    bi_policy: {
      ...{ municipality: text, from_day: integer, to_day: optional(integer), phase: text },
      ...{ owner: text, target_days: optional(integer), tomgang_payer: text },
    },
  },
  rowsOf({ id: municipality, live }) {
    // Of those agreed for one day the last one is in force.
    const agreed = new Map<CivilDate, PolicyFields>();
    for (const fact of live) if (fact.type === 'PolicyAgreed') agreed.set(fact.effective, fact.payload);
    const days = [...agreed.keys()].sort();
    return {
      bi_policy: days.flatMap((day, n) => {
        const force = { municipality, from_day: dayNumber(day), to_day: numberOr(days[n + 1]) };
        return rulesOf(agreed.get(day) as PolicyFields).map((rule) => ({ ...force, ...rule }));
      }),
    };
  },
  analysts: { views: [] },
});

const dayOrOpen = (day: number) => (day === Infinity ? null : day);
const numberOr = (day: CivilDate | undefined) => (day === undefined ? null : dayNumber(day));

function phasesOf({ history: { municipality } }: PreparedUnit, { episode, phases, from: vacantFrom }: PreparedEpisode) {
  const before = new Map<string, number>();
  return phases.map(({ phase, from, to }) => {
    const reached = before.get(phase) ?? 0;
    before.set(phase, reached + to - from);
    const days = { reached, from_day: from, to_day: dayOrOpen(to) };
    return { municipality, vacancy: episode.id, vacant_from: vacantFrom, phase, ...days, first_let: Number(episode.firstLet) };
  });
}

function vacancyOf({ history: { municipality, unitId, building, kind } }: PreparedUnit, prepared: PreparedEpisode) {
  const { episode, from, to, offerIds, firstOffer, noticeReceived, majorWorksCompleted, rentFrom } = prepared;
  const { id, firstLet, reason, liableUntil, works, endedBy } = episode;
  return {
    ...{ municipality, unit: unitId, building, kind, vacancy: id, first_let: Number(firstLet), reason: reason ?? null },
    ...{ notice_received: noticeReceived ?? null, liable_until: numberOr(liableUntil), vacant_from: from, works: works ?? null },
    ...{ rent_from: dayOrOpen(rentFrom), ended: dayOrOpen(to), ended_by: endedBy ?? null },
    ...{ core_from: majorWorksCompleted ?? from, first_offer: firstOffer ?? null, offers: offerIds.length },
    ...(to === Infinity ? OPEN : countedOf(prepared)),
  };
}

type Counted = RowOf<typeof COUNTED>;
const OPEN = Object.fromEntries(Object.keys(COUNTED).map((name) => [name, null])) as unknown as Counted;

/** What is counted of a vacancy that has ended; none of it depends on a policy. */
function countedOf(prepared: PreparedEpisode): Counted {
  const { emptyDays, outOfServiceDays, phases, tomgang, leaver } = shareOf(prepared, prepared, DEFAULT_POLICY);
  const byPhase = Object.fromEntries(Object.entries(phases).map(([phase, days]) => [`${phase}_days`, days]));
  return {
    ...({ empty_days: emptyDays, out_of_service_days: outOfServiceDays, ...byPhase } as Counted),
    ...{ tomgang_days: tomgang.days, tomgang_oere: tomgang.oere, leaver_days: leaver.days, leaver_oere: leaver.oere },
  };
}
