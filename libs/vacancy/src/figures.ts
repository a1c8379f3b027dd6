import {
  groupPortfolio,
  guaranteeFigures,
  lettingFigures,
  offerFigures,
  turnover,
  vacancyFigures,
  type FigureQuery,
  type Fraction,
  type Grouping,
  type GuaranteeHistory,
  type Portfolio,
} from '@relet/domain';
import type { Exact } from './days.answers.js';
import type { Source } from './sources.js';
import type { GroupFigures } from './vacancy.answers.js';

/** The figures of a portfolio, in groups or as one group `all`. */
export function figuresOf(
  source: Source,
  portfolio: Portfolio,
  query: FigureQuery,
  groupBy: Grouping | undefined,
  explain: boolean,
): GroupFigures[] {
  const groups = groupBy ? groupPortfolio(portfolio, query, groupBy) : [{ key: 'all', portfolio, query }];
  return groups.map((group) => {
    const municipalities = new Set(group.portfolio.map(({ history }) => history.municipality));
    const counted = groupBy === undefined || groupBy === 'municipality' || groupBy === 'month';
    const show = <T extends object>(figures: T) => shown(figures, explain) as Shown<T>;
    return {
      key: group.key,
      ...('municipality' in group && group.municipality !== undefined && { municipality: group.municipality }),
      vacancy: show(vacancyFigures(group.portfolio, group.query)),
      lettings: show(lettingFigures(group.portfolio, group.query)),
      offers: show(offerFigures(group.portfolio, group.query)),
      turnover: show(turnover(group.portfolio, group.query)),
      guarantee: counted ? show(guaranteeFigures(citizensOf(source, municipalities), group.query)) : null,
    };
  });
}

function citizensOf({ guarantee }: Source, municipalities: ReadonlySet<string>): Map<string, GuaranteeHistory> {
  return new Map(
    [...guarantee].filter(([, { municipality }]) => municipalities.has(municipality)).map(([citizen, { history }]) => [citizen, history]),
  );
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
