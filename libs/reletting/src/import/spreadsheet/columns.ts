import { WORDS, type ColumnName } from '@relet/words';
import { asTheyStand, meantBy, plain, wordsIn, type Known } from '../sheet/headers.js';
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
const { da: danish } = WORDS;
/** A column's header in Danish, as the files are written. */
export const headerOf = (column: Column): string => danish.importing.columns[column];

/** Columns that every file of re-lettings must have. */
const REQUIRED: readonly Column[] = ['unit', 'vacated'];
const REQUIRED_OF_A_LIST: readonly Column[] = ['unit'];
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

const wordsOf = (words: string): string[] => words.split(' ').map(plain);

/** Words behind a header that leave its cells what they are: whether the column must be filled in, and how. No word is here that tells of another thing, as `forventet` does. */
const IN_ANY = wordsOf('obligatorisk skal udfyldes valgfri valgfrit required mandatory optional');
const BY_WHAT_IT_HOLDS: Readonly<Record<(typeof COLUMNS)[Column], readonly string[]>> = {
  unit: wordsOf('nr nummer id no number'),
  municipality: wordsOf('navn name'),
  label: wordsOf('navn name'),
  word: [danish.kinds, danish.vacatedReasons, danish.works].flatMap((words) => Object.entries(words).flat().flatMap(wordsIn)),
  kroner: wordsOf('kr kroner dkk øre i pr per a hver md mdr mdl måned måneden månedlig månedligt month monthly'),
  date: wordsOf('dato den dag date on day og med faktisk actual'),
};

const KNOWN: Known = new Map(
  [...BY_HEADER].map(([header, column]) => [header, new Set([...IN_ANY, ...BY_WHAT_IT_HOLDS[COLUMNS[column]]])] as const),
);

/** Every header that has a meaning. One of the file's own means what was said as it stands, and nothing with a word more. */
export const knownHeaders = (mapping: Mapping = {}): Known => new Map([...KNOWN, ...asTheyStand(Object.keys(mapping).map(plain))]);

/** The column of a header, which may have a unit or another word behind its name that changes nothing. */
export function columnHeaded(header: string): Column | undefined {
  const name = meantBy(header, KNOWN);
  return name === undefined ? undefined : BY_HEADER.get(name);
}

/** True for a header that says that its amounts are in øre. */
export function saysOere(header: string): boolean {
  const words = new Set(wordsIn(header));
  return words.has('oere') && !['kr', 'kroner', 'dkk'].some((unit) => words.has(unit));
}

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
  /** True when rents are written in øre. */
  isInOere: boolean;
}

/**
 * Finds the columns by a mapping of headers, and by their Danish or English headers. One with a unit or another word behind its name is taken where no plain one means
 * the same. `isSaidList`: whoever imports says that it is a list of homes; then it lacks no column of a re-letting, unless it has another one.
 */
export function layoutOf(headers: readonly string[], mapping: Mapping = {}, isSaidList = false): Layout {
  const mapped = new Map(Object.entries(mapping).map(([header, column]) => [plain(header), column]));
  const plainly = headers.map((header) => {
    const said = mapped.get(plain(header));
    return said === undefined ? BY_HEADER.get(plain(header)) : said;
  });
  const meant = headers.map((header, index) => {
    if (plainly[index] !== undefined) return plainly[index] ?? undefined;
    const column = columnHeaded(header);
    return column && plainly.includes(column) ? undefined : column;
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
  const isOfHomes = (isSaidList || at.has('unit')) && [...at.keys()].every((column) => OF_A_HOME.includes(column));
  const missing = (isOfHomes ? REQUIRED_OF_A_LIST : REQUIRED).filter((column) => !at.has(column));
  const contending = [...new Set(headers.flatMap((header, index) => (twice.includes(meant[index] as Column) ? [header.trim()] : [])))];
  const isInOere = saysOere(headers[at.get('rent') ?? -1] ?? '');
  return { at, unused, missing, twice, contending, isList: isOfHomes, isInOere };
}
