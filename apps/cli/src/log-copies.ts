import { createReadStream, createWriteStream, existsSync, statSync, truncateSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { linesOfLog, openStore, StoreError, takeLog, type EventStore } from '@relet/event-store';
import { WORDS } from '@relet/words';
import { mustBeThere } from './explaining.js';
import { settingsOf, whoMay, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, progressBar, put, putJson, say } from './output.js';

/**
 * `relet export events [FILE]`: the whole log of any store as lines, each chain checked. A file that holds the beginning of this log, because it was cut off or the
 * log has grown, is gone on with; any other file stays as it is.
 */
export async function exportEvents(file: string | undefined, options: Common): Promise<number> {
  whoMay('operations', options, 'operator');
  const store = await openStore(settingsOf(options).store, { readOnly: true });
  try {
    const known = file === undefined ? 0 : await linesThere(file, store);
    let events = 0;
    async function* added() {
      for await (const line of linesOfLog(store)) if (++events > known) yield `${line}\n`;
    }
    if (file === undefined) await pipeline(Readable.from(added()), process.stdout, { end: false });
    else await pipeline(Readable.from(added()), createWriteStream(file, { flags: 'a', flush: true }));
    const told = { events, added: events - known, ...(file !== undefined && { file }) };
    const { done } = WORDS[languageOf(options)].commandLine;
    if (options.json && file !== undefined) putJson(told);
    else say(done.logWritten(events, events - known));
    return EXIT.ok;
  } finally {
    await store.close();
  }
}

/** How many lines of the file are the beginning of the store's log; a last line that was cut off is taken away. Throws FILE_EXISTS for any other file. */
async function linesThere(file: string, store: EventStore): Promise<number> {
  if (!existsSync(file)) return 0;
  const [log, size] = [linesOfLog(store), statSync(file).size];
  let [lines, bytes] = [0, 0];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const { value } = (await log.next()) as { value: string | undefined };
    if (value?.startsWith(line) !== true) throw otherFile(file);
    const end = bytes + Buffer.byteLength(line) + 1;
    // The last line was cut off, if only before its end.
    if (end > size) break;
    if (line !== value) throw otherFile(file);
    [lines, bytes] = [lines + 1, end];
  }
  await log.return(undefined);
  truncateSync(file, bytes);
  return lines;
}

const otherFile = (file: string) => new StoreError('FILE_EXISTS', `${file} holds something else than the beginning of this log.`);

/** `relet import events FILE`: writes a log that was exported into an empty store, or goes on with one that holds its beginning. */
export async function importEvents(file: string, options: Common): Promise<number> {
  whoMay('operations', options, 'operator');
  mustBeThere(file);
  const language = languageOf(options);
  const { done } = WORDS[language].commandLine;
  const store = await openStore(settingsOf(options).store);
  try {
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
    const taken = await takeLog(lines, store, progressBar('write', Math.max(1, statSync(file).size / 700), language));
    if (options.json) putJson(taken);
    else put(done.logTaken(taken.events, taken.streams, taken.known));
    return EXIT.ok;
  } finally {
    await store.close();
  }
}
