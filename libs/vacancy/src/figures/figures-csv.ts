import type { Grouping } from '@relet/domain';
import { beginning, type CsvCell, csvLine, type FigurePart, Kroner, type Language, wordFor, type Words, WORDS } from '@relet/words';
import type { Figures, GroupFigures, VacancyAnswer } from './vacancy.answers.js';

/** The figures as a file: the headers, and a row a group with every number of it. Without the whole, which would be counted twice. */
export function figuresCsv({ groupBy, groups, against }: VacancyAnswer, language: Language): string {
  const words = WORDS[language];
  const by = (groupBy?.split(',') ?? []) as Grouping[];
  const rows = groups.map((group) => ({ keys: keysOf(group, by, words), columns: columnsOf(group, words) }));
  const heads = keyHeads(by, words, against !== undefined);
  const columns = [...new Set(rows.flatMap((row) => [...row.columns.keys()]))];
  const lines = rows.map((row) => csvLine([...row.keys, ...columns.map((column) => row.columns.get(column) ?? null)], words));
  return [beginning(language), csvLine([...heads, ...columns], words), ...lines].join('');
}

function keyHeads(by: readonly Grouping[], { figures }: Words, compared: boolean): string[] {
  const own = by.flatMap((each) => [
    capital(figures.groupings[each]),
    ...(each === 'building' ? [capital(figures.groupings.municipality)] : []),
  ]);
  const heads = own.length ? own : [capital(figures.group)];
  return compared ? [...heads, figures.otherGroup] : heads;
}

/** Buildings of the same name in two municipalities are told apart by their municipality. */
function keysOf({ key, keys = [key], municipality, against }: GroupFigures, by: readonly Grouping[], words: Words): CsvCell[] {
  const own = keys.flatMap((each, n): CsvCell[] => {
    if (by[n] === 'building') return [each, municipality ?? null];
    if (by[n] === 'kind') return [wordFor(words.kinds, each)];
    return [by.length ? each : words.figures.total];
  });
  return against ? [...own, against.key] : own;
}

/** Every number of a group by its header, those of another period and the difference behind them. */
function columnsOf({ against, difference, ...group }: GroupFigures, words: Words): Map<string, CsvCell> {
  const { compared } = words.figures;
  const behind = (figures: Figures, what: string): [string, CsvCell][] =>
    flatten(figures, words).map(([head, cell]) => [`${head} (${what})`, cell]);
  return new Map([
    ...flatten(group, words),
    ...(against ? behind(against, compared.against) : []),
    ...(difference ? behind(difference, compared.difference) : []),
  ]);
}

/** Parts of a name that say nothing to a reader. */
const SILENT: ReadonlySet<string> = new Set(['vacancy', 'all', 'payers']);
const SECTIONS = ['vacancy', 'lettings', 'offers', 'turnover', 'guarantee'] as const;

function flatten(figures: Figures, words: Words): [string, CsvCell][] {
  return SECTIONS.flatMap((section) => inside(figures[section], [section], words));
}

function inside(value: object | null, path: readonly string[], words: Words): [string, CsvCell][] {
  return Object.entries(value ?? {}).flatMap(([name, inner]: [string, unknown]): [string, CsvCell][] => {
    if (Array.isArray(inner)) return [];
    const at = [...path, name];
    if (typeof inner === 'number') return [[headOf(at, words), name === 'oere' ? new Kroner(inner) : inner]];
    if (typeof inner !== 'object' || inner === null) return [[headOf(at, words), inner as CsvCell]];
    return 'exact' in inner && 'value' in inner ? [[headOf(at, words), inner.value as number]] : inside(inner, at, words);
  });
}

/** `lettings.all.gross.median` as people read it: "Re-lettings: gross days: median". A word is said once. */
function headOf(path: readonly string[], words: Words): string {
  const said = path.filter((part) => !SILENT.has(part)).map((part) => wordOf(part as NameOf<Figures>, words));
  return capital([...new Set(said)].join(': '));
}

/** Every part of a name that an answer has; one without a word does not compile. */
type NameOf<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? { [K in keyof T]-?: (K & string) | NameOf<T[K]> }[keyof T]
    : never;
type Part = Exclude<NameOf<Figures>, 'vacancy' | 'all' | 'payers' | 'exact' | 'value' | 'explained' | 'episodes' | 'homes'>;

function wordOf(part: NameOf<Figures>, { phases, owners, payers, figures }: Words): string {
  const known: Record<Part, string> = { ...phases, ...owners, ...payers, ...figures.parts } satisfies Record<FigurePart, string>;
  return known[part as Part];
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
