import type Database from 'better-sqlite3';
import type { Leaf } from '@relet/event-store';
import { setImmediate } from 'node:timers/promises';
import type { Differences, SecondVersion, Written } from '../engine.js';
import { tablesOf, type Projection } from '../projection.js';
import type { Table } from '../table.js';
import { Meta } from './meta.js';
import { RowWriter } from './row-writer.js';
import { createVersion, dropTables, NEXT, OLD, PARKED, PARKED_TABLE, tablesThere } from './tables.js';

/** Streams whose rows are compared at once: reads have their turn in between. */
const COMPARED = 200;

/** A second version in the same file: tables of another name, which are given the names that are read in one transaction. */
export class SqliteSecondVersion implements SecondVersion {
  private readonly writer: RowWriter;
  private readonly written = new Set<string>();

  constructor(
    private readonly db: Database.Database,
    private readonly meta: Meta,
    private readonly projections: readonly Projection[],
    private readonly name: string,
    private readonly tookOver: () => void,
  ) {
    db.transaction(() => {
      dropTables(db, NEXT);
      createVersion(db, projections, NEXT);
    })();
    this.writer = new RowWriter(db, projections, NEXT);
  }

  write(streams: Written): Promise<void> {
    this.db.transaction(() => {
      for (const [stream, rows] of streams) this.writer.put(stream, rows, !this.written.has(stream));
    })();
    for (const stream of streams.keys()) this.written.add(stream);
    return Promise.resolve();
  }

  async differences(): Promise<Differences | undefined> {
    if (this.meta.madeFor() !== this.name) return undefined;
    const known = this.db.prepare('SELECT stream FROM relet_changed').pluck().all() as string[];
    const streams = [...new Set([...known, ...this.written])].sort();
    const found = new Set<string>();
    const tables: Record<string, number> = {};
    for (const [table, columns] of Object.entries({ ...tablesOf(this.projections), [PARKED]: PARKED_TABLE })) {
      const differing = this.comparison(table, columns);
      for (let n = 0; n <= streams.length; n += COMPARED) {
        const differ = differing(n === 0 ? '' : (streams[n] ?? END), streams[n + COMPARED] ?? END);
        if (differ.length) tables[table] = (tables[table] ?? 0) + differ.length;
        for (const stream of differ) found.add(stream);
        await setImmediate();
      }
    }
    return { streams: [...found].sort(), tables };
  }

  /** Streams of a table that differ, of those in an interval of names. */
  private comparison(table: string, columns: Table): (from: string, to: string) => string[] {
    const place = table === PARKED ? ['stream'] : ['stream', 'ordinal'];
    const side = (one: string, other: string) => `
      SELECT a.stream FROM ${one} a LEFT JOIN ${other} b ON ${place.map((column) => `a.${column} = b.${column}`).join(' AND ')}
      WHERE a.stream >= $from AND a.stream < $to AND (b.stream IS NULL OR ${Object.keys(columns)
        .map((column) => `a.${column} IS NOT b.${column}`)
        .join(' OR ')})`;
    const query = this.db.prepare(`${side(table, table + NEXT)} UNION ${side(table + NEXT, table)}`).pluck();
    return (from, to) => query.all({ from, to }) as string[];
  }

  async takeOver(position: string | null, differences: Differences | undefined, last?: Leaf): Promise<void> {
    const { db } = this;
    db.transaction(() => {
      for (const name of tablesThere(db, '')) db.exec(`ALTER TABLE "${name}" RENAME TO "${name}${OLD}"`);
      for (const name of tablesThere(db, NEXT)) db.exec(`ALTER TABLE "${name}" RENAME TO "${name.slice(0, -NEXT.length)}"`);
      this.meta.move(position, last);
      this.meta.makeFor(this.name);
      this.meta.changed(differences?.streams ?? this.written);
    })();
    this.tookOver();
    for (const name of tablesThere(db, OLD)) {
      await setImmediate();
      db.exec(`DROP TABLE "${name}"`);
    }
  }
}

/** Behind every name of a stream. */
const END = '\u{10FFFF}';
