import { jest } from '@jest/globals';
import fc from 'fast-check';
import { plusDays } from '../../calendar/index.js';
import { asOf, liveFacts } from '../../live-facts.js';
import type { Fact, PolicyFields } from '../../events.js';
import { DEFAULT_POLICY } from '../../policy/policy.js';
import { walk } from '../../testing/walk.js';
import { foldHistory } from '../fold.js';
import type { UnitHistory } from '../history.js';
import { inventedFacts } from '../invented.spec-support.js';
import { lettingFigures } from '../letting-figures.js';
import { offerFigures } from '../offer-figures.js';
import { prepare, type FigureQuery, type Portfolio } from '../portfolio.js';
import { vacancyFigures } from '../vacancy-figures.js';
import { offerRows, phaseRows, unitDayRows, vacancyRows } from './index.js';

const runs = Number(process.env['RELET_HISTORIES'] ?? 200);
jest.setTimeout(30_000 + runs * 100);
const START = '2024-05-20';
const policy: PolicyFields = {
  ...DEFAULT_POLICY,
  targetDays: { ...DEFAULT_POLICY.targetDays, clearing: 16, inspection: 2, works: 4, matching: 3 },
};
const day = (max: number) => fc.integer({ min: 0, max });
const questions = fc.record({ seed: fc.integer({ min: 1, max: 2 ** 31 }), from: day(500), length: day(500), asOf: day(800) });

/** Homes of a random history as they stood at R, and a period. */
const forAnyHistory = (law: (portfolio: Portfolio, query: FigureQuery, knownNow: Portfolio) => void) =>
  fc.assert(
    fc.property(questions, ({ seed, from, length, asOf: R }) => {
      const { town, homes } = walk(seed);
      const query = { from: plusDays(START, from), to: plusDays(START, from + length), asOf: plusDays(START, R), policyOn: () => policy };
      const live: [string, readonly Fact[]][] = homes.map((unit) => [unit, liveFacts(town.home(unit))]);
      live.push(['eksempel.9', inventedFacts(seed, plusDays(START, 12))]);
      const folded = (by: (facts: readonly Fact[]) => readonly Fact[]) =>
        prepare(live.flatMap(([unit, facts]): UnitHistory | UnitHistory[] => foldHistory(unit, by(facts)) ?? []));
      const stood = folded((facts) => asOf(facts, query.asOf));
      const knownNow = folded((facts) => facts);
      law(stood, query, knownNow);
    }),
    { numRuns: runs, seed: 20260601 },
  );

const sum = <R extends object>(rows: readonly R[], field: keyof R) => rows.reduce((total, row) => total + Number(row[field] ?? 0), 0);
/** Sums by a code, of those that the figures name. */
const by = <R extends object>(rows: readonly R[], code: keyof R, field: keyof R, names: object) => {
  const found = Map.groupBy(rows, (row) => row[code]);
  return Object.fromEntries(Object.keys(names).map((name) => [name, sum(found.get(name as R[keyof R]) ?? [], field)]));
};

