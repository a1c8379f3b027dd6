import type Database from 'better-sqlite3';

/** Heads kept in memory; beyond it they are looked up again. */
const KEPT = 100_000;

/** The last revision of each stream as its one writer knows it, -1 for a stream that is not there: what it says is asked of no file. */
export class Heads {
  private readonly known = new Map<string, number>();
  private readonly query: Database.Statement;

  constructor(db: Database.Database) {
    this.query = db.prepare('SELECT max(revision) FROM event WHERE stream = ?').pluck();
  }

  of(stream: string): number {
    const known = this.known.get(stream);
    if (known !== undefined) return known;
    const found = (this.query.get(stream) as number | null) ?? -1;
    this.set(stream, found);
    return found;
  }

  set(stream: string, revision: number): void {
    if (this.known.size >= KEPT) this.known.clear();
    this.known.set(stream, revision);
  }

  /** After a transaction that was given up: what it had moved is looked up again. */
  forget(): void {
    this.known.clear();
  }
}
