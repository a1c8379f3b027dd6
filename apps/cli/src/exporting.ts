import { QueryBus } from '@nestjs/cqrs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { checked } from '@relet/platform';
import { AskRows, EXPORTS, RowsQuery, Sums, type ExportName } from '@relet/vacancy';
import { splitOff, writeAbout, type AskedPeriod } from './asked.js';
import { readingAs } from './acting.js';
import { reading } from './house.js';
import { languageOf } from './language.js';
import { exportEvents } from './log-copies.js';
import { EXIT, sayTrust } from './output.js';
import { UsageError } from './usage.js';

/** `relet export events` copies the whole log, of whatever period; every other export is one of rows. */
export const exported = (rows: string, file: string | undefined, options: AskedPeriod): Promise<number> =>
  rows === 'events' ? exportEvents(file, options) : exportRows(rows, file, options);

/** `relet export ROWS`: flat rows of a period on stdout, as CSV, or NDJSON with `--json`. */
async function exportRows(rows: string, file: string | undefined, options: AskedPeriod): Promise<number> {
  if (!isExport(rows)) throw new UsageError((usage) => usage.rowsOf([...EXPORTS, 'events'].join(', ')));
  if (file !== undefined) throw new UsageError((usage) => usage.rowsToStdout());
  const { common, json, about: aboutFile, asked } = splitOff(options);
  if (json && asked.csv) throw new UsageError((usage) => usage.twoFormats());
  const language = languageOf(options);
  const query = checked(RowsQuery, { ...asked, ...(!json && { csv: asked.csv ?? language }) });
  const principal = await readingAs(common, 'analyst');
  return reading(common, ['vacancy'], async (house) => {
    const { about, chunks } = await house.get(QueryBus).execute(new AskRows(rows, query, principal));
    const sums = new Sums();
    await written(chunks, sums);
    writeAbout(aboutFile, () => ({ ...about, ...sums.told() }));
    sayTrust(about, language);
    return EXIT.ok;
  });
}

const isExport = (rows: string): rows is ExportName => (EXPORTS as readonly string[]).includes(rows);

/** Writes only as fast as it is read. Throws when nobody reads any more: half a file is told about by no other. */
async function written(chunks: AsyncIterable<{ text: string; rows: number }>, sums: Sums): Promise<void> {
  async function* texts() {
    for await (const chunk of chunks) {
      sums.add(chunk);
      yield chunk.text;
    }
  }
  await pipeline(Readable.from(texts()), process.stdout, { end: false });
}
