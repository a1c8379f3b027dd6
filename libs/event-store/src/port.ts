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
 * A place in the log, in the engine's own form. Two positions of one engine are compared by `comparePositions`. A position means nothing in another
 * engine, so answers hold it as `position` and take it as `after`, and nothing else is made of it.
 */
export type Position = string;

/** An event as it is read from the log. */
export interface LogEvent extends StoredEvent {
  position: Position;
}

/** A bounded part of the log. */
export interface Page {
  events: readonly LogEvent[];
  /** Read on after this: the position of the last event that was looked at, also when a filter has left it out. */
  next: Position | undefined;
  /** True when the log ended here while this page was read. */
  end: boolean;
}

/** The revision at which the caller believes the stream to stand. */
export type ExpectedRevision = 'noStream' | number;

/** Where the last appended event stands. */
export interface AppendResult {
  revision: number;
  position: Position;
}

/** What every engine can do. All errors are those of `errors.ts`. */
export interface EventStore {
  /** Words for people: the engine and where it lives, without credentials. */
  readonly description: string;
  readonly readOnly: boolean;
  /** From now on people wait for each call: one to a server that is not there is given up within 2 s, and not only after the patience of a start. */
  beBrief?(): void;
  /** The version of the server; undefined when it does not say one. A file has none. */
  version?(): Promise<string | undefined>;
  /** Appends linked events (see `link`) in one atomic step. `VersionConflict` carries the actual revision. */
  append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult>;
  /** The stream's events in order, from `from` to `to` inclusive; an unknown stream is empty. Given up after `patience` milliseconds. */
  readStream(stream: string, range?: { from?: number; to?: number; patience?: number }): Promise<LogEvent[]>;
  /** One bounded page of the log after a position, which is not read again; undefined reads from the start. Given up after `patience` milliseconds. */
  readAll(after: Position | undefined, options?: { limit?: number; streamPrefixes?: readonly string[]; patience?: number }): Promise<Page>;
  /**
   * Everything after a position, and then what is appended, in pages. The next page is read when the consumer calls `done()`, because rxjs
   * itself cannot hold back. Subscribes again by itself after a dropped connection; completes when the store is closed.
   */
  subscribeAll(after: Position | undefined, options?: { streamPrefixes?: readonly string[]; pageSize?: number }): Observable<LivePage>;
  /** The position of the last event of the log, a server's own events included; undefined when it is empty. Given up after `patience` milliseconds. */
  head(reading?: { patience?: number }): Promise<Position | undefined>;
  /** Negative when `a` lies before `b`, 0 when they are the same place, else positive. */
  comparePositions(a: Position, b: Position): number;
  /** Resolves when the store can be read, and can be written unless it is open for reading only; else rejects with the reason. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A page that a subscriber was given. */
export interface LivePage extends Page {
  /** Ask for the next page. */
  done(): void;
}
