import {
  BACKWARDS,
  END,
  ErrorType,
  EventStoreDBClient,
  excludeSystemEvents,
  FORWARDS,
  isCommandError,
  jsonEvent,
  NO_STREAM,
  START,
  StreamNotFoundError,
  WrongExpectedVersionError,
  type AllStreamResolvedEvent,
  type AppendExpectedRevision,
  type Credentials,
} from '@eventstore/db-client';
import type { Observable } from 'rxjs';
import { StoreError, StoreUnavailable, VersionConflict } from '../errors.js';
import { follow, Signal } from '../follow.js';
import type { AppendResult, EventStore, ExpectedRevision, LivePage, LogEvent, Page, Position, StoredEvent } from '../port.js';
import { fromServer, metadataOf, positionOf, type ServerEvent } from './envelope.js';
import { superviseNews } from './news.js';

const PAGE = 500;
/** Events of a stream that are read at once: the client would run out of memory with a long stream read whole. */
const STREAM_PAGE = 2_000;
/** Milliseconds that an append may take; after that its outcome is unknown. */
const APPEND_TIMEOUT = 5_000;
/** Milliseconds after which no append is tried again. */
const PATIENCE = 8_000;
/** Milliseconds that a read waits for its next event, because a server that hangs never ends a call. */
const SILENCE = 2_000;
const ATTEMPTS = 5;
/** Appends in flight at most, because each one opens a stream of its own on the connection; further ones wait their turn. */
const IN_FLIGHT = 128;
/** Milliseconds after which the log is looked at although the subscription has told no news. */
const WATCHDOG = 1_000;

/**
 * Events on an EventStoreDB or KurrentDB server. Appends take the client's unary path: its batch path shares one table of pending
 * appends in the whole process, and an error of one stream's append rejects another stream's (docs/decisions/0005).
 */
export class EventStoreDbStore implements EventStore {
  readonly description: string;
  private readonly appended = new Signal();
  private readonly closing = new Signal();
  private stopNews: (() => void) | undefined;
  private readonly queue: (() => void)[] = [];
  private inFlight = 0;

  private constructor(
    private readonly client: EventStoreDBClient,
    private readonly credentials: Credentials,
    host: string,
    readonly readOnly: boolean,
  ) {
    this.description = `EventStoreDB ${host}`;
  }

