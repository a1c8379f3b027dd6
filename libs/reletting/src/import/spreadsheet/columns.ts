import { WORDS, type ColumnName } from '@relet/words';
import { plain } from '../sheet/headers.js';
import { tellable } from '../tellable.js';

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

/** Columns that every file of re-lettings must have. */
const REQUIRED: readonly Column[] = ['unit', 'vacated'];
/** What a list of homes alone can hold. */
export const OF_A_HOME: readonly Column[] = ['unit', 'building', 'municipality', 'kind', 'address', 'rent'];

/** Columns of a set-aside file that say why its rows are there; they are passed over when it comes in again. */
export const REMARKS = ['Linje', 'Fejl'] as const;

const BY_HEADER = new Map(COLUMN_NAMES.flatMap((name) => [name, headerOf(name)].map((header) => [plain(header), name] as const)));
const REMARK_HEADERS: ReadonlySet<string> = new Set(REMARKS.map(plain));

/** Headers of the file's own, and the columns they mean; null for one that is to be passed over. */
export type Mapping = Readonly<Record<string, Column | null>>;

/** The column of a name in Danish or English, in any case. */
export const columnNamed = (text: string): Column | undefined => BY_HEADER.get(plain(text));

/** Every header that has a meaning, as `plain` makes it. */
export const knownHeaders = (mapping: Mapping = {}): Set<string> => new Set([...BY_HEADER.keys(), ...Object.keys(mapping).map(plain)]);

/** Where each column stands in a file, and headers that mean nothing here. */
export interface Layout {
  at: ReadonlyMap<Column, number>;
  unused: string[];
  missing: Column[];
  twice: Column[];
  /** Headers that mean the same column as another one. */
  contending: string[];
  /** True for a list of homes: no column of it is about a re-letting. */
  isList: boolean;
}

/** Finds the columns by their Danish or English headers, and by a mapping of other headers. */
export function layoutOf(headers: readonly string[], mapping: Mapping = {}): Layout {
  const mapped = new Map(Object.entries(mapping).map(([header, column]) => [plain(header), column]));
  const meant = headers.map((header) => {
    const said = mapped.get(plain(header));
    return said === undefined ? BY_HEADER.get(plain(header)) : (said ?? undefined);
  });
  const at = new Map<Column, number>();
  const [unused, twice]: [string[], Column[]] = [[], []];
  headers.forEach((header, index) => {
    const column = meant[index];
    if (!column) {
      if (header.trim() && !REMARK_HEADERS.has(plain(header))) unused.push(tellable(header.trim()));
    } else if (at.has(column)) twice.push(column);
    else at.set(column, index);
  });
  const isList = at.has('unit') && [...at.keys()].every((column) => OF_A_HOME.includes(column));
  const contending = [...new Set(headers.flatMap((header, index) => (twice.includes(meant[index] as Column) ? [header.trim()] : [])))];
  return { at, unused, missing: (isList ? [] : REQUIRED).filter((column) => !at.has(column)), twice, contending, isList };
}
