import type { RefusalCode } from '@relet/domain';
import { fill, valueSaid, type RowFault, type Words } from '@relet/words';
import type { Hinted } from '../hinted.js';
import type { Column } from './columns.js';

/** What can be wrong with a cell, a row, or with rows beside each other, and the refusals of the domain. */
export type FaultCode = RowFault | RefusalCode;

/** A fault before its place in the file is known, and the language in which it is told. */
export interface CellFault {
  column: Column | undefined;
  code: FaultCode;
  reason: (words: Hinted) => string;
}

/** A fault by its code, with the line of the other row that it is about, if any. */
export function faultOf(column: Column | undefined, code: RowFault, beside?: number): CellFault {
  return { column, code, reason: (words) => faultSaid(words, code, beside) };
}

/** What is wrong, and what would help as whoever imports would name it. */
export const faultSaid = ({ importing, hint }: Hinted, code: RowFault, beside?: number): string =>
  seeing(fill(importing.faults[code], { ...hint }), importing, beside);

/** A sentence, and where the other row stands that it is about. */
export const seeing = (sentence: string, { seeLine }: Words['importing'], line: number | undefined): string =>
  line === undefined ? sentence : `${sentence} ${fill(seeLine, { line })}`;

/** The same fault with what stands in the cell, where it may be told. */
export const stands = (fault: CellFault, text: string | undefined): CellFault =>
  text === undefined ? fault : { ...fault, reason: (words) => `${fault.reason(words)} ${fill(words.importing.stood, { text })}` };

/** The value of a cell as people read it. */
export function cellSaid(column: Column, value: string, words: Words): string {
  if (column === 'rent') return words.kroner(Number(value));
  return column === 'building' || column === 'address' ? value : valueSaid(words, column, value, 'Vacated');
}

/** Two rows say different things of one home: what each of them says, and where the other one stands. */
export const contradicted = (column: Column, { sheet, other, line }: { sheet: string; other: string; line: number }): CellFault => ({
  ...{ column, code: 'HOME_CONTRADICTED' },
  reason: (words) => {
    const { faults, saidTwice } = words.importing;
    const said = fill(saidTwice, { here: cellSaid(column, sheet, words), there: cellSaid(column, other, words) });
    return seeing(`${faults.HOME_CONTRADICTED} ${said}`, words.importing, line);
  },
});
