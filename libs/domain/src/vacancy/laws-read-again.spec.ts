import { jest } from '@jest/globals';
import fc from 'fast-check';
import { dayNumber, daysBetween, endOfCopenhagenDay, plusDays } from '../calendar/index.js';
import { knownAt } from '../law/live-facts.js';
import { asOf, liveFacts } from '../live-facts.js';
import type { CivilDate, Fact, PolicyFields } from '../events.js';
import { DEFAULT_POLICY } from '../policy/policy.js';
import { pseudonym } from '../testing/timelines.js';
import { walk } from '../testing/walk.js';
import {
  clockByLaw,
  delayByLaw,
  knownThen,
  lettingsByLaw,
  offersByLaw,
  percentileByLaw,
  type LettingByLaw,
} from './laws-read-again.spec-support.js';
import { dayByDay } from './day-by-day.spec-support.js';
import { foldHistory } from './fold.js';
import { lettingFigures } from './letting-figures.js';
import { guaranteeClocks, offersByCitizen } from './guarantee.js';
import { offerFigures } from './offer-figures.js';
import { prepare, type FigureQuery } from './portfolio.js';
import { turnover } from './turnover.js';
import { vacancyFigures } from './vacancy-figures.js';

const runs = Number(process.env['RELET_HISTORIES'] ?? 200);
jest.setTimeout(30_000 + runs * 200);
const START = '2024-12-20';
const policy: PolicyFields = {
  ...DEFAULT_POLICY,
  targetDays: { ...DEFAULT_POLICY.targetDays, clearing: 3, inspection: 2, works: 4, matching: 3 },
  respectWindowDays: 5,
};
const questions = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
  from: fc.integer({ min: 0, max: 250 }),
  length: fc.integer({ min: 0, max: 250 }),
  asOf: fc.integer({ min: 20, max: 330 }),
  known: fc.integer({ min: 20, max: 330 }),
});

interface Question {
  /** The facts as the second reading finds them, and as the figures do. */
  homes: { unitId: string; facts: Fact[]; live: Fact[] }[];
  citizens: Map<string, { facts: Fact[]; live: Fact[] }>;
  query: FigureQuery;
}

const forAnyQuestion = (law: (asked: Question) => void) =>
  fc.assert(
    fc.property(questions, ({ seed, from, length, asOf: R, known }) => {
      const { town, homes } = walk(seed);
      const query = { from: plusDays(START, from), to: plusDays(START, from + length), asOf: plusDays(START, R), policyOn: () => policy };
      const K = endOfCopenhagenDay(plusDays(START, known));
      const both = (recorded: readonly Fact[]) => ({
        facts: knownThen(recorded, K, query.asOf),
        live: asOf(liveFacts(knownAt(recorded, K)), query.asOf),
      });
      const citizens = Array.from({ length: 8 }, (_, n) => pseudonym(`c${n + 1}`));
      law({
        homes: homes.map((unitId) => ({ unitId, ...both(town.home(unitId)) })),
        citizens: new Map(citizens.map((citizen) => [citizen, both(town.recorded(`citizen-${citizen}`))])),
        query,
      });
    }),
    { numRuns: runs, seed: 20260601 },
  );

