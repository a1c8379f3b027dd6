import {
  groupPortfolio,
  guaranteeFigures,
  lettingFigures,
  offerFigures,
  turnover,
  vacancyFigures,
  type FigureQuery,
  type Fraction,
  type Group,
  type Grouping,
  type GuaranteeHistory,
  type Portfolio,
} from '@relet/domain';
import type { Exact } from './days.answers.js';
import type { Source } from './sources.js';
import type { GroupFigures } from './vacancy.answers.js';

/** What figures are asked of: the homes, and the municipalities whose citizens are counted, also those without a home. */
export interface Asked {
  portfolio: Portfolio;
  municipalities: ReadonlySet<string>;
  query: FigureQuery;
}

/** The figures in groups, or as one group `all`. */
export function figuresOf(
  { guarantee }: Pick<Source, 'guarantee'>,
  { portfolio, municipalities, query }: Asked,
  groupBy: Grouping | undefined,
  explain: boolean,
): GroupFigures[] {
  const citizens = [...guarantee].filter(([, { municipality }]) => municipalities.has(municipality));
  const among = (group: Group): Map<string, GuaranteeHistory> => {
    const own = groupBy === 'municipality' ? citizens.filter(([, { municipality }]) => municipality === group.key) : citizens;
    return new Map(own.map(([citizen, { history }]) => [citizen, history]));
  };
  const counted = groupBy === undefined || groupBy === 'municipality' || groupBy === 'month';
  const show = <T extends object>(figures: T) => shown(figures, explain) as Shown<T>;
  const groups = groupBy ? groupPortfolio(portfolio, query, groupBy) : [{ key: 'all', portfolio, query }];
  const waiting = groupBy === 'municipality' ? new Set(citizens.map(([, { municipality }]) => municipality)) : [];
  return withoutHomes(groups, waiting, query).map((group) => ({
    key: group.key,
    ...(group.municipality !== undefined && { municipality: group.municipality }),
    vacancy: show(vacancyFigures(group.portfolio, group.query)),
    lettings: show(lettingFigures(group.portfolio, group.query)),
    offers: show(offerFigures(group.portfolio, group.query)),
    turnover: show(turnover(group.portfolio, group.query)),
    guarantee: counted ? show(guaranteeFigures(among(group), group.query)) : null,
  }));
}

/** Municipalities whose citizens wait are groups, too, when they have no home. */
function withoutHomes(groups: readonly Group[], municipalities: Iterable<string>, query: FigureQuery): Group[] {
  const there = new Set(groups.map(({ key }) => key));
  const others = [...municipalities].filter((key) => !there.has(key)).map((key): Group => ({ key, portfolio: [], query }));
  return others.length ? [...groups, ...others].sort((a, b) => (a.key < b.key ? -1 : 1)) : [...groups];
}

/** Figures as they are answered: fractions with their value, and what explains a figure only where it was asked for. */
type Shown<T> = T extends Fraction
  ? Exact
  : T extends readonly (infer Item)[]
    ? Shown<Item>[]
    : T extends object
      ? { [K in keyof T as K extends Explanation ? never : K]: Shown<T[K]> } & {
          [K in keyof T as K extends Explanation ? K : never]?: Shown<T[K]>;
        }
      : T;
type Explanation = 'explained' | 'episodes' | 'homes';

const EXPLANATIONS: ReadonlySet<string> = new Set<Explanation>(['explained', 'episodes', 'homes']);

/** Fractions as `{ exact: "1/5", value: 0.2 }`; what explains a figure only where it was asked for. */
function shown(value: unknown, explain: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => shown(item, explain));
  if (typeof value !== 'object' || value === null) return value;
  if ('num' in value && 'den' in value) return exact(value as Fraction);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (!explain && EXPLANATIONS.has(key) ? [] : [[key, shown(inner, explain)]])),
  );
}

function exact({ num, den }: Fraction): Exact {
  return { exact: den === 1 ? String(num) : `${num}/${den}`, value: Math.round((num / den) * 1e6) / 1e6 };
}
