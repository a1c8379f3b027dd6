import {
  BACKWARDS,
  END,
  excludeSystemEvents,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
  WrongExpectedVersionError,
  type AllStreamResolvedEvent,
  type AppendExpectedRevision,
  type JSONEventData,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import type { Observable } from 'rxjs';
import { StoreError, VersionConflict } from '../errors.js';
import { follow, Signal } from '../follow.js';
import { Joined } from '../joined.js';
import type { AppendResult, EventStore, ExpectedRevision, LivePage, LogEvent, Page, Position, StoredEvent } from '../port.js';
import { addressOf, type Address } from './address.js';
import { Connection, pauseBefore, type Reading } from './connection.js';
import { DELETED, deletionIn } from './deleted.js';
import { fromServer, inOneOrder, metadataOf, positionOf, type ServerEvent } from './envelope.js';
import { superviseNews } from './news.js';
import { mustBeSafe, versionOf } from './version.js';

const PAGE = 500;
/** Events of a stream that are read at once: the client would run out of memory with a long stream read whole. */
const STREAM_PAGE = 2_000;
/** Milliseconds that an append may take; after that its outcome is unknown. */
const APPEND_TIMEOUT = 5_000;
/** Milliseconds after which no append is tried again. */
const PATIENCE = 8_000;
/** Milliseconds after which the log is looked at although the subscription has told no news. */
const WATCHDOG = 1_000;
/** Milliseconds in which a server answers that is well. */
const PING = 900;
/** So many streams that never were are remembered. */
const MOST_NEVER_THERE = 10_000;

/** Which events of the log are read, and how. */
interface ReadingAll extends Reading {
  limit?: number;
  streamPrefixes?: readonly string[];
}

interface Placed {
  event: ServerEvent;
  position: Position;
}

/** A page with what the server still has at the place behind which it was read, and with the last event that was looked at. */
interface ReadOn {
  page: Page;
  at: Placed | undefined;
  last: Placed | undefined;
}

/**
 * Events on an EventStoreDB or KurrentDB server. Appends take the client's unary path: its batch path shares one table of pending
 * appends in the whole process, and an error of one stream's append rejects another stream's (docs/decisions/0005).
 */
export class EventStoreDbStore implements EventStore {
  readonly description: string;
  private readonly appended = new Signal();
  private stopNews: (() => void) | undefined;
  /** Streams that nobody had begun, or deleted, when they were last looked for. */
  private readonly neverThere = new Set<string>();
  private readonly heads = new Joined(() => this.headWithin({}));

  private constructor(
    private readonly connection: Connection,
    { host }: Address,
    readonly readOnly: boolean,
  ) {
    this.description = `EventStoreDB ${host}`;
  }

  /**
   * Connects when first used. Throws STORE_ADDRESS for an address that cannot be meant, STORE_DENIED where a user is lacking, and STORE_VERSION for a server
   * of a version that is known to lose or repeat events; a server that cannot be reached now is no reason not to open.
   */
  static async open(setting: string, { readOnly = false }: { readOnly?: boolean } = {}): Promise<EventStoreDbStore> {
    const address = addressOf(setting);
    const connection = new Connection(address);
    try {
      await mustBeSafe(connection.client);
    } catch (error) {
      await connection.close();
      throw error;
    }
    return new EventStoreDbStore(connection, address, readOnly);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult> {
    this.connection.mustBeOpen();
    if (this.readOnly) throw new StoreError('STORE_READ_ONLY', 'The store is open for reading only.');
    if (!events.length) throw new RangeError('An append holds one event at least.');
    const data = events.map(toServer);
    const begun = performance.now();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.appendOnce(stream, expected, data);
      } catch (error) {
        const isConflict = error instanceof WrongExpectedVersionError;
        const fault = isConflict ? undefined : this.connection.met(error);
        const wait = fault && this.connection.pauseAfter(fault, { attempt, begun, patience: PATIENCE });
        if (fault && wait === undefined) throw fault;
        const done = await this.outcomeOf(stream, expected, events, isConflict);
        if (done) return done;
        await this.connection.closing.past(0, wait ?? pauseBefore(attempt));
      }
    }
  }

  private async appendOnce(stream: string, expected: ExpectedRevision, data: JSONEventData[]): Promise<AppendResult> {
    const expectedRevision: AppendExpectedRevision = expected === 'noStream' ? NO_STREAM : BigInt(expected);
    const { credentials } = this.connection;
    // Without a leader a follower would keep the append for seconds; asked for one, it says at once that there is none, or who it is.
    const how = { expectedRevision, credentials, deadline: APPEND_TIMEOUT, requiresLeader: true };
    const { nextExpectedRevision, position } = await this.connection.append((client) => client.appendToStream(stream, data, how));
    this.neverThere.delete(stream);
    this.appended.fire();
    return { revision: Number(nextExpectedRevision), position: position ? positionOf(position) : '' };
  }

  /**
   * After an error nobody knows whether the events were written, so the stream is read to find out. Undefined: they were not, or nobody can say yet; try again.
   */
  private async outcomeOf(
    stream: string,
    expected: ExpectedRevision,
    events: readonly StoredEvent[],
    isConflict: boolean,
  ): Promise<AppendResult | undefined> {
    const from = expected === 'noStream' ? 0 : expected + 1;
    const behind = await this.readStream(stream, { from });
    if (!behind.length) {
      if (isConflict) throw new VersionConflict(stream, await this.headOf(stream));
      return undefined;
    }
    const isOurs = events.every((event, n) => behind[n]?.id === event.id && behind[n]?.hash === event.hash);
    const written = behind[events.length - 1];
    if (isOurs && written) return { revision: written.revision, position: written.position };
    throw new VersionConflict(stream, behind.at(-1)?.revision ?? 'noStream');
  }

  async readStream(
    stream: string,
    { from = 0, to = Number.MAX_SAFE_INTEGER, ...reading }: { from?: number; to?: number } & Reading = {},
  ): Promise<LogEvent[]> {
    const events: LogEvent[] = [];
    const { credentials } = this.connection;
    for (let next = from; next <= to;) {
      const maxCount = Math.min(STREAM_PAGE, to - next + 1);
      const page = await this.connection.read(
        (client) => client.readStream(stream, { direction: FORWARDS, fromRevision: BigInt(next), maxCount, credentials }),
        { ...reading, notFound: () => this.mustNotBeDeleted(stream, reading) },
      );
      const read = page.map(({ event, commitPosition }) => fromServer(event as ServerEvent, commitPosition));
      if (read.length) this.neverThere.delete(stream);
      // A stream that was cut on the server begins later: what is left is no history.
      if (read[0] && read[0].revision !== next)
        throw new StoreError('HISTORY_DELETED', 'A part of this history has been deleted on the server of the events.');
      events.push(...read);
      if (page.length < maxCount) break;
      next += page.length;
    }
    return events;
  }

  /**
   * A stream that was deleted so that it may be begun anew reads like one that never was; its metadata tells. Of one that never was this is asked once: many commands
   * look at a policy that nobody has given, and what is deleted from now on is told by the live events.
   */
  private async mustNotBeDeleted(stream: string, reading: Reading): Promise<void> {
    if (this.neverThere.has(stream)) return;
    const [last] = await this.lastOf(`$$${stream}`, reading);
    if (last?.event && deletionIn(last.event as ServerEvent, '')) throw new StoreError('HISTORY_DELETED', DELETED);
    if (this.neverThere.size >= MOST_NEVER_THERE) this.neverThere.clear();
    this.neverThere.add(stream);
  }

  private lastOf(stream: string, reading: Reading = {}) {
    const { credentials } = this.connection;
    return this.connection.read(
      (client) => client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1, credentials }),
      reading,
    );
  }

  async readAll(after: Position | undefined, options: ReadingAll = {}): Promise<Page> {
    return (await this.readOn(after, options)).page;
  }

  private async readOn(after: Position | undefined, { limit = PAGE, streamPrefixes, ...reading }: ReadingAll): Promise<ReadOn> {
    const fromPosition = after === undefined ? START : parsePosition(after);
    // The server reads from a position on, so the event at that position, which the reader has seen already, comes once more.
    const maxCount = after === undefined ? limit : limit + 1;
    const { credentials } = this.connection;
    const page = await this.connection.read(
      (client) => client.readAll({ direction: FORWARDS, fromPosition, maxCount, credentials }),
      reading,
    );
    const seen = (page as AllStreamResolvedEvent[]).flatMap(({ event, commitPosition = 0n }) =>
      event ? [placed(event as unknown as ServerEvent, commitPosition)] : [],
    );
    const fresh = seen.filter(({ position }) => position !== after);
    const events = fresh
      .flatMap(({ event, position }) => deletionIn(event, position) ?? (isSystems(event) ? [] : [fromServer(event)]))
      .filter(({ stream }) => !streamPrefixes || streamPrefixes.some((prefix) => stream.startsWith(prefix)));
    const at = seen.find(({ position }) => position === after);
    return { page: { events, next: fresh.at(-1)?.position ?? after, end: page.length < maxCount }, at, last: seen.at(-1) };
  }

  /** The live subscription only tells that there is news, and events are read in bounded pages, so that the server never drops a slow reader. */
  subscribeAll(after: Position | undefined, options: { streamPrefixes?: readonly string[]; pageSize?: number } = {}): Observable<LivePage> {
    const { pageSize = PAGE, ...filter } = options;
    const { appended } = this;
    const { closing, credentials } = this.connection;
    this.stopNews ??= superviseNews(
      () => this.connection.client.subscribeToAll({ fromPosition: END, filter: excludeSystemEvents(), credentials }),
      appended,
    );
    return follow(after, this.readingOn({ ...filter, limit: pageSize }), { appended, closing, poll: WATCHDOG });
  }

  /**
   * Reads on, and sees each time whether the event that was read last is still there: when an older copy is put in the place of the log, the server says nothing of it.
   * An event that was cleared away on the server has others behind it.
   */
  private readingOn(options: ReadingAll): (after: Position | undefined) => Promise<Page> {
    let known: Placed | undefined;
    return async (after) => {
      const { page, at, last } = await this.readOn(after, options);
      const isEnded = after !== undefined && last === undefined;
      const isAnother = at !== undefined && at.position === known?.position && at.event.id !== known.event.id;
      if (isEnded || isAnother)
        throw new StoreError('POSITION_UNKNOWN', 'The log has lost the event that was read last: an older copy stands in its place.', {
          details: { case: 'LOST_LAST' },
        });
      known = last;
      return page;
    };
  }

  head(reading?: Reading): Promise<Position | undefined> {
    return reading ? this.headWithin(reading) : this.heads.get();
  }

  private async headWithin(reading: Reading): Promise<Position | undefined> {
    const { credentials } = this.connection;
    const [last] = await this.connection.read(
      (client) => client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1, credentials }),
      reading,
    );
    return last?.event ? placed(last.event as unknown as ServerEvent, last.commitPosition).position : undefined;
  }

  comparePositions(a: Position, b: Position): number {
    const [left, right] = [parsePosition(a), parsePosition(b)];
    const difference = left.commit - right.commit || left.prepare - right.prepare;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  beBrief(): void {
    this.connection.beBrief();
  }

  version(): Promise<string | undefined> {
    return versionOf(this.connection.client);
  }

  async ping(): Promise<void> {
    await this.head({ patience: PING });
  }

  async close(): Promise<void> {
    this.stopNews?.();
    await this.connection.close();
    this.appended.fire();
  }

  private async headOf(stream: string): Promise<number | 'noStream'> {
    const [last] = await this.lastOf(stream);
    return last?.event ? Number(last.event.revision) : 'noStream';
  }
}

/**
 * An event for the server. There each event that is linked has an id of its own, kept while that very append is tried again: the server holds back a second append
 * of the same ids for seconds. The event's own id lies in the metadata (docs/law.md 3.3).
 */
function toServer(event: StoredEvent): JSONEventData {
  const data = inOneOrder(event.payload) as Record<string, unknown>;
  // As bytes, because the client would make base64 of an object first, and bytes of that.
  const metadata = new TextEncoder().encode(JSON.stringify(metadataOf(event)));
  return jsonEvent({ id: randomUUID(), type: event.type, data, metadata });
}

/** The server's own events, about itself and about streams. */
const isSystems = ({ streamId, type }: ServerEvent) => streamId.startsWith('$') || type.startsWith('$');

function placed(event: ServerEvent, commit = 0n): Placed {
  return { event, position: positionOf(event.position ?? { commit, prepare: commit }) };
}

function parsePosition(position: Position): { commit: bigint; prepare: bigint } {
  const [commit = '0', prepare = commit] = position.split('/');
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}