const within = (day: CivilDate | undefined, { from, to, asOf: R }: FigureQuery) =>
  day !== undefined && from <= day && day <= to && day <= R;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe(`a second, independent count of ${runs} random histories`, () => {
  test('agrees on what was known at an instant, in the order of R11', () =>
    forAnyQuestion(({ homes }) => {
      for (const { facts, live } of homes)
        expect(live.map(({ id, effective, payload }) => ({ id, effective, payload }))).toEqual(
          facts.map(({ id, effective, payload }) => ({ id, effective, payload })),
        );
    }));

  test('agrees on lettings and their offers', () =>
    forAnyQuestion(({ homes, query }) => {
      const portfolio = prepare(homes.flatMap(({ unitId, live }) => foldHistory(unitId, live) ?? []));
      const all = homes.flatMap(({ facts }) => lettingsByLaw(facts, query.asOf));
      const let1 = all.filter(({ kind, M }) => kind === 're-letting' && within(M, query));
      for (const [name, chosen] of [
        ['all', let1],
        ['standard', let1.filter(({ major, outOfService }) => !major && outOfService === 0)],
      ] as const) {
        const figures = lettingFigures(portfolio, query)[name];
        const gross = chosen.map(({ V, M }) => daysBetween(V, M as CivilDate));
        const offers = chosen.flatMap((letting) => letting.offers);
        const outcome = (which: string) => offers.filter((offer) => offer.outcome === which).length;
        expect({
          n: figures.lettings,
          gross: figures.gross.sum,
          net: figures.net.sum,
          core: figures.core.sum,
          lead: figures.leadTime.sum,
          offerLead: figures.offerLead.sum,
          p90: figures.gross.p90 && (figures.gross.p90.num * 100) / figures.gross.p90.den,
          median: figures.gross.median && (figures.gross.median.num * 100) / figures.gross.median.den,
          offers: figures.offers.offers,
          accepted: figures.offers.accepted,
          declined: figures.offers.declined,
          expired: figures.offers.expired,
          withdrawn: figures.offers.withdrawn,
        }).toEqual({
          n: chosen.length,
          gross: sum(gross),
          net: sum(gross) - sum(chosen.map(({ outOfService }) => outOfService)),
          core: sum(chosen.map(({ coreFrom, M }) => daysBetween(coreFrom, M as CivilDate))),
          lead: sum(chosen.map(({ V, notice }) => (notice ? daysBetween(notice, V) : 0))),
          offerLead: sum(chosen.map(firstOfferLead)),
          p90: percentileByLaw(gross, 90),
          median: percentileByLaw(gross, 50),
          offers: offers.length,
          accepted: outcome('accepted'),
          declined: outcome('declined'),
          expired: outcome('expired'),
          withdrawn: outcome('withdrawn'),
        });
      }
    }));

  test('agrees on the offers resolved in a period', () =>
    forAnyQuestion(({ homes, query }) => {
      const figures = offerFigures(prepare(homes.flatMap(({ unitId, live }) => foldHistory(unitId, live) ?? [])), query);
      const resolved = homes.flatMap(({ facts }) => offersByLaw(facts)).filter((offer) => within(offer.resolved, query));
      const { accepted, declined, expired, withdrawn, ended } = figures;
      const counted = Map.groupBy(resolved, ({ outcome }) => outcome);
      const count = (outcome: (typeof resolved)[number]['outcome']) => counted.get(outcome)?.length ?? 0;
      expect([accepted, declined, expired, withdrawn, ended]).toEqual(
        (['accepted', 'declined', 'expired', 'withdrawn', 'ended'] as const).map(count),
      );
      expect(figures.refusalRate?.num === 0 || figures.refusalRate === null).toBe(count('declined') === 0);
    }));

  test('agrees on the guarantee clock that runs for each citizen', () =>
    forAnyQuestion(({ homes, citizens, query }) => {
      const offers = homes.flatMap(({ facts, unitId }) =>
        offersByLaw(facts).map((offer) => ({ ...offer, meets: unitId !== 'eksempel.2' })),
      );
      const made = offersByCitizen(homes.flatMap(({ unitId, live }) => foldHistory(unitId, live) ?? []));
      for (const [citizen, { facts, live }] of citizens) {
        const clock = guaranteeClocks(live, made.get(citizen) ?? [], () => policy, query.asOf).clocks.findLast(
          ({ stoppedOn }) => !stoppedOn,
        );
        const own = offers.filter((offer) => offer.citizen === citizen);
        const { start, deadline, metOn, breachDays } = clock ?? {};
        expect(clock && { start, deadline, metOn, breachDays }).toEqual(clockByLaw(facts, own, policy, query.asOf));
      }
    }));

  test('agrees on turnover and delay', () =>
    forAnyQuestion(({ homes, query }) => {
      for (const { unitId, facts, live } of homes) {
        const history = foldHistory(unitId, live);
        if (!history) continue;
        const portfolio = prepare([history]);
        const lettings = lettingsByLaw(facts, query.asOf);
        const vacated = lettings.filter(
          ({ V }) => facts.some(({ type, effective }) => type === 'Vacated' && effective === V) && within(V, query),
        );
        expect(turnover(portfolio, query).vacated).toBe(vacated.length);
        const whole = { ...query, from: '2024-01-01', to: query.asOf };
        const days = dayByDay(facts, whole.from, whole.to);
        for (const share of vacancyFigures(portfolio, whole).episodes) {
          const V = share.episodeId.slice(unitId.length + 1);
          if (lettings.filter((letting) => letting.V === V).length > 1) continue;
          const counted = Map.groupBy(
            days.filter(({ vacancy }) => vacancy === V),
            ({ is }) => is,
          );
          const delay = Object.fromEntries(Object.entries(share.delayDays).filter(([, count]) => count > 0));
          expect(delay).toEqual(delayByLaw(new Map([...counted].map(([phase, { length }]) => [phase, length])), policy));
        }
      }
    }));
});

const firstOfferLead = ({ V, offers }: LettingByLaw) =>
  offers.length ? Math.min(...offers.map(({ made }) => dayNumber(made))) - dayNumber(V) : 0;
