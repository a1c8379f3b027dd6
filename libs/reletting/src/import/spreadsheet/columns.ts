import { WORDS, type ColumnName } from '@relet/words';

/** The columns of a re-letting row, and what each holds: one row is one re-letting, from the notice to the move-in. */
export const COLUMNS = {
  unit: 'unit',
  building: 'label',
  municipality: 'municipality',
  kind: 'word',
  address: 'label',
  rent: 'kroner',
  notice: 'date',
  liableUntil: 'date',
  vacated: 'date',
  reason: 'word',
  keys: 'date',
  inspection: 'date',
  works: 'word',
  ordered: 'date',
  ready: 'date',
  offered: 'date',
  respondBy: 'date',
  accepted: 'date',
  contract: 'date',
  rentFrom: 'date',
  movedIn: 'date',
} as const satisfies Record<ColumnName, string>;

export type Column = ColumnName;
export const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];
/** A column's header in Danish, as the files are written. */
export const headerOf = (column: Column): string => WORDS.da.importing.columns[column];

/** Columns that every file must have. */
export const REQUIRED: readonly Column[] = ['unit', 'vacated'];

/** Columns of a set-aside file that say why its rows are there; they are passed over when it comes in again. */
export const REMARKS = ['Linje', 'Fejl'] as const;

const BY_HEADER = new Map(COLUMN_NAMES.flatMap((name) => [name, headerOf(name)].map((header) => [plain(header), name] as const)));
const REMARK_HEADERS: ReadonlySet<string> = new Set(REMARKS.map(plain));

/** Where each column stands in a file, and headers that mean nothing here. */
export interface Layout {
  at: ReadonlyMap<Column, number>;
  unused: string[];
  missing: Column[];
  twice: Column[];
}

/** Header texts as written by people: case, spaces, dashes and the way of writing æ, ø, å do not matter. */
export function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .replace(/[\s_.\-/]+/g, '');
}

/** Finds the columns by their Danish or English headers, and by a mapping of other headers. */
export function layoutOf(headers: readonly string[], mapping: Readonly<Record<string, Column>> = {}): Layout {
  const mapped = new Map(Object.entries(mapping).map(([header, column]) => [plain(header), column]));
  const at = new Map<Column, number>();
  const [unused, twice]: [string[], Column[]] = [[], []];
  headers.forEach((header, index) => {
    const column = mapped.get(plain(header)) ?? BY_HEADER.get(plain(header));
    if (!column) {
      if (header.trim() && !REMARK_HEADERS.has(plain(header))) unused.push(header.trim());
    } else if (at.has(column)) twice.push(column);
    else at.set(column, index);
  });
  return { at, unused, missing: REQUIRED.filter((column) => !at.has(column)), twice };
}
