import { civilDate, dayNumber } from '../../calendar/index.js';
import type { CivilDate, UnitKind } from '../../events.js';
import type { FigureQuery, Portfolio, PreparedUnit } from '../portfolio.js';

/** What every row says of its home. */
export interface RowOfHome {
  unit: string;
  municipality: string;
  building: string;
  kind: UnitKind;
}

export function homeOf({ history: { unitId, municipality, building, kind } }: PreparedUnit): RowOfHome {
  return { unit: unitId, municipality, building, kind };
}

/** The homes in the order of their ids: the same question gives the same rows in the same order. */
export const inRowOrder = (portfolio: Portfolio): PreparedUnit[] =>
  [...portfolio].sort((a, b) => (a.history.unitId < b.history.unitId ? -1 : 1));

/** The number of the first day after R, on which what has not ended by R is cut. */
export const afterR = ({ asOf }: Pick<FigureQuery, 'asOf'>) => dayNumber(asOf) + 1;

/** The last day of an interval; null where it had not ended by R, also when its end of later is known. */
export const lastDay = (to: number, after: number): CivilDate | null => (to >= after ? null : civilDate(to - 1));
