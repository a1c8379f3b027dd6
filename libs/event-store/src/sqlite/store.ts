import type Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import type { Observable } from 'rxjs';
import { StoreError } from '../errors.js';
import type { AppendResult, EventStore, ExpectedRevision, LivePage, LogEvent, Page, Position, StoredEvent } from '../port.js';
import { follow, Signal } from '../follow.js';
import { unreadable } from '../unreadable.js';
import { asStoreError, checkFile, mustHaveRoom, openForReading, openForWriting, translated } from './file.js';
import { GroupCommit } from './group-commit.js';
import { Heads } from './heads.js';
import { lockForWriting } from './lock.js';

/** How often a reader in another process looks for new events, in milliseconds. */
const POLL = 50;
const PAGE = 500;

interface Row {
  position: number;
  stream: string;
  revision: number;
  body: string;
}

/** Events in one SQLite file, for one writing process and any number of reading ones. A position is the row number; there are no gaps. */
export class SqliteEventStore implements EventStore {
  readonly description: string;
  private readonly appended = new Signal();
  private readonly closing = new Signal();
  /** Only where nobody else writes: there what lies behind a stream's head is not looked for in the file. */
  private readonly heads: Heads | undefined;
  private readonly writer: GroupCommit | undefined;
  private readonly byStream: Database.Statement<[string, number, number], Row>;
  private readonly byPosition: Database.Statement<[number, number], Row>;
  private readonly last: Database.Statement;
  private closed = false;

  private constructor(
    private readonly path: string,
    private readonly db: Database.Database,
    private readonly lock: { release(): void } | undefined,
  ) {
    this.description = `SQLite file ${path}`;
    this.heads = lock && new Heads(db);
    this.writer = this.heads && new GroupCommit(db, path, this.heads, () => this.appended.fire());
    this.byStream = db.prepare(
      'SELECT position, stream, revision, body FROM event WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision',
    );
    this.byPosition = db.prepare('SELECT position, stream, revision, body FROM event WHERE position > ? ORDER BY position LIMIT ?');
    this.last = db.prepare('SELECT max(position) FROM event').pluck();
  }

  /** Opens the file. Throws STORE_LOCKED, STORE_READ_ONLY, STORE_CORRUPT or NOT_A_STORE when it cannot be opened. */
  static open(path: string, { readOnly = false } = {}): SqliteEventStore {
    if (readOnly) return new SqliteEventStore(path, openForReading(path), undefined);
    // Beside what is no store, no lock is left.
    if (existsSync(path)) translated(path, () => checkFile(path));
    const lock = lockForWriting(path);
    try {
      return new SqliteEventStore(path, openForWriting(path), lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  get readOnly(): boolean {
    return this.writer === undefined;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult> {
    this.mustBeOpen();
    if (!this.writer) throw new StoreError('STORE_READ_ONLY', 'The store is open for reading only.');
    if (!events.length) throw new RangeError('An append holds one event at least.');
    const result = await this.writer.append(stream, expected, events);
    if (result.position === '1') this.settle();
    return result;
  }

  /** Moves the first event, in which the log says what it is, from the write-ahead log into the file: if that log is lost later, the store does not look like a new one. */
  private settle(): void {
    try {
      this.db.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // The event is on the disk in any case, and is moved with those that follow.
    }
  }

  async readStream(stream: string, { from = 0, to = Number.MAX_SAFE_INTEGER } = {}): Promise<LogEvent[]> {
    return this.read(() => {
      if (this.heads && this.heads.of(stream) < from) return [];
      const rows = this.byStream.all(stream, from, to);
      mustFollow(rows, 'revision', from, stream);
      return rows.map(parse);
    });
  }

  async readAll(
    after: Position | undefined,
    { limit = PAGE, streamPrefixes }: { limit?: number; streamPrefixes?: readonly string[] } = {},
  ): Promise<Page> {
    return this.read(() => {
      const rows = this.byPosition.all(Number(after ?? 0), limit);
      mustFollow(rows, 'position', Number(after ?? 0) + 1);
      const wanted = streamPrefixes ? rows.filter(({ stream }) => streamPrefixes.some((prefix) => stream.startsWith(prefix))) : rows;
      const next = rows.at(-1)?.position;
      return { events: wanted.map(parse), next: next === undefined ? after : String(next), end: rows.length < limit };
    });
  }

  subscribeAll(after: Position | undefined, options: { streamPrefixes?: readonly string[]; pageSize?: number } = {}): Observable<LivePage> {
    const { pageSize = PAGE, ...filter } = options;
    const { appended, closing } = this;
    const read = (position: Position | undefined) => this.readAll(position, { ...filter, limit: pageSize });
    return follow(after, read, { appended, closing, ...(this.readOnly && { poll: POLL }) });
  }

  async head(): Promise<Position | undefined> {
    return this.read(() => {
      const last = this.last.get() as number | null;
      return last === null ? undefined : String(last);
    });
  }

  comparePositions(a: Position, b: Position): number {
    return Number(a) - Number(b);
  }

  async ping(): Promise<void> {
    await this.head();
    if (this.writer) this.read(() => mustHaveRoom(this.path));
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.writer?.drain();
    this.closed = true;
    this.closing.fire();
    this.appended.fire();
    this.db.close();
    this.lock?.release();
  }

  private read<T>(query: () => T): T {
    this.mustBeOpen();
    try {
      return query();
    } catch (error) {
      throw asStoreError(this.path, error);
    }
  }

  private mustBeOpen(): void {
    if (this.closed) throw new StoreError('STORE_CLOSED', 'The store is closed.');
  }
}

/** Rows are numbered without gaps. Where a number is missing something was lost, and nothing after it is handed out. */
function mustFollow(rows: readonly Row[], number: 'position' | 'revision', from: number, stream?: string): void {
  const at = rows.findIndex((row, n) => row[number] !== from + n);
  if (at < 0) return;
  const missing = from + at;
  throw new StoreError('STORE_CORRUPT', `${stream ? `The stream ${stream}` : 'The log'} has no event at ${number} ${missing}.`, {
    details: stream ? { case: 'STREAM_GAP', stream, number: missing } : { case: 'LOG_GAP', number: missing },
  });
}

/** The event of a row. It counts as one that cannot be read when its text is no JSON, or names another stream or revision than the row's columns do. */
function parse(row: Row): LogEvent {
  const { position, stream, revision, body } = row;
  try {
    const event = JSON.parse(body) as StoredEvent | null;
    if (event?.stream === stream && event.revision === revision) return Object.assign(event, { position: String(position) });
  } catch {
    // No JSON: handed out below as an event that cannot be read.
  }
  return unreadable(stream, revision, String(position), body);
}
