import type Database from 'better-sqlite3';
import { leafText, leavesFrom, type Leaf } from '@relet/event-store';
import type { Checkpoint } from '../engine.js';

/**
 * How far rows have come, by the values of their keys. An earlier version of the program moves the position alone: the last event of before is not that of the
 * position then.
 */
export function checkpointIn(valueOf: (key: string) => string | undefined): Checkpoint {
  const position = valueOf('position') ?? null;
  const [at, leaf = ''] = valueOf('last')?.split('\n') ?? [];
  return { position, change: Number(valueOf('change') ?? 0), last: at === position ? leavesFrom(leaf)?.[0] : undefined };
}

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
    return checkpointIn((key) => this.get.get(key));
  }

  move(position: string | null, last: Leaf | undefined): void {
    this.put('position', position ?? undefined);
    this.put('last', last && `${position}\n${leafText(last)}`);
  }

  altered(): string[] | undefined {
    const streams = this.get.get('altered');
    return streams === undefined ? undefined : (JSON.parse(streams) as string[]);
  }

  tellAltered(streams: readonly string[] | undefined): void {
    this.put('altered', streams && JSON.stringify(streams));
  }

  private put(key: string, value: string | undefined): void {
    if (value === undefined) this.db.prepare('DELETE FROM relet_meta WHERE key = ?').run(key);
    else this.set.run(key, value);
  }

  /** Each stream that has changed gets a number of its own, in their order: whoever knows a number can ask for what came after. */
  changed(streams: Iterable<string>): void {
    let { change } = this.checkpoint();
    for (const stream of streams) this.change.run(stream, ++change);
    this.set.run('change', String(change));
  }
}
