import { liveFacts } from '../live-facts.js';
import type { PolicyFields } from '../events.js';
import { DEFAULT_POLICY } from '../policy/policy.js';
import {
  accepted,
  backInService,
  built,
  completed,
  declined,
  given,
  HOME,
  inspected,
  keys,
  movedIn,
  noticed,
  offered,
  ordered,
  outOfService,
  registered,
  rentSet,
  signed,
  vacated,
} from '../testing/story.js';
import { foldHistory } from './fold.js';
import { decimal } from './fraction.js';
import type { UnitHistory } from './history.js';
import { lettingFigures } from './letting-figures.js';
import { offerFigures } from './offer-figures.js';
import { partsOf } from './grouping.js';
import { prepare, type FigureQuery } from './portfolio.js';
import { turnover } from './turnover.js';
import { vacancyFigures } from './vacancy-figures.js';

const portfolioOf = (...told: Parameters<typeof given>) =>
  prepare([foldHistory(HOME, liveFacts(given(...told).town.home(HOME))) as UnitHistory]);
const query = (from: string, to: string, policy: PolicyFields = DEFAULT_POLICY, asOf = '2026-12-31'): FigureQuery => ({
  from,
  to,
  asOf,
  policyOn: () => policy,
});
const YEAR = query('2026-01-01', '2026-12-31');

const EMPTIED = [
  registered('2015-01-01'),
  noticed('2026-05-01', { liableUntil: '2026-05-31' }),
  vacated('2026-06-01'),
  keys('2026-06-01'),
] as const;
const READY = [...EMPTIED, inspected('2026-06-01')] as const;
const LET = [
  offered('2026-05-20', { respondBy: '2026-06-20' }),
  accepted('2026-06-10'),
  signed('2026-06-10', { rentFrom: '2026-06-16' }),
  movedIn('2026-06-16'),
] as const;

describe('letting figures', () => {
  test('take a re-letting as a whole when its move-in lies in the period', () => {
    const { all, standard } = lettingFigures(portfolioOf(...READY, ...LET), query('2026-06-16', '2026-06-16'));
    expect(all).toMatchObject({
      lettings: 1,
      gross: { n: 1, sum: 15 },
      leadTime: { sum: 31 },
      offerLead: { sum: -12 },
      offersPerLetting: { num: 1, den: 1 },
    });
    expect(all.phases).toMatchObject({ offer_pending: 9, move_in: 6 });
    expect(standard.lettings).toBe(1);
    expect(lettingFigures(portfolioOf(...READY, ...LET), query('2026-06-17', '2026-07-31')).all).toMatchObject({
      lettings: 0,
      gross: { n: 0, mean: null },
    });
  });

  test('count the core time from the completion of major works, and leave that letting out of the standard set', () => {
    const works = [inspected('2026-06-01', { works: 'major' }), ordered('2026-06-02'), completed('2026-06-12')] as const;
    const { all, standard } = lettingFigures(portfolioOf(...EMPTIED, ...works, ...LET), YEAR);
    expect([all.gross.sum, all.core.sum, standard.lettings]).toEqual([15, 4, 0]);
  });

  test('leave days out of service out of the net time, and that letting out of the standard set', () => {
    const { all, standard } = lettingFigures(
      portfolioOf(...READY, outOfService('2026-06-02'), backInService('2026-06-05'), offered('2026-06-05'), ...LET.slice(1)),
      YEAR,
    );
    expect([all.gross.sum, all.net.sum, all.outOfServiceDays, standard.lettings]).toEqual([15, 12, 3, 0]);
  });

  test('leave out the first letting of a new home', () =>
    expect(lettingFigures(portfolioOf(built('2026-06-01'), movedIn('2026-06-09', { direct: true })), YEAR).all.lettings).toBe(0));
});

