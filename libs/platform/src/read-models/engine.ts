import type { Leaf } from '@relet/event-store';
import type { Kysely } from 'kysely';
import type { Leases } from '../leases/leases.js';
import type { Rows } from './projection.js';
import type { Cell } from './table.js';

/** A stream that could not be read or written as rows, and why. */
export interface Parked {
  stream: string;
  reason: string;
}

/** How far read models have come, and which streams they could not read. */
export interface Progress extends Pick<Checkpoint, 'position' | 'last'> {
  parked: Parked[];
}

/** What rows say of streams whose names begin in one way: one of them if there is any, up to a position of the log. */
export interface Seen {
  position: string | null;
  stream: string | undefined;
}

/** How far rows have come. */
export interface Checkpoint {
  /** The last event of the log that the rows show; null before the first. */
  position: string | null;
  /** The number of the last change of a stream's rows. */
  change: number;
  /** The last event up to there that can be read: it tells this log from another one. Rows of an earlier version name none. */
  last?: Leaf | undefined;
}

/** Whose rows are kept: those of this version, of another version of this program, or of another store. */
export type MadeFor = 'this version' | 'another version' | 'another store';

/** New rows of some streams, or why a stream has to be parked. */
export type Written = ReadonlyMap<string, Rows | Error>;

/** In what a second version differs from the one that is read. */
export interface Differences {
  /** Streams by name. */
  streams: string[];
  /** Streams that differ, by table. */
  tables: Record<string, number>;
}

/** A second version of all rows that is written beside the one that is read. Nobody reads it before it takes over. */
export interface SecondVersion {
  /** Writes all rows of some streams; those written before are replaced. */
  write(streams: Written): Promise<void>;
  /** What differs from the version that is read; undefined when that one was made by another version of the program, whose tables differ. */
  differences(): Promise<Differences | undefined>;
  /** Is read from now on, as the rows of the log up to a position and the last event before it; the rows before it are let go. */
  takeOver(position: string | null, differences: Differences | undefined, last?: Leaf): Promise<void>;
}

/** Thrown instead of writing: another process makes the rows by now, or has made some. */
export class LeaseLost extends Error {
  constructor(message = 'Another process makes the rows now.') {
    super(message);
    this.name = 'LeaseLost';
  }
}

/** Where rows are kept. All of it is asynchronous, so that rows may lie in another process. */
export interface Engine {
  /** The rows that are read, for SELECT only. */
  readonly rows: Kysely<Record<string, Record<string, Cell>>>;
  /** Further rights that those who share the rows have in turn; rows in a file keep none. */
  readonly leases?: Leases;
  /**
   * Takes the lease, or renews it: the right to make the rows, which one process has at a time. It passes on a few seconds after it was last renewed. False while
   * another process has it; whoever has it no more writes nothing.
   */
  lease(): Promise<boolean>;
  madeFor(): Promise<MadeFor>;
  checkpoint(): Promise<Checkpoint>;
  parked(): Promise<Parked[]>;
  isParked(stream: string): Promise<boolean>;
  /** Streams whose rows have changed after a change, in the order of their last change. */
  changedSince(change: number): Promise<string[]>;
  /**
   * Replaces the rows of some streams and moves the checkpoint, all or nothing; LeaseLost when the checkpoint is not at `from`, or another process has the lease.
   * Without `last` the event that was last stays it.
   */
  write(streams: Written, from: string | null, to: string | null, last?: Leaf): Promise<void>;
  /** Begins a second version; what was left of an earlier one is let go. */
  second(): Promise<SecondVersion>;
  /** SHA-256 over all rows that every engine keeps, in their order: two makings of the same log agree in it. */
  checksum(): Promise<string>;
  /** Streams whose chain was found broken when the log was last looked through to its end; undefined while it has not been. */
  altered(): Promise<string[] | undefined>;
  tellAltered(streams: readonly string[] | undefined): Promise<void>;
  close(): Promise<void>;
}
