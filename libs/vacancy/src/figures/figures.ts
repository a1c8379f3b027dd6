import type { FigureQuery, Group, Grouping, GuaranteeHistory, Portfolio } from '@relet/domain';
import type { Source } from '../sources.js';
import { count, type Counted } from './counted.js';
import { difference } from './difference.js';
import { shown, type Shown } from './exact.js';
import { besides, groupsOf, hasWaitingLists } from './grouped.js';
import { sorted, type Sort } from './sorting.js';
import type { Compared, GroupFigures, Figures } from './vacancy.answers.js';

/** What figures are asked of: the homes, and the municipalities whose citizens are counted, also those without a home. */
export interface FiguresAsked {
  portfolio: Portfolio;
  municipalities: ReadonlySet<string>;
  query: FigureQuery;
}

/** How they are asked. */
export interface Manner {
  by: readonly Grouping[];
  explain: boolean;
  olderThan: number | undefined;
  /** Another period beside. */
  against: FigureQuery | undefined;
  sort: Sort | undefined;
}

/** The figures in groups, or as one group `all`; beside groups the whole, which is more than their sum. */
export function figuresOf(
  source: Pick<Source, 'guarantee'>,
  asked: FiguresAsked,
  manner: Manner,
): { groups: GroupFigures[]; total?: GroupFigures } {
  const groups = grouped(source, asked, manner);
  if (!manner.by.length) return { groups };
  const [total] = grouped(source, asked, { ...manner, by: [] });
  return { groups, ...(total && { total }) };
}

function grouped(
  { guarantee }: Pick<Source, 'guarantee'>,
  { portfolio, municipalities, query }: FiguresAsked,
  manner: Manner,
): GroupFigures[] {
  const { by, explain, olderThan, against, sort } = manner;
  const citizens = [...guarantee].filter(([, { municipality }]) => municipalities.has(municipality));
  const waiting = new Set(citizens.map(([, { municipality }]) => municipality));
  const of = (group: Group) => count(group, hasWaitingLists(by) ? among(citizens, group, by) : null, olderThan);
  const groups = groupsOf(portfolio, query, by, waiting);
  const others = against && besides(groups, groupsOf(portfolio, against, by, waiting), by, [query, against]);
  const counted = groups.map((group, n) => ({ group, figures: of(group), other: others?.[n] }));
  return sorted(counted, sort).map(({ group, figures, other }) => ({
    ...named(group),
    ...show(figures, explain),
    ...(other && compared(figures, other, of(other), explain)),
  }));
}

const named = ({ keys, municipality }: Group) => ({
  key: keys.length ? keys.join(', ') : 'all',
  ...(keys.length > 1 && { keys: [...keys] }),
  ...(municipality !== undefined && { municipality }),
});

const show = (figures: Counted, explain: boolean): Figures => shown(figures, explain) as Shown<Counted>;

function compared(figures: Counted, { keys }: Group, other: Counted, explain: boolean): Compared {
  return {
    against: { key: keys.length ? keys.join(', ') : 'all', ...show(other, explain) },
    difference: difference(figures, other) as Figures,
  };
}

type Waiting = [citizen: string, { municipality: string; history: GuaranteeHistory }];

/** The citizens who wait for a home of the group. */
function among(citizens: readonly Waiting[], { keys }: Group, by: readonly Grouping[]): Map<string, GuaranteeHistory> {
  const at = by.indexOf('municipality');
  const own = at < 0 ? citizens : citizens.filter(([, { municipality }]) => municipality === keys[at]);
  return new Map(own.map(([citizen, { history }]) => [citizen, history]));
}
