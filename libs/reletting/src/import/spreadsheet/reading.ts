import { municipalityOf, type CivilDate } from '@relet/domain';
import { fill, type FileFault, type ImportHints, type Language, type Words } from '@relet/words';
import { hinted, type Hinted } from '../hinted.js';
import { NotAFile, type HeaderInQuestion } from '../not-a-file.js';
import { endOf, type Row } from '../sheet/cell.js';
import { readSheet } from '../sheet/read.js';
import { DAMAGED } from '../sheet/text.js';
import { headerOf, knownHeaders, layoutOf, type Column, type Mapping } from './columns.js';
import { faultOf } from './faults.js';
import { headOf } from './head.js';
import { toldUnknown, unknownIn } from './nearest.js';
import { notesIn } from './notes.js';
import { isPassedOver, rowReader, type PassedOver } from './row.js';
import { placed, underNoHeader, type ReadRow, type Source } from './source.js';
import { isAsWritten, namedBefore } from './unit-id.js';

/** A file read as re-lettings, or as a list of homes. */
export interface Reading extends Source {
  rows: ReadRow[];
  passedOver: PassedOver[];
  /** How many cells stand under no header, by their place. */
  unheaded: ReadonlyMap<number, number>;
  /** Lines of rows that people do not see in the workbook; they were read like all others. */
  hiddenLines: number[];
}

export interface ReadingOptions {
  /** Headers of the file's own and the columns they mean. */
  mapping?: Mapping;
  /** In which faults are told; English by default. */
  language?: Language;
  /** How what would help is named; as parameters of HTTP by default. */
  hints?: ImportHints;
  /** Name of a workbook's sheet; else the first visible one with known headers. */
  sheet?: string;
  /** The line of the headers; else they are found by the known words. */
  headerRow?: number;
  /** Municipality of homes that are written without one. */
  municipality?: string;
  /** Said of a list of homes alone: people live in them, or they stand empty. */
  occupied?: boolean;
  vacant?: boolean;
}

/** Reads a file; throws NotAFile when it has no re-lettings and no homes at all. Every row is looked at, every fault is told. `municipalities`: those in which homes are known. */
export async function readRelettings(
  bytes: Buffer,
  options: ReadingOptions,
  today: CivilDate,
  municipalities: ReadonlySet<string>,
): Promise<Reading> {
  const [rows, passedOver]: [ReadRow[], PassedOver[]] = [[], []];
  const unheaded = new Map<number, number>();
  const hidden = new Set<number>();
  let found: ReturnType<typeof notesIn> | undefined;
  const source = await eachRow(bytes, options, (from) => {
    if (from.layout.missing.length) throw missing(from);
    const read = rowReader(from, options.municipality, today);
    const notes = (found = notesIn(from, options.municipality));
    passedOver.push(...from.titles.map((line) => ({ line, why: 'title' as const })));
    let next = from.begins;
    return (row) => {
      if (row.line > next) passedOver.push({ line: next, ...(row.line > next + 1 && { to: row.line - 1 }), why: 'blank' });
      next = endOf(row) + 1;
      if (row.isHidden) hidden.add(row.line);
      const why = isPassedOver(row, from);
      if (why) passedOver.push({ line: row.line, why });
      else {
        rows.push(read(row));
        notes.look(row);
        for (const at of underNoHeader(row, from)) unheaded.set(at, (unheaded.get(at) ?? 0) + 1);
      }
    };
  });
  if (!rows.length) throw refused(source.words, 'ONLY_HEADERS');
  const { table, notes } = found ? found.apartFrom(rows) : { table: rows, notes: [] };
  for (const line of notes) passedOver.push({ line, why: 'note' });
  passedOver.sort((a, b) => a.line - b.line);
  tellHomesInOne(table, source);
  tellOtherMunicipalities(table, source, municipalities);
  const hiddenLines = table.flatMap(({ line }) => (hidden.has(line) ? [line] : []));
  return { ...source, rows: table, passedOver, unheaded, hiddenLines };
}

