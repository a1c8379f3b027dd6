import { plusDays } from '../calendar/index.js';
import { DEFAULT_POLICY } from '../policy/policy.js';
import { inventedFacts } from './invented.spec-support.js';
import { foldHistory } from './fold.js';
import { longerThan } from './longer.js';
import { prepare, type FigureQuery } from './portfolio.js';
import { unitDayRows } from './rows/index.js';

const START = '2024-05-20';
const query = (to: string): FigureQuery => ({ from: START, to, asOf: plusDays(START, 400), policyOn: () => DEFAULT_POLICY });

test('long are the vacancies that have more empty days than so many by the end of the period, counted one by one', () => {
  const compared = new Set<number>();
  for (let seed = 1; seed <= 60; seed++) {
    const history = foldHistory('eksempel.9', inventedFacts(seed, START));
    const portfolio = prepare(history ? [history] : []);
    for (const to of [plusDays(START, 40), plusDays(START, 120)]) {
      const empty = [...unitDayRows(portfolio, query(to))].filter(({ emptyDays }) => emptyDays > 0);
      const counts = [...Map.groupBy(empty, ({ vacancy }) => vacancy)].map(([id, days]) => [id, days.length] as const);
      for (const days of [0, 7, 30]) {
        const kept = longerThan(portfolio, query(to), days).flatMap(({ episodes }) => episodes);
        const expected = counts.filter(([, count]) => count > days).map(([id]) => id);
        expect(kept.map(({ episode }) => episode.id)).toEqual(expected);
        compared.add(kept.length);
      }
    }
  }
  expect([...compared].sort()).toEqual([0, 1, 2, 3]);
});

test('offers made for a short vacancy are left out with it', () => {
  const history = foldHistory('eksempel.9', inventedFacts(7, START));
  const portfolio = prepare(history ? [history] : []);
  const all = portfolio.flatMap(({ resolved }) => resolved);
  const long = longerThan(portfolio, query(plusDays(START, 200)), 20);
  const ids = long.flatMap(({ episodes }) => episodes.map(({ episode }) => episode.id));
  expect(long.flatMap(({ resolved }) => resolved)).toEqual(all.filter(({ offer }) => ids.includes(offer.episode ?? '')));
});
