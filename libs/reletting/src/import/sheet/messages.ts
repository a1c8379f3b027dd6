import type { Row } from './cell.ts';
import type { Known } from './headers.ts';
import type { Unreadable } from './refused.ts';

/** What a reader is started with. */
export interface ToWorker {
  bytes: Uint8Array;
  /** Headers that are known: by them the delimiter and the sheet are found. */
  known: Known;
  /** Name of a workbook's sheet. */
  sheet: string | undefined;
  /** How many batches have been taken. */
  taken: Int32Array<SharedArrayBuffer>;
}

/** What a reader tells, in this order: that it runs, the sheet that it took, rows, the end; or why it cannot read. */
export type FromWorker =
  | { begun: true }
  | { chosen: { taken: string; others: string[]; hidden: number[] } }
  | { rows: Row[] }
  | { end: true }
  | { refused: Unreadable; about: Record<string, string | number> };
