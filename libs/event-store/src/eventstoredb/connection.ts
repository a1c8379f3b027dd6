import { EventStoreDBClient, StreamNotFoundError, type Credentials } from '@eventstore/db-client';
import { StoreError, StoreUnavailable } from '../errors.js';
import { Signal } from '../follow.js';
import type { Address } from './address.js';
import { faultOf, isLost } from './faults.js';
import { Presence, Silent, Watch } from './presence.js';
import { Turns } from './turns.js';

/** Reads in flight at most: a server that has just started stalls a burst of them for seconds. */
const READS = 24;
/** Appends in flight at most, because each one opens a stream of its own on the connection. */
const APPENDS = 128;
/** Milliseconds that a read waits for its next event, because a server that hangs never ends a call. */
const SILENCE = 3_000;
/** Milliseconds after which no call is begun again. */
const PATIENCE = 10_000;
/** The same while somebody waits for the answer, and the server is not there at all: who waits is told within 2 s. */
const AWAY = 1_200;

/** Milliseconds that a call has to be cancelled. */
const CANCELLING = 100;
/** The same for all calls under way when the connection is closed: some of them may never say that they have ended. */
const CLOSING = 1_000;

/** How a read is made. */
export interface Reading {
  /** Milliseconds after which it is given up, all tries together. */
  patience?: number;
}

/** How a stream is read that may not be there: what is done before none of its events are answered. */
interface Finding extends Reading {
  notFound?: () => Promise<void>;
}

type Items<T> = AsyncIterable<T> & {
  cancel(): Promise<void>;
  destroy(reason: Error): unknown;
  on(event: 'error', met: () => void): Items<T>;
};

/** The one client of a server: calls in turn, each with an end, and errors of the port instead of the client's. */
export class Connection {
  readonly closing = new Signal();
  readonly credentials: Credentials;
  private readonly reads = new Turns(READS);
  private readonly appends = new Turns(APPENDS);
  private readonly presence: Presence;
  private isBrief = false;
  private current: EventStoreDBClient;

  constructor(private readonly address: Address) {
    this.credentials = address.credentials;
    this.presence = new Presence(() => this.current, address.isCluster);
    this.current = this.made();
  }

  get client(): EventStoreDBClient {
    return this.current;
  }

  /** From now on somebody waits for each call: one to a server that is not there is given up soon. */
  beBrief(): void {
    this.isBrief = true;
  }

  /**
   * Collects all events of a bounded read; a stream that is not there has none. It is tried again while the server may come back. The call is always
   * cancelled, also when the server falls silent.
   */
  async read<T>(begin: (client: EventStoreDBClient) => Items<T>, { patience, notFound }: Finding = {}): Promise<T[]> {
    const begun = performance.now();
    const left = () => Math.max(1, begun + (patience ?? PATIENCE) - performance.now());
    for (let attempt = 1; ; attempt++) {
      try {
        const within = patience === undefined ? undefined : left();
        return await this.reads.take(() => this.collected(begin, Math.min(SILENCE, left())), within);
      } catch (error) {
        if (error instanceof StreamNotFoundError) {
          await notFound?.();
          return [];
        }
        const fault = this.met(error);
        const wait = this.pauseAfter(fault, { attempt, begun, patience: patience ?? PATIENCE });
        if (wait === undefined) throw fault;
        await this.closing.past(0, wait);
      }
    }
  }

  /**
   * How long to wait until a call that has failed is tried again, in milliseconds; undefined when it is not: it has another cause than a server that is away, or
   * whoever asks has waited long enough.
   */
  pauseAfter(
    fault: StoreError,
    { attempt, begun, patience = PATIENCE }: { attempt: number; begun: number; patience?: number },
  ): number | undefined {
    if (!(fault instanceof StoreUnavailable)) return undefined;
    const wait = pauseBefore(attempt);
    const end = (patient: number) => (performance.now() + wait > begun + patient ? undefined : wait);
    if (!this.isBrief || (fault instanceof Silent && fault.isThere)) return end(patience);
    if (fault instanceof Silent) return undefined;
    const again = end(Math.min(AWAY, patience));
    // Others who wait need not find out for themselves.
    if (again === undefined) this.presence.wasGone();
    return again;
  }

  /** One call that writes, with the client's own error when it fails: only whoever wrote can find out what became of it. */
  append<T>(call: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    this.mustBeOpen();
    return this.appends.take(() => this.answered(call));
  }

  private answered<T>(call: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    if (this.isBrief && this.presence.isGone) throw new Silent(false);
    return new Promise<T>((resolve, reject) => {
      const watch = new Watch(this.presence, Infinity, reject);
      void call(this.current)
        .then(resolve, reject)
        .finally(() => watch.stop());
    });
  }

  /** The error as one of the port. A client that has not found its servers is replaced. */
  met(error: unknown): StoreError {
    if (this.closing.fired) return closed();
    if (isLost(error)) this.replace();
    return faultOf(error);
  }

  mustBeOpen(): void {
    if (this.closing.fired) throw closed();
  }

  async close(): Promise<void> {
    if (this.closing.fired) return;
    this.closing.fire();
    await atMost(CLOSING, this.current.dispose());
  }

  private async collected<T>(begin: (client: EventStoreDBClient) => Items<T>, silence: number): Promise<T[]> {
    this.mustBeOpen();
    if (this.isBrief && this.presence.isGone) throw new Silent(false);
    const read = begin(this.current);
    const items: T[] = [];
    let isEnded = false;
    const watch = new Watch(this.presence, silence, (reason) => void read.destroy(reason));
    try {
      for await (const item of read) {
        watch.heard();
        items.push(item);
      }
      isEnded = true;
      return items;
    } finally {
      watch.stop();
      if (!isEnded) await cancelled(read);
    }
  }

  private replace(): void {
    const before = this.current;
    this.current = this.made();
    void before.dispose().catch(() => undefined);
  }

  private made(): EventStoreDBClient {
    try {
      return EventStoreDBClient.connectionString(this.address.setting);
    } catch {
      // The client's sentence repeats the address, and with it the password.
      throw new StoreError('STORE_ADDRESS', 'RELET_STORE is no address that the client of EventStoreDB can read.');
    }
  }
}

/**
 * To leave a loop does not end the call on the server. It is waited for, so that no other call comes before the server has heard of it, but not for a server that
 * is still looked for. What comes of the call later is no error of anybody's.
 */
async function cancelled(read: Items<unknown>): Promise<void> {
  const cancelling = read
    .on('error', () => undefined)
    .cancel()
    .catch(() => undefined);
  await atMost(CANCELLING, cancelling);
}

/** Waits for something, and so many milliseconds at most. */
async function atMost(ms: number, ending: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([ending, timeIsUp]).finally(() => clearTimeout(timer));
}

/** Each pause is longer than the last and partly random, so that many calls do not come back at once. */
export const pauseBefore = (attempt: number): number => Math.min(1_000, 50 * 2 ** attempt) * (0.5 + Math.random());

const closed = () => new StoreError('STORE_CLOSED', 'The store is closed.');