/** Homes that are written differently and would get one id: nobody knows which of them a row is about. */
function tellHomesInOne(rows: readonly ReadRow[], source: Source): void {
  const forms = new Map<string, Set<string>>();
  for (const { row, written } of rows) {
    if (!row) continue;
    const home = { unit: row.unit, ...(written !== undefined && { written }) };
    const form = written === undefined || isAsWritten(home) ? row.unit : written.toLowerCase();
    forms.set(row.unit, (forms.get(row.unit) ?? new Set()).add(form));
  }
  for (const { row, line, faults } of rows)
    if (row && (forms.get(row.unit)?.size ?? 0) > 1) faults.push(placed(faultOf('unit', 'UNIT_AMBIGUOUS'), line, source));
}

/**
 * What stands before the first point of a home is a part of its number (`st.tv`) or another municipality than that of its row. It is the latter where that
 * municipality has homes, or another row of the file is in it.
 */
function tellOtherMunicipalities(rows: readonly ReadRow[], source: Source, known: ReadonlySet<string>): void {
  const inFile = new Set(rows.flatMap(({ row }) => (row ? [municipalityOf(row.unit)] : [])));
  for (const { row, line, written, faults } of rows) {
    const before = written === undefined ? undefined : namedBefore(written);
    if (row && before !== undefined && before !== municipalityOf(row.unit) && (known.has(before) || inFile.has(before)))
      faults.push(placed(faultOf('municipality', 'MUNICIPALITY_MISMATCH'), line, source));
  }
}

/** Rows behind the headers, one by one, given to what the headers lead to. Throws NotAFile. */
export async function eachRow(bytes: Buffer, options: ReadingOptions, begin: (source: Source) => (row: Row) => void): Promise<Source> {
  const { mapping, language, hints, sheet, headerRow, occupied, vacant } = options;
  const known = knownHeaders(mapping);
  const words = hinted(language, hints);
  let source: Source | undefined;
  let take: (row: Row) => void = () => undefined;
  const chosen = await readSheet(bytes, { known, sheet, language }, (rows) => {
    if (source) return rows.forEach(take);
    const head = headOf(rows, known, headerRow);
    if (!head) throw refused(words, headerRow === undefined ? 'EMPTY' : 'NO_SUCH_HEADER_ROW', { line: headerRow ?? 0 });
    const titles = rows.slice(0, head.rows).flatMap(({ line }) => (head.lines.includes(line) ? [] : [line]));
    source = {
      words,
      headers: head.headers,
      headerLines: head.lines,
      titles,
      begins: endOf(rows[head.rows - 1] as Row) + 1,
      layout: layoutOf(head.headers, mapping, occupied === true || vacant === true),
    };
    mustBeReadable(source);
    take = begin(source);
    rows.slice(head.rows).forEach(take);
  });
  if (!source) throw refused(words, 'EMPTY');
  return { ...source, chosen };
}

export const refused = (
  { importing, hint }: Hinted,
  why: FileFault,
  about: Record<string, string | number> = {},
  headers: readonly HeaderInQuestion[] = [],
) => new NotAFile(fill(importing.files[why], { ...hint, ...about }), headers);

/** A column as people know it: by its Danish header, beside its English name for those who read English. */
const called =
  ({ language }: Words) =>
  (column: Column) =>
    language === 'da' ? headerOf(column) : `${headerOf(column)} (${column})`;

function mustBeReadable({ words, headers, headerLines, layout }: Source): void {
  if (headers.some((header) => header.includes(DAMAGED))) throw refused(words, 'HEADER_DAMAGED', { line: headerLines.join('-') });
  const contending = layout.contending.map((header) => ({ header }));
  if (layout.twice.length) throw refused(words, 'COLUMN_TWICE', { columns: layout.twice.map(called(words)).join(', ') }, contending);
}

function missing({ words, headerLines, layout }: Source): NotAFile {
  const unused = unknownIn(layout);
  const unknown = toldUnknown(unused, words);
  const columns = layout.missing.map(called(words)).join(', ');
  return refused(words, 'COLUMN_MISSING', { columns, line: headerLines.join('-'), ...(unknown && { unknown }) }, unused);
}
