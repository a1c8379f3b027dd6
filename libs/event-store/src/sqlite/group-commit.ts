import type Database from 'better-sqlite3';
import { textOf } from '../chain.js';
import { VersionConflict } from '../errors.js';
import type { AppendResult, ExpectedRevision, StoredEvent } from '../port.js';
import { asStoreError } from './file.js';
import type { Heads } from './heads.js';

interface Waiting {
  stream: string;
  expected: ExpectedRevision;
  events: readonly StoredEvent[];
  resolve(result: AppendResult): void;
  reject(error: unknown): void;
}

/** Events written in one transaction at most, so that nobody waits long behind one caller's import. */
const BATCH = 4_096;

/**
 * Callers who append at the same time share one transaction and one flush; each has a result or a conflict of its own.
 * An append is answered only after the commit is on disk.
 */
export class GroupCommit {
  private readonly queue: Waiting[] = [];
  private scheduled = false;
  private readonly insert: Database.Statement;

  constructor(
    private readonly db: Database.Database,
    private readonly path: string,
    private readonly heads: Heads,
    private readonly committed: () => void,
  ) {
    this.insert = db.prepare('INSERT INTO event (stream, revision, body) VALUES (?, ?, ?)');
  }

  append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.queue.push({ stream, expected, events, resolve, reject });
      this.schedule();
    });
  }

  /** Writes what still waits, before the store is closed. */
  drain(): void {
    while (this.queue.length) this.commitBatch();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.commitBatch();
      if (this.queue.length) this.schedule();
    });
  }

  private commitBatch(): void {
    const batch = this.takeBatch();
    if (!batch.length) return;
    const answers: (() => void)[] = [];
    try {
      this.db.exec('BEGIN IMMEDIATE');
      for (const waiting of batch) answers.push(this.write(waiting));
      this.db.exec('COMMIT');
    } catch (error) {
      this.rollBack(batch, error);
      return;
    }
    for (const answer of answers) answer();
    this.committed();
  }

  private takeBatch(): Waiting[] {
    let size = 0;
    const upTo = this.queue.findIndex(({ events }) => (size += events.length) > BATCH);
    return this.queue.splice(0, upTo < 0 ? this.queue.length : Math.max(1, upTo));
  }

  private write({ stream, expected, events, resolve, reject }: Waiting): () => void {
    const head = this.heads.of(stream);
    if (head !== (expected === 'noStream' ? -1 : expected)) {
      return () => reject(new VersionConflict(stream, head < 0 ? 'noStream' : head));
    }
    let position: number | bigint = 0;
    for (const event of events) position = this.insert.run(stream, event.revision, textOf(event)).lastInsertRowid;
    const revision = head + events.length;
    this.heads.set(stream, revision);
    return () => resolve({ revision, position: String(position) });
  }

  private rollBack(batch: readonly Waiting[], error: unknown): void {
    this.heads.forget();
    if (this.db.inTransaction) this.db.exec('ROLLBACK');
    const reason = asStoreError(this.path, error);
    for (const { reject } of batch) reject(reason);
  }
}