  /** Connects when first used. Refuses a user and password on a connection without TLS, where the client would silently leave them out. */
  static async open(setting: string, { readOnly = false }: { readOnly?: boolean } = {}): Promise<EventStoreDbStore> {
    const [, user, password, host = '', query = ''] = /^[a-z+]+:\/\/(?:([^:@/]*):([^@/]*)@)?([^/?]+)\/?(?:\?(.*))?$/.exec(setting) ?? [];
    const insecure = new URLSearchParams(query).get('tls') === 'false';
    if (!host) throw new StoreUnavailable('RELET_STORE is no connection string.');
    if (insecure && user) throw new StoreUnavailable('A user and password need TLS: leave them out, or leave tls=false out.');
    const client = EventStoreDBClient.connectionString(setting);
    const credentials = { username: decodeURIComponent(user ?? 'relet'), password: decodeURIComponent(password ?? 'relet') };
    return new EventStoreDbStore(client, credentials, host, readOnly);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult> {
    if (this.closing.fired) throw closed();
    if (this.readOnly) throw new StoreError('STORE_READ_ONLY', 'The store is open for reading only.');
    if (!events.length) throw new RangeError('An append holds one event at least.');
    const data = events.map((event) =>
      jsonEvent({ id: event.id, type: event.type, data: event.payload as Record<string, unknown>, metadata: metadataOf(event) }),
    );
    const expectedRevision: AppendExpectedRevision = expected === 'noStream' ? NO_STREAM : BigInt(expected);
    const until = performance.now() + PATIENCE;
    for (let attempt = 1; ; attempt++) {
      try {
        const { nextExpectedRevision, position } = await this.inTurn(() =>
          this.client.appendToStream(stream, data, {
            expectedRevision,
            credentials: this.credentials,
            deadline: APPEND_TIMEOUT,
          }),
        );
        this.appended.fire();
        return { revision: Number(nextExpectedRevision), position: position ? positionOf(position) : '' };
      } catch (error) {
        const last = attempt >= ATTEMPTS || performance.now() > until;
        const done = await this.outcomeOf(stream, expected, events, error, last);
        if (done) return done;
        await pause(50 * 2 ** attempt * (0.5 + Math.random()));
      }
    }
  }

  /** After an error nobody knows whether the events were written, so the stream is read to find out. Undefined: they were not, try again. */
  private async outcomeOf(
    stream: string,
    expected: ExpectedRevision,
    events: readonly StoredEvent[],
    error: unknown,
    last: boolean,
  ): Promise<AppendResult | undefined> {
    if (error instanceof Error && isCommandError(error) && error.type === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED) {
      throw new StoreError('APPEND_TOO_LARGE', 'A command may write 1 MB of events at most.', { cause: error });
    }
    const conflict = error instanceof WrongExpectedVersionError;
    if (!conflict && last) throw unavailable(error);
    const from = expected === 'noStream' ? 0 : expected + 1;
    const behind = await this.readStream(stream, { from }).catch((cause: unknown) => {
      if (last) throw cause;
      return undefined;
    });
    if (!behind?.length) {
      if (conflict && behind) throw new VersionConflict(stream, await this.headOf(stream));
      return undefined;
    }
    const ours = events.every((event, n) => behind[n]?.id === event.id && behind[n]?.hash === event.hash);
    const written = behind[events.length - 1];
    if (ours && written) return { revision: written.revision, position: written.position };
    throw new VersionConflict(stream, behind.at(-1)?.revision ?? 'noStream');
  }

  async readStream(stream: string, { from = 0, to = Number.MAX_SAFE_INTEGER } = {}): Promise<LogEvent[]> {
    const events: LogEvent[] = [];
    for (let next = from; next <= to;) {
      const count = Math.min(STREAM_PAGE, to - next + 1);
      const page = await this.collect(() =>
        this.client.readStream(stream, { direction: FORWARDS, fromRevision: BigInt(next), maxCount: count, credentials: this.credentials }),
      );
      events.push(...page.map(({ event, commitPosition }) => fromServer(event as ServerEvent, commitPosition)));
      if (page.length < count) break;
      next += page.length;
    }
    return events;
  }

  async readAll(
    after: Position | undefined,
    { limit = PAGE, streamPrefixes }: { limit?: number; streamPrefixes?: readonly string[] } = {},
  ): Promise<Page> {
    const fromPosition = after === undefined ? START : parsePosition(after);
    // The server reads from a position on, so the event at that position, which the reader has seen already, comes once more.
    const count = after === undefined ? limit : limit + 1;
    const page = await this.collect(() =>
      this.client.readAll({ direction: FORWARDS, fromPosition, maxCount: count, credentials: this.credentials }),
    );
    const seen = (page as AllStreamResolvedEvent[]).flatMap(({ event, commitPosition }) =>
      event
        ? [
            {
              event: event as unknown as ServerEvent,
              position: positionOf(event.position ?? { commit: commitPosition ?? 0n, prepare: commitPosition ?? 0n }),
            },
          ]
        : [],
    );
    const fresh = seen.filter(({ position }) => position !== after);
    const events = fresh
      .filter(({ event: { streamId, type } }) => !streamId.startsWith('$') && !type.startsWith('$'))
      .filter(({ event: { streamId } }) => !streamPrefixes || streamPrefixes.some((prefix) => streamId.startsWith(prefix)))
      .map(({ event }) => fromServer(event));
    return { events, next: fresh.at(-1)?.position ?? after, end: page.length < count };
  }

  /** The live subscription only tells that there is news, and events are read in bounded pages, so that the server never drops a slow reader. */
  subscribeAll(after: Position | undefined, options: { streamPrefixes?: readonly string[]; pageSize?: number } = {}): Observable<LivePage> {
    const { pageSize = PAGE, ...filter } = options;
    this.stopNews ??= superviseNews(
      () => this.client.subscribeToAll({ fromPosition: END, filter: excludeSystemEvents(), credentials: this.credentials }),
      this.appended,
    );
    const { appended, closing } = this;
    return follow(after, (position) => this.readAll(position, { ...filter, limit: pageSize }), { appended, closing, poll: WATCHDOG });
  }

  async head(): Promise<Position | undefined> {
    const [last] = await this.collect(() =>
      this.client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1, credentials: this.credentials }),
    );
    return last?.event ? fromServer(last.event as ServerEvent, last.commitPosition).position : undefined;
  }

  comparePositions(a: Position, b: Position): number {
    const [left, right] = [parsePosition(a), parsePosition(b)];
    const difference = left.commit - right.commit || left.prepare - right.prepare;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  async ping(): Promise<void> {
    await this.head();
  }

  async close(): Promise<void> {
    if (this.closing.fired) return;
    this.closing.fire();
    this.appended.fire();
    this.stopNews?.();
    await this.client.dispose();
  }

  private async inTurn<T>(call: () => Promise<T>): Promise<T> {
    if (this.inFlight >= IN_FLIGHT) await new Promise<void>((next) => this.queue.push(next));
    this.inFlight += 1;
    try {
      return await call();
    } finally {
      this.inFlight -= 1;
      this.queue.shift()?.();
    }
  }

  private async headOf(stream: string): Promise<number | 'noStream'> {
    const [last] = await this.collect(() =>
      this.client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1, credentials: this.credentials }),
    );
    return last?.event ? Number(last.event.revision) : 'noStream';
  }

  /** Collects all events of a bounded read. The call is always cancelled at the end, also when the server falls silent. */
  private async collect<T>(call: () => AsyncIterable<T> & { cancel?(): Promise<void> }): Promise<T[]> {
    if (this.closing.fired) throw closed();
    const read = call();
    const items: T[] = [];
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      void read.cancel?.().catch(() => undefined);
    }, SILENCE);
    try {
      for await (const item of read) {
        timer.refresh();
        items.push(item);
      }
      if (late) throw new StoreUnavailable('The event store does not answer.');
      return items;
    } catch (error) {
      if (error instanceof StreamNotFoundError) return [];
      throw this.closing.fired ? closed() : unavailable(error);
    } finally {
      clearTimeout(timer);
      await read.cancel?.().catch(() => undefined);
    }
  }
}

function parsePosition(position: Position): { commit: bigint; prepare: bigint } {
  const [commit = '0', prepare = commit] = position.split('/');
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

function unavailable(cause: unknown): unknown {
  return cause instanceof StoreError ? cause : new StoreUnavailable('The event store cannot be reached.', { cause });
}

const closed = () => new StoreError('STORE_CLOSED', 'The store is closed.');
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
