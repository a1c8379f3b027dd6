import type Database from 'better-sqlite3';
import type { Checkpoint } from '../engine.js';

/** What is said of the rows that are read: whose they are, how far they have come, and which streams have changed when. */
export class Meta {
  private readonly get: Database.Statement<[string], string>;
  private readonly set: Database.Statement;
  private readonly change: Database.Statement;

  constructor(private readonly db: Database.Database) {
    this.get = db.prepare<[string], string>('SELECT value FROM relet_meta WHERE key = ?').pluck();
    this.set = db.prepare('INSERT OR REPLACE INTO relet_meta VALUES (?, ?)');
    this.change = db.prepare('INSERT OR REPLACE INTO relet_changed VALUES (?, ?)');
  }

  /** Names the store and the versions of the projections; undefined in a new file. */
  madeFor(): string | undefined {
    return this.get.get('madeFor');
  }

  makeFor(name: string): void {
    this.set.run('madeFor', name);
  }

  checkpoint(): Checkpoint {
    return { position: this.get.get('position') ?? null, change: Number(this.get.get('change') ?? 0) };
  }

  move(position: string | null): void {
    if (position === null) this.db.prepare("DELETE FROM relet_meta WHERE key = 'position'").run();
    else this.set.run('position', position);
  }

  altered(): string[] | undefined {
    const streams = this.get.get('altered');
    return streams === undefined ? undefined : (JSON.parse(streams) as string[]);
  }

  tellAltered(streams: readonly string[] | undefined): void {
    if (streams) this.set.run('altered', JSON.stringify(streams));
    else this.db.prepare("DELETE FROM relet_meta WHERE key = 'altered'").run();
  }

  /** Each stream that has changed gets a number of its own, in their order: whoever knows a number can ask for what came after. */
  changed(streams: Iterable<string>): void {
    let { change } = this.checkpoint();
    for (const stream of streams) this.change.run(stream, ++change);
    this.set.run('change', String(change));
  }
}
