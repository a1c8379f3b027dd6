import type { operations } from '../../../made/api';
import { useClock } from '../../state/me';
import { useAddress } from '../../state/address';
import { useTimes, type Times } from '../../state/times';
import { AGAINST, against, periodOf, type Against, type Period } from './periods';

export type FiguresAsked = NonNullable<operations['vacancy']['parameters']['query']>;
export const GROUPINGS = ['municipality', 'building', 'kind', 'unit', 'week', 'month', 'quarter', 'year'] as const;
export type Grouping = (typeof GROUPINGS)[number];
const CALENDAR: ReadonlySet<string> = new Set(['week', 'month', 'quarter', 'year']);

/** What homes a question is about. */
export interface Filter {
  municipality?: string;
  building?: string;
  kind?: NonNullable<FiguresAsked['kind']>;
}

/** What the page asks, as its address says it. */
export interface Question {
  period: Period;
  /** Which period it is seen against, if any. */
  how: Against | undefined;
  other: Period | undefined;
  by: readonly Grouping[];
  filter: Filter;
  sort: string;
  times: Times;
  change(next: Readonly<Record<string, string>>): void;
}

export function useQuestion(): Question {
  const { today } = useClock();
  const { times } = useTimes();
  const [params, change] = useAddress();
  const said = (name: string) => params.get(name) ?? '';
  const period = { ...periodOf('last12', times.asOf ?? today), ...part('from', said('fra')), ...part('to', said('til')) };
  const how = AGAINST.find((each) => each === said('mod'));
  return {
    ...{ period, how, other: how && against(period, how), by: groupingsOf(said('efter') || 'building', said('og')) },
    filter: {
      ...part('municipality', said('kommune')),
      ...part('building', said('bygning')),
      ...(said('type') && { kind: said('type') as NonNullable<FiguresAsked['kind']> }),
    },
    ...{ sort: said('sorter') || '-emptyDays', times, change },
  };
}

const part = <K extends string>(name: K, value: string) => (value ? { [name]: value } : {}) as { [P in K]?: string };

/** One grouping, or two of which at most one is a part of the calendar. */
export function groupingsOf(first: string, second: string): Grouping[] {
  const known = [first, second].flatMap((name) => GROUPINGS.find((each) => each === name) ?? []);
  const [one, two] = known;
  return one === undefined || two === undefined || one === two || (CALENDAR.has(one) && CALENDAR.has(two)) ? known.slice(0, 1) : known;
}

/** The second groupings that say something beside the first. */
export const besides = (first: Grouping) => GROUPINGS.filter((each) => each !== first && !(CALENDAR.has(first) && CALENDAR.has(each)));

/** The question as the API is asked it. */
export function askedOf({ period, other, by, filter, sort, times }: Question): FiguresAsked {
  return {
    ...period,
    ...times,
    ...filter,
    groupBy: by.join(','),
    sort: sort as NonNullable<FiguresAsked['sort']>,
    ...(other && { againstFrom: other.from, againstTo: other.to }),
  };
}
