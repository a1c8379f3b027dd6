import { isPeriod, partsOf, periodsOf, type FigureQuery, type Group, type Grouping, type Portfolio } from '@relet/domain';
import { Malformed } from '@relet/platform';

/** Groups in one answer: each one has every figure, and more of them are rows for a file of their own. */
const MOST = 20_000;

/** The groupings of a question. Throws Malformed for two of which one says nothing beside the other. */
export function groupingsOf(groupBy: string | undefined): Grouping[] {
  const groupings = (groupBy?.split(',') ?? []) as Grouping[];
  if (new Set(groupings).size < groupings.length) throw new Malformed([{ pointer: '/groupBy', fault: 'GROUPINGS_ALIKE' }]);
  if (groupings.filter(isPeriod).length > 1) throw new Malformed([{ pointer: '/groupBy', fault: 'GROUPINGS_OF_CALENDAR' }]);
  return groupings;
}

/** The groups of a portfolio, one for each pair of keys where it is grouped by two; municipalities whose citizens wait without a home are among them. */
export function groupsOf(portfolio: Portfolio, query: FigureQuery, by: readonly Grouping[], waiting: ReadonlySet<string>): Group[] {
  let groups: Group[] = [{ keys: [], portfolio, query }];
  for (const grouping of by) {
    const parts = isPeriod(grouping) ? periodsOf(query, grouping).length : 1;
    mustNotBeMore(groups.length * parts);
    groups = groups.flatMap((group) => {
      const split = partsOf(group, grouping);
      return grouping === 'municipality' && hasWaitingLists(by) ? withoutHomes(split, waiting, group) : split;
    });
    mustNotBeMore(groups.length);
  }
  return groups;
}

function mustNotBeMore(groups: number): void {
  if (groups > MOST) throw new Malformed([{ pointer: '/groupBy', fault: 'TOO_MANY_GROUPS', values: { most: MOST } }]);
}

/** Citizens wait for a home of a municipality, and not for one building, kind or home. */
export const hasWaitingLists = (by: readonly Grouping[]) => by.every((each) => each === 'municipality' || isPeriod(each));

/** Municipalities whose citizens wait are groups, too, when they have no home. */
function withoutHomes(groups: readonly Group[], municipalities: ReadonlySet<string>, { keys, query }: Group): Group[] {
  const there = new Set(groups.map((group) => group.keys.at(-1)));
  const others = [...municipalities].filter((key) => !there.has(key)).map((key): Group => ({ keys: [...keys, key], portfolio: [], query }));
  return others.length ? [...groups, ...others].sort((a, b) => ((a.keys.at(-1) ?? '') < (b.keys.at(-1) ?? '') ? -1 : 1)) : [...groups];
}

/** The group of another period for each group: by its homes and, where they are split by the calendar, by the place of its part. Throws Malformed. */
export function besides(groups: readonly Group[], others: readonly Group[], by: readonly Grouping[], queries: [FigureQuery, FigureQuery]) {
  const at = by.findIndex(isPeriod);
  const period = by[at];
  const [places, otherPlaces] = queries.map((query) =>
    period !== undefined && isPeriod(period) ? periodsOf(query, period).map(({ key }) => key) : [],
  ) as [string[], string[]];
  if (places.length !== otherPlaces.length) throw new Malformed([{ pointer: '/againstTo', fault: 'PERIODS_NOT_ALIKE' }]);
  const nameOf = ({ keys, municipality = '' }: Group, of: readonly string[]) =>
    JSON.stringify([municipality, ...keys.map((key, n) => (n === at ? of.indexOf(key) : key))]);
  const found = new Map(others.map((group) => [nameOf(group, otherPlaces), group]));
  return groups.map((group) => found.get(nameOf(group, places)) as Group);
}
