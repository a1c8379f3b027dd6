import { EventStoreDBClient, StreamNotFoundError, type Credentials } from '@eventstore/db-client';
import { StoreError, StoreUnavailable } from '../errors.js';
import { Signal } from '../follow.js';
import type { Address } from './address.js';
import { faultOf, isLost } from './faults.js';
import { Turns } from './turns.js';

/** Reads in flight at most: a server that has just started stalls a burst of them for seconds. */
const READS = 24;
/** Appends in flight at most, because each one opens a stream of its own on the connection. */
const APPENDS = 128;
/** Milliseconds that a read waits for its next event, because a server that hangs never ends a call. */
const SILENCE = 3_000;
/** Milliseconds after which no read is begun again. */
const PATIENCE = 10_000;

/** How a read is made. */
export interface Reading {
  /** Milliseconds after which it is given up, all tries together. */
  patience?: number;
}

type Items<T> = AsyncIterable<T> & { cancel?(): Promise<void> };

/** The one client of a server: calls in turn, each with an end, and errors of the port instead of the client's. */
export class Connection {
  readonly closing = new Signal();
  readonly credentials: Credentials;
  private readonly reads = new Turns(READS);
  private readonly appends = new Turns(APPENDS);
  private current: EventStoreDBClient;

  constructor(private readonly address: Address) {
    this.credentials = address.credentials;
    this.current = this.made();
  }

  get client(): EventStoreDBClient {
    return this.current;
  }

  /**
   * Collects all events of a bounded read; a stream that is not there has none. It is tried again while the server may come back. The call is always
   * cancelled at its end, also when the server falls silent.
   */
  async read<T>(begin: (client: EventStoreDBClient) => Items<T>, { patience = PATIENCE }: Reading = {}): Promise<T[]> {
    const until = performance.now() + patience;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.reads.take(() => this.collected(begin, Math.min(SILENCE, Math.max(1, until - performance.now()))));
      } catch (error) {
        if (error instanceof StreamNotFoundError) return [];
        const fault = this.met(error);
        const wait = pauseBefore(attempt);
        if (!(fault instanceof StoreUnavailable) || performance.now() + wait > until) throw fault;
        await this.closing.past(0, wait);
      }
    }
  }

  /** One call that writes, with the client's own error when it fails: only whoever wrote can find out what became of it. */
  append<T>(call: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    this.mustBeOpen();
    return this.appends.take(() => call(this.current));
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
    await this.current.dispose();
  }

  private async collected<T>(begin: (client: EventStoreDBClient) => Items<T>, silence: number): Promise<T[]> {
    this.mustBeOpen();
    const read = begin(this.current);
    const items: T[] = [];
    let [isLate, isEnded] = [false, false];
    const timer = setTimeout(() => {
      isLate = true;
      void read.cancel?.().catch(() => undefined);
    }, silence);
    try {
      for await (const item of read) {
        timer.refresh();
        items.push(item);
      }
      isEnded = true;
      if (isLate) throw late();
      return items;
    } catch (error) {
      throw isLate ? late() : error;
    } finally {
      clearTimeout(timer);
      // To leave the loop does not end the call on the server.
      if (!isEnded) await read.cancel?.().catch(() => undefined);
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
      throw new StoreError('NOT_A_STORE', 'RELET_STORE is no address that the client of EventStoreDB can read.');
    }
  }
}

/** Each pause is longer than the last and partly random, so that many calls do not come back at once. */
export const pauseBefore = (attempt: number): number => Math.min(1_000, 50 * 2 ** attempt) * (0.5 + Math.random());

const late = () => new StoreUnavailable('The server of the events does not answer in time.');
const closed = () => new StoreError('STORE_CLOSED', 'The store is closed.');
