import type { Observable } from 'rxjs';

/** A value that JSON can carry; numbers are integers, strings are well-formed (docs/law.md 3.4). */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Everything an event says of itself before it has its place in a stream. */
export interface EventDraft {
  id: string;
  type: string;
  v: number;
  /** Civil date: when it was true. */
  effective: string;
  actor: string;
  role: string;
  party: string;
  municipality: string;
  commandId: string;
  commandHash: string;
  correlationId: string;
  causationId: string;
  payload: { readonly [key: string]: Json };
}

/** An event with its place, its time of recording and its link in the chain: what is stored and hashed. */
export interface StoredEvent extends EventDraft {
  stream: string;
  /** From 0, without gaps. */
  revision: number;
  /** `YYYY-MM-DDTHH:mm:ss.SSSZ`, never before its predecessor's in the stream. */
  recordedAt: string;
  /** Hash of the predecessor, 64 zeros at revision 0. */
  prev: string;
  /** SHA-256 (lower-case hex) of the RFC 8785 JSON of all other fields. */
  hash: string;
}

/**
 * Opaque, engine-specific place in the log. Strings of one engine can be compared with `comparePositions`; they
 * survive no move to another engine and enter no answer but `position` / `after`.
 */
export type Position = string;

export interface LogEvent extends StoredEvent {
  position: Position;
}

export interface Page {
  events: readonly LogEvent[];
  /** Where the next page starts (exclusive): the position of the last event looked at, filtered-out ones included. */
  next: Position | undefined;
  /** True when nothing more was in the log as this page was read. */
  end: boolean;
}

export type ExpectedRevision = 'noStream' | number;

export interface AppendResult {
  revision: number;
  position: Position;
}

/** The port behind which every engine stands. All errors are those of `errors.ts`. */
export interface EventStore {
  /** Words for people: the engine and where it lives, without credentials. */
  readonly description: string;
  readonly readOnly: boolean;
  /** Appends linked events (see `link`) in one atomic step. `VersionConflict` carries the actual revision. */
  append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult>;
  /** The stream's events in order, from `from` to `to` inclusive; an unknown stream is empty. */
  readStream(stream: string, range?: { from?: number; to?: number }): Promise<LogEvent[]>;
  /** One bounded page of the log after a position (exclusive; undefined = from the start). */
  readAll(after: Position | undefined, options?: { limit?: number; streamPrefixes?: readonly string[] }): Promise<Page>;
  /**
   * Catch-up and then live: pages, one at a time. The next page is read when the consumer's `done()` is called
   * (rxjs has no back-pressure of its own). Resubscribes by itself after a dropped connection; completes on close.
   */
  subscribeAll(after: Position | undefined, options?: { streamPrefixes?: readonly string[]; pageSize?: number }): Observable<LivePage>;
  /** The position of the last event of the log, undefined when it is empty. */
  head(): Promise<Position | undefined>;
  comparePositions(a: Position, b: Position): number;
  /** Resolves when the store can be reached, and written unless it is open for reading only; else rejects with the reason. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface LivePage extends Page {
  /** Ask for the next page. */
  done(): void;
}
