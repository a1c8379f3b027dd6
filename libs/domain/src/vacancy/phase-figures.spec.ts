import { liveFacts } from '../live-facts.js';
import { DEFAULT_POLICY } from '../policy/policy.js';
import { given, HOME, inspected, keys, movedIn, registered, vacated } from '../testing/story.js';
import { foldHistory } from './fold.js';
import type { UnitHistory } from './history.js';
import { phaseFigures } from './phase-figures.js';
import { prepare } from './portfolio.js';

const letting = (from: string, cleared: string, seen: string, to: string) =>
  [vacated(from, { reason: 'transfer' }), keys(cleared), inspected(seen), movedIn(to, { direct: true })] as const;
const told = given(
  registered('2015-01-01'),
  ...letting('2026-01-01', '2026-01-11', '2026-01-13', '2026-01-20'),
  ...letting('2026-03-01', '2026-03-01', '2026-03-05', '2026-03-06'),
  ...letting('2026-05-01', '2026-05-05', '2026-05-05', '2026-05-20'),
);
const portfolio = prepare([foldHistory(HOME, liveFacts(told.town.home(HOME))) as UnitHistory]);
const of = (from: string, to: string) => phaseFigures(portfolio, { from, to, asOf: '2026-12-31', policyOn: () => DEFAULT_POLICY });

test('each re-letting of the period counts in each phase, with 0 days where it had none', () => {
  const { lettings, phases } = of('2026-01-01', '2026-05-31');
  expect([lettings, phases.clearing]).toEqual([
    3,
    { n: 3, withDays: 2, mean: { num: 14, den: 3 }, p25: { num: 2, den: 1 }, median: { num: 4, den: 1 }, p75: { num: 7, den: 1 } },
  ]);
  expect(phases.works).toMatchObject({ n: 3, withDays: 0, median: { num: 0, den: 1 } });
});

test('the means of the phases add up to the mean of the whole', () => {
  const { net, phases } = of('2026-01-01', '2026-05-31');
  expect(net.mean).toEqual({ num: 43, den: 3 });
  const thirds = Object.values(phases).reduce((sum, { mean }) => sum + ((mean?.num ?? 0) * 3) / (mean?.den ?? 1), 0);
  expect(thirds).toBe(43);
});

test('a letting belongs to the period in which somebody moved in, and a period without one has nothing to count', () => {
  expect(of('2026-03-06', '2026-03-06').phases.inspection).toMatchObject({ n: 1, median: { num: 4, den: 1 } });
  expect(of('2026-03-07', '2026-05-19')).toMatchObject({ lettings: 0, net: { n: 0, withDays: 0, mean: null, median: null } });
});