describe(`rows over ${runs} random histories sum to the figures of the same period`, () => {
  test('vacancies: days, phases, delay, tomgang and what leavers owe, to the øre', () =>
    forAnyHistory((portfolio, query) => {
      const rows = [...vacancyRows(portfolio, query)];
      const { emptyUnitDays, outOfServiceDays, phases, delayDays, tomgang, leaver } = vacancyFigures(portfolio, query);
      expect([sum(rows, 'emptyDays'), sum(rows, 'outOfServiceDays')]).toEqual([emptyUnitDays, outOfServiceDays]);
      const { clearing, inspection, ordering, works, move_in, offer_pending, reserved, matching, unrecorded } = phases;
      expect([sum(rows, 'clearingDays'), sum(rows, 'inspectionDays'), sum(rows, 'orderingDays')]).toEqual([clearing, inspection, ordering]);
      expect([sum(rows, 'worksDays'), sum(rows, 'moveInDays'), sum(rows, 'offerPendingDays')]).toEqual([works, move_in, offer_pending]);
      expect([sum(rows, 'reservedDays'), sum(rows, 'matchingDays'), sum(rows, 'unrecordedDays')]).toEqual([reserved, matching, unrecorded]);
      expect(sum(rows, 'delayDays')).toBe(Object.values(delayDays).reduce((total, days) => total + days, 0));
      expect([sum(rows, 'tomgangDays'), sum(rows, 'tomgangOere')]).toEqual([tomgang.days, tomgang.oere]);
      expect(by(rows, 'tomgangPayer', 'tomgangOere', tomgang.payers)).toEqual(
        Object.fromEntries(Object.entries(tomgang.payers).map(([payer, { oere }]) => [payer, oere])),
      );
      expect([sum(rows, 'leaverDays'), sum(rows, 'leaverOere')]).toEqual([leaver.days, leaver.oere]);
    }));

  test('vacancies: re-lettings are counted as the letting figures count them', () =>
    forAnyHistory((portfolio, query) => {
      const rows = [...vacancyRows(portfolio, query)].filter(({ reletting }) => reletting !== null);
      const { all, standard } = lettingFigures(portfolio, query);
      expect([rows.length, rows.filter(({ reletting }) => reletting === 'standard').length]).toEqual([all.lettings, standard.lettings]);
      expect([sum(rows, 'grossDays'), sum(rows, 'netDays'), sum(rows, 'coreDays')]).toEqual([all.gross.sum, all.net.sum, all.core.sum]);
      expect([sum(rows, 'leadDays'), sum(rows, 'offerLeadDays')]).toEqual([all.leadTime.sum, all.offerLead.sum]);
      expect(rows.filter(({ leadDays }) => leadDays !== null)).toHaveLength(all.leadTime.n);
      expect(sum(rows, 'offers')).toBe(all.offers.offers);
    }));

  test('phases: days by phase and by holder, and delay by phase', () =>
    forAnyHistory((portfolio, query) => {
      const rows = [...phaseRows(portfolio, query)];
      const { phases, owners, delayDays, outOfServiceDays } = vacancyFigures(portfolio, query);
      expect(by(rows, 'phase', 'days', phases)).toEqual(phases);
      expect(by(rows, 'owner', 'days', owners)).toEqual(owners);
      expect(by(rows, 'phase', 'delayDays', delayDays)).toEqual(delayDays);
      expect(by(rows, 'phase', 'days', { out_of_service: 0 })).toEqual({ out_of_service: outOfServiceDays });
    }));

  test('offers: those that are counted, by outcome', () =>
    forAnyHistory((portfolio, query) => {
      const counted = [...offerRows(portfolio, query)].filter((row) => row.counted);
      const { accepted, declined, expired, withdrawn, ended, offers } = offerFigures(portfolio, query);
      const found = Object.entries({ accepted, declined, expired, withdrawn, ended, pending: 0 });
      for (const [outcome, count] of found) expect(counted.filter((row) => row.outcome === outcome)).toHaveLength(count);
      expect(counted).toHaveLength(offers);
    }));

  test('homes and days: available, empty and out of service, phases, holders, delay, and who pays', () =>
    forAnyHistory((portfolio, query) => {
      const rows = [...unitDayRows(portfolio, query)];
      const figures = vacancyFigures(portfolio, query);
      expect([sum(rows, 'availableDays'), sum(rows, 'emptyDays')]).toEqual([figures.availableUnitDays, figures.emptyUnitDays]);
      expect([sum(rows, 'outOfServiceDays'), sum(rows, 'tomgangDays')]).toEqual([figures.outOfServiceDays, figures.tomgang.days]);
      expect(sum(rows, 'leaverDays')).toBe(figures.leaver.days);
      expect(by(rows, 'phase', 'emptyDays', figures.phases)).toEqual(figures.phases);
      expect(by(rows, 'owner', 'emptyDays', figures.owners)).toEqual(figures.owners);
      expect(by(rows, 'phase', 'delayDays', figures.delayDays)).toEqual(figures.delayDays);
      expect(new Set(rows.map(({ unit, day: on }) => `${unit} ${on}`)).size).toBe(rows.length);
    }));

  test('what has not ended by R is open in every row, also where a later end is known', () =>
    forAnyHistory((_, query, knownNow) => {
      const ends = [
        ...[...vacancyRows(knownNow, query)].map(({ ended }) => ended),
        ...[...phaseRows(knownNow, query)].map(({ phaseTo }) => phaseTo),
        ...[...offerRows(knownNow, query)].map(({ resolved }) => resolved),
      ];
      expect(ends.filter((end) => end !== null && end > query.asOf)).toEqual([]);
    }));
});
