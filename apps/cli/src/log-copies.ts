import { createReadStream, createWriteStream, existsSync, statSync, truncateSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { deletedIn, isServer, linesOfLog, moveLog, openStore, shownStore, takeLog, type EventStore } from '@relet/event-store';
import { WORDS } from '@relet/words';
import { actingAs, readingAs } from './acting.js';
import { mustBeThere } from './telling.js';
import { settingsOf, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, progressBar, put, putJson, say } from './output.js';
import { mustBePlain } from './plain-file.js';
import { UsageError } from './usage.js';

/**
 * `relet export events [FILE]`: the whole log of any store as lines, each chain checked. A file that holds the beginning of this log, because it was cut off or the
 * log has grown, is gone on with; any other file stays as it is.
 */
export async function exportEvents(file: string | undefined, options: Common): Promise<number> {
  mustBeAlone(options);
  mustBePlain(file);
  await readingAs(options, 'operator', 'operations');
  const store = await openStore(settingsOf(options).store, { readOnly: true });
  try {
    const seen: Seen = { events: 0, deleted: [] };
    const log = noting(linesOfLog(store), seen);
    const cut = file === undefined ? undefined : await behindLinesOf(file, log);
    const known = seen.events - (cut === undefined || deletedIn(cut) !== undefined ? 0 : 1);
    async function* added() {
      if (cut !== undefined) yield `${cut}\n`;
      for await (const line of log) yield `${line}\n`;
    }
    if (file === undefined) await pipeline(Readable.from(added()), process.stdout, { end: false });
    else await pipeline(Readable.from(added()), createWriteStream(file, { flags: 'a', flush: true }));
    const { events, deleted } = seen;
    const told = { events, added: events - known, ...(file !== undefined && { file }), ...(deleted.length && { deleted }) };
    const { done } = WORDS[languageOf(options)].commandLine;
    if (options.json && file !== undefined) putJson(told);
    else say(done.logWritten(events, events - known));
    return endedWith(deleted, options);
  } finally {
    await store.close();
  }
}

/** How many events have been read of a log, and which histories were deleted on its server. */
interface Seen {
  events: number;
  deleted: string[];
}

/** The same lines, noted. */
async function* noting(log: AsyncGenerator<string>, seen: Seen): AsyncGenerator<string> {
  for await (const line of log) {
    const stream = deletedIn(line);
    if (stream === undefined) seen.events += 1;
    else seen.deleted.push(stream);
    yield line;
  }
}

/** A log with deleted histories is none that is whole: whoever copies it is told which, and what to do. */
function endedWith(deleted: readonly string[] = [], options: Common): number {
  if (!deleted.length) return EXIT.ok;
  say(WORDS[languageOf(options)].commandLine.done.logDeleted(deleted.join(', '), deleted.length));
  return EXIT.broken;
}

/** A whole log takes no options of rows: whoever gives one means something else. */
function mustBeAlone({ store: _, as: __, json: ___, lang: ____, ...others }: Common): void {
  const given = Object.values(others).some((value) => value !== undefined && !(Array.isArray(value) && !value.length));
  if (given) throw new UsageError((usage) => usage.logAlone());
}

/**
 * Goes through the log as far as the file holds it; answers the whole of a last line that was cut off, which is taken away. Throws FILE_NOT_USABLE for any other
 * file.
 */
async function behindLinesOf(file: string, log: AsyncGenerator<string>): Promise<string | undefined> {
  if (!existsSync(file)) return undefined;
  let [bytes, rest] = [0, Buffer.alloc(0)];
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      if (!rest.subarray(0, end).equals(await nextOf(log))) throw otherFile();
      [bytes, rest] = [bytes + end + 1, rest.subarray(end + 1)];
    }
  }
  // The last line was cut off, maybe within a letter.
  const cut = rest.length ? await nextOf(log) : undefined;
  if (cut && !cut.subarray(0, rest.length).equals(rest)) throw otherFile();
  truncateSync(file, bytes);
  return cut?.toString();
}

const NEWLINE = 0x0a;

/** The next line of the log, as bytes; none at its end. */
async function nextOf(log: AsyncGenerator<string>): Promise<Buffer> {
  const { value, done } = (await log.next()) as IteratorResult<string, undefined>;
  return done ? Buffer.alloc(0) : Buffer.from(value);
}

const otherFile = () => new UsageError((usage) => usage.otherLog(), 'FILE_NOT_USABLE');

/** `relet import events FILE`: writes a log that was exported into an empty store, or goes on with one that holds its beginning. `-` is what comes by stdin. */
export async function importEvents(file: string, options: Common): Promise<number> {
  mustBeAlone(options);
  await actingAs('operations', options, 'operator');
  const isPiped = file === '-';
  if (!isPiped) mustBeThere(file);
  const language = languageOf(options);
  const { done } = WORDS[language].commandLine;
  const store = await openStore(settingsOf(options).store);
  try {
    // How much comes by a pipe nobody knows.
    const progress = isPiped ? undefined : progressBar('write', Math.ceil(statSync(file).size / 700), language);
    const taken = await takeLog(linesOf(isPiped ? process.stdin : createReadStream(file)), store, progress);
    if (options.json) putJson(taken);
    else put(done.logTaken(taken.events, taken.streams, taken.known));
    return endedWith(taken.deleted, options);
  } finally {
    await store.close();
  }
}

/** `relet migrate FROM TO`: copies a log into an empty store on any engine, and checks both; once more, it goes on with a copy that was cut off. */
export async function migrate(from: string, to: string, options: Common): Promise<number> {
  if (options.store !== undefined) throw new UsageError((usage) => usage.twoStores());
  if (isSame(from, to)) throw new UsageError((usage) => usage.sameStore());
  await actingAs('operations', options, 'operator', settingsOf({ ...options, store: from }));
  const language = languageOf(options);
  const { done } = WORDS[language].commandLine;
  const source = await openStore(from, { readOnly: true });
  try {
    const target = await openStore(to);
    try {
      const moved = await moveLog(source, target, progressBar('write', await eventsIn(source), language));
      if (options.json) putJson({ ...moved, from: shownStore(from), to: shownStore(to) });
      else put(`${done.logTaken(moved.events, moved.streams, moved.known)}\n${done.sameHead(moved.root)}`);
      say(done.moved(shownStore(to)));
      return EXIT.ok;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

const isSame = (from: string, to: string) => (isServer(from) ? from === to : !isServer(to) && resolve(from) === resolve(to));

/** About how many events there are, for the progress: a position begins with a number of that size. */
const eventsIn = async (store: EventStore) => Number((await store.head())?.split('/')[0]) || 1;

/** Lines, read from the first that is asked for: a reader that is made earlier drops the lines that come before somebody asks. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  yield* createInterface({ input, crlfDelay: Infinity });
}