describe('vacancy figures', () => {
  test('take owner, target and payer from the policy in force at V', () => {
    const local: PolicyFields = {
      ...DEFAULT_POLICY,
      tomgangPayer: 'administrator',
      owners: { ...DEFAULT_POLICY.owners, matching: 'administrator' },
      targetDays: { ...DEFAULT_POLICY.targetDays, matching: 5 },
    };
    const figures = vacancyFigures(portfolioOf(...READY), query('2026-06-01', '2026-06-30', local));
    expect(figures.owners).toMatchObject({ administrator: 30, municipality: 0 });
    expect(figures.delayDays.matching).toBe(25);
    expect(figures.tomgang).toMatchObject({
      days: 30,
      oere: 600000,
      payers: { administrator: { days: 30, oere: 600000 }, municipality: { days: 0, oere: 0 } },
    });
  });

  test('never count the respect window as delay, whatever the target', () => {
    const hurried: PolicyFields = { ...DEFAULT_POLICY, targetDays: { ...DEFAULT_POLICY.targetDays, clearing: 0 }, respectWindowDays: 14 };
    const clearing = (to: string) =>
      vacancyFigures(portfolioOf(...EMPTIED.slice(0, 3)), query('2026-06-01', to, hurried)).delayDays.clearing;
    expect([clearing('2026-06-14'), clearing('2026-06-16')]).toEqual([0, 2]);
  });

  test('count no day after the report date and none before the home was there', () => {
    const home = portfolioOf(built('2026-06-01'));
    const figures = (from: string, to: string, asOf: string) => {
      const { emptyUnitDays, availableUnitDays } = vacancyFigures(home, query(from, to, DEFAULT_POLICY, asOf));
      return [emptyUnitDays, availableUnitDays];
    };
    expect(figures('2026-05-01', '2026-06-30', '2026-06-10')).toEqual([10, 10]);
    expect(figures('2026-05-01', '2026-05-31', '2026-06-10')).toEqual([0, 0]);
    expect(figures('2026-07-01', '2026-07-31', '2026-06-10')).toEqual([0, 0]);
  });

  test('round the rent once a month, also when the rent changes within the month', () => {
    const home = portfolioOf(...READY, rentSet('2026-06-16', { rentOere: 600001 }));
    expect(vacancyFigures(home, query('2026-06-01', '2026-06-30')).tomgang.oere).toBe(600001);
    const months = partsOf({ keys: [], portfolio: home, query: query('2026-06-01', '2026-07-31') }, 'month');
    expect(months.map(({ keys: [key], portfolio, query: asked }) => [key, vacancyFigures(portfolio, asked).tomgang.oere])).toEqual([
      ['2026-06', 600001],
      ['2026-07', 600001],
    ]);
  });

  test('leave days out of service out of empty and available days', () => {
    const home = portfolioOf(...READY, outOfService('2026-06-11'), backInService('2026-06-21'));
    expect(vacancyFigures(home, query('2026-06-01', '2026-06-30'))).toMatchObject({
      emptyUnitDays: 20,
      availableUnitDays: 20,
      outOfServiceDays: 10,
      vacancyRate: { num: 1, den: 1 },
    });
  });
});

test('offer figures take offers by the day they were resolved', () => {
  const home = portfolioOf(...READY, offered('2026-06-02'), declined('2026-06-05'));
  expect(offerFigures(home, query('2026-06-05', '2026-06-05'))).toMatchObject({
    declined: 1,
    refusalRate: { num: 1, den: 1 },
    noReplyRate: { num: 0, den: 1 },
  });
  expect(offerFigures(home, query('2026-06-02', '2026-06-04'))).toMatchObject({ offers: 0, refusalRate: null });
});

test('turnover is the homes vacated in a year, divided by the homes available', () => {
  const { vacated: count, perYear } = turnover(portfolioOf(...READY), query('2026-06-01', '2026-06-30'));
  expect([count, perYear && decimal(perYear)]).toEqual([1, '12.17']);
});
