import type { Fact, UnitCommandName } from '@relet/domain';
import type { Correction, Difference } from './comparison.js';
import { correctionOf } from './growth.js';
import type { ToldRow } from './homes.js';
import type { LookedAt } from './looked.js';

/** What a row says of its home itself, and the registration of the home says, too. */
export const DESCRIBING = ['kind', 'building', 'address'] as const;

/** What is known of how a home is described. */
export interface Described {
  registration: Fact<'UnitRegistered'>;
  /** True when no row has said the building yet: an import filled it in. */
  isUnplaced: boolean;
  isImported: boolean;
  seen: number;
}

/** What a cell would make of the registration. */
export const asRegistered = (fact: Fact, column: Correction['column'], content: Correction['content']): Correction => ({
  ...{ fact, of: 'RegisterUnit' satisfies UnitCommandName, column },
  ...(content && { content }),
});

/**
 * Compares what the rows say of their home with its registration. What the registration lacks has grown; what it has otherwise was changed. Both are told by the
 * first row that says it, and what is to be corrected is one correction. Rows that say two addresses are told, and correct nothing.
 */
export function describing(looked: LookedAt[], known: Described, isCorrected: boolean): LookedAt[] {
  const { registration } = known;
  const found = DESCRIBING.flatMap((column) => {
    const says = looked.filter((each) => isWell(each) && isSaid(each.read, column));
    const first = says.find(({ read }) => read.row[column] !== registration.payload[column]);
    if (!first) return [];
    const sheet = first.read.row[column] as string;
    const isOne = says.every(({ read }) => read.row[column] === sheet);
    const isLacking = known.isImported && (column === 'building' ? known.isUnplaced : isOne && registration.payload[column] === undefined);
    return [{ column, row: first, sheet, isLacking, isOne }];
  });
  const taken = found.filter(({ isLacking, isOne }) => isLacking || (isCorrected && isOne));
  const content = Object.fromEntries(taken.map(({ column, sheet }) => [column, sheet]));
  const [first] = taken;
  return looked.map((each) => {
    const told = found.filter(({ row, isLacking, isOne }) => row === each && !isLacking && !(isCorrected && isOne));
    const differences = told.map(({ column, sheet, isOne }): Difference => ({
      ...{ column, code: 'ROW_CHANGED', log: registration.payload[column], sheet },
      mend: isOne ? [asRegistered(registration, column, { [column]: sheet })] : [],
    }));
    const one = { ...each, differences: [...each.differences, ...differences] };
    if (!first || each !== first.row) return one;
    const step = correctionOf(asRegistered(registration, first.column, content), known.seen);
    return {
      ...{ ...one, steps: [step, ...each.steps] },
      isGrown: each.isGrown || (!each.isNew && taken.some(({ isLacking }) => isLacking)),
      isCorrected: each.isCorrected || taken.some(({ isLacking }) => !isLacking),
    };
  });
}

const isWell = ({ read, faults }: LookedAt) => !read.faults.length && !faults.length;

/** What one row says otherwise than the registration of its home. */
export const describedOtherwise = (read: ToldRow, registration: Fact<'UnitRegistered'>): Difference[] =>
  DESCRIBING.flatMap((column) => {
    const [log, sheet] = [registration.payload[column], read.row[column]];
    if (!isSaid(read, column) || sheet === log) return [];
    const mend = [asRegistered(registration, column, { [column]: sheet })];
    return [{ column, code: 'ROW_CHANGED' as const, log, sheet, mend }];
  });

/** An address that was made of what stands in place of an id is no cell of its own. */
const isSaid = ({ row, written }: ToldRow, column: (typeof DESCRIBING)[number]) =>
  row[column] !== undefined && !(column === 'address' && written !== undefined && row.address === written);
