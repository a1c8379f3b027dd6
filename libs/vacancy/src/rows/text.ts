import { offerRows, phaseRows, unitDayRows, vacancyRows, type FigureQuery, type Portfolio } from '@relet/domain';
import { setImmediate } from 'node:timers/promises';
import { beginning, csvLine, type Language, WORDS } from '@relet/words';
import { cellsOf, headersOf, type ExportName, type Row } from './columns.js';

/** Makes the rows of each export one by one, as they are asked for: there are as many homes and days as there are, and none is kept. */
const MADE: Record<ExportName, (portfolio: Portfolio, query: FigureQuery) => Iterable<Row>> = {
  vacancies: vacancyRows,
  phases: phaseRows,
  offers: offerRows,
  'unit-days': unitDayRows,
};

/** Rows of an export as they leave: text, and how many rows are in it. */
export interface Chunk {
  text: string;
  rows: number;
}

/** Characters that leave at once; others have their turn in between. */
const CHUNK = 65_536;

/** An export as text: CSV in one language with its headers, or a JSON object a line. */
export async function* textOf(
  name: ExportName,
  { portfolio, query }: { portfolio: Portfolio; query: FigureQuery },
  language: Language | undefined,
): AsyncGenerator<Chunk> {
  const line = language === undefined ? (row: Row) => `${JSON.stringify(row)}\n` : csvLines(name, language);
  let chunk = { text: language === undefined ? '' : headOf(name, language), rows: 0 };
  for (const row of MADE[name](portfolio, query)) {
    chunk.text += line(row);
    chunk.rows++;
    if (chunk.text.length < CHUNK) continue;
    yield chunk;
    chunk = { text: '', rows: 0 };
    await setImmediate();
  }
  if (chunk.text) yield chunk;
}

const headOf = (name: ExportName, language: Language) => beginning(language) + csvLine(headersOf(name, WORDS[language]), WORDS[language]);

function csvLines(name: ExportName, language: Language): (row: Row) => string {
  const cells = cellsOf(name, WORDS[language]);
  return (row) => csvLine(cells(row), WORDS[language]);
}
