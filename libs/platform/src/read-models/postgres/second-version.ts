import type { Leaf } from '@relet/event-store';
import { setTimeout } from 'node:timers/promises';
import type { Differences, SecondVersion, Written } from '../engine.js';
import type { Projection } from '../projection.js';
import { dressForAnalysts, holdAnalysts } from './analysts.js';
import { Bulk } from './bulk.js';
import { slowly, takesNot, type Connection, type Connections } from './connections.js';
import { addKey, createVersion, NEXT, OLD, PARKED, placeIn, quoted, tablesIn, versionOf } from './layout.js';
import type { Lease } from './lease.js';
import { moveOn, type Moved } from './changed.js';
import { RowWriter } from './row-writer.js';

/**
 * How long the switch waits for reads that are under way before it lets others go first, in milliseconds, and how often it tries. The pauses grow: an analyst's
 * question takes longer than ours.
 */
const SWITCH = 400;
const TRIES = 200;
const PAUSE = 3_000;

/** Of what a second version is part. */
export interface House {
  connections: Connections;
  lease: Lease;
  schema: string;
  projections: readonly Projection[];
  /** Whose rows it makes. */
  name: string;
}

/** A second version in the same schema: tables of another name, which are given the names that are read in one transaction. */
export class PostgresSecondVersion implements SecondVersion {
  private readonly writer: RowWriter;
  private readonly bulk: Bulk;
  private readonly written = new Set<string>();
  private keyed = false;
  /** What is being copied while further rows are made. */
  private copying: Promise<void> = Promise.resolve();

  private constructor(private readonly house: House) {
    this.writer = new RowWriter(house.schema, house.projections, NEXT);
    this.bulk = new Bulk(house.schema, house.projections, NEXT);
  }

  /** Lets go what an earlier one has left, and makes empty tables. */
  static async begin(house: House): Promise<PostgresSecondVersion> {
    const { connections, lease, schema, projections } = house;
    await connections.inTransaction(async (connection) => {
      await lease.hold(connection);
      for (const end of [NEXT, OLD]) await dropTables(connection, schema, end);
      await createVersion(connection, schema, projections, NEXT);
    });
    return new PostgresSecondVersion(house);
  }

  async write(streams: Written): Promise<void> {
    const again = [...streams.keys()].some((stream) => this.written.has(stream));
    const all = [...streams].map(([stream, rows]) => this.writer.made(stream, rows));
    for (const stream of streams.keys()) this.written.add(stream);
    if (again) {
      await this.settled();
      await this.fenced((connection) => this.writer.putEach(connection, all));
    } else {
      this.bulk.add(all);
      if (!this.bulk.isFull) return;
      await this.copying;
      this.copying = this.flush();
      // Whoever waits for it next is told.
      this.copying.catch(() => undefined);
    }
  }

  /** Copies what is kept. Where the server does not take a row it goes stream by stream, so that one alone is parked. */
  private async flush(): Promise<void> {
    const all = this.bulk.taken();
    if (!all.length) return;
    try {
      await this.fenced((connection) => this.bulk.copy(connection, all));
    } catch (error) {
      if (!takesNot(error)) throw error;
      await this.key();
      await this.fenced((connection) => this.writer.putEach(connection, all));
    }
  }

  /** All is written, and can be found by its key. */
  private async settled(): Promise<void> {
    await this.copying;
    await this.flush();
    await this.key();
  }

  private async key(): Promise<void> {
    if (this.keyed) return;
    const { schema, projections } = this.house;
    await this.fenced(async (connection) => {
      for (const table of Object.keys(versionOf(projections))) await addKey(connection, schema, table, NEXT);
    });
    this.keyed = true;
  }

  /** Whoever begins another second version waits for this transaction; one that begins afterwards has written down that its turn has come. */
  private fenced<T>(act: (connection: Connection) => Promise<T>): Promise<T> {
    const { connections, lease } = this.house;
    return connections.inTransaction(async (connection) => {
      await lease.look(connection);
      await connection.query(`LOCK TABLE ${this.named(PARKED, NEXT)} IN ROW EXCLUSIVE MODE`);
      await lease.look(connection);
      return act(connection);
    });
  }

  async differences(): Promise<Differences | undefined> {
    await this.settled();
    return this.fenced(async (connection) => {
      const { madeFor } = await this.house.lease.look(connection);
      if (madeFor !== this.house.name) return undefined;
      const found = new Set<string>();
      const tables: Record<string, number> = {};
      for (const [table, columns] of Object.entries(versionOf(this.house.projections))) {
        const differ = await this.differing(connection, table, [...placeIn(table), ...Object.keys(columns)]);
        if (differ.length) tables[table] = differ.length;
        for (const stream of differ) found.add(stream);
      }
      return { streams: [...found].sort(), tables };
    });
  }

  private async differing(connection: Connection, table: string, columns: readonly string[]): Promise<string[]> {
    const list = columns.map(quoted).join(', ');
    const without = (one: string, other: string) =>
      `(SELECT ${list} FROM ${this.named(table, one)} EXCEPT SELECT ${list} FROM ${this.named(table, other)})`;
    const sql = `SELECT DISTINCT stream FROM (${without('', NEXT)} UNION ALL ${without(NEXT, '')}) AS differing`;
    return (await connection.query<{ stream: string }>(slowly(sql))).rows.map(({ stream }) => stream);
  }

  async takeOver(position: string | null, differences: Differences | undefined, last?: Leaf): Promise<void> {
    await this.settled();
    const { connections, schema, projections } = this.house;
    for (const table of Object.keys(versionOf(projections)))
      await connections.inTransaction((to) => to.query(slowly(`ANALYZE ${this.named(table, NEXT)}`)));
    const streams = [...(differences?.streams ?? this.written)];
    for (let tries = 1; !(await this.switched({ position, last }, streams, tries)); tries++)
      await setTimeout(Math.min(50 * tries, PAUSE) * Math.random());
    await connections.inTransaction((connection) => dropTables(connection, schema, OLD)).catch(() => undefined);
  }

  /** Gives the new tables the names that are read; false when reads that are under way have kept it from that: those that came behind go first. */
  private async switched(to: Pick<Moved, 'position' | 'last'>, streams: readonly string[], tries: number): Promise<boolean> {
    const { connections, lease, schema, projections, name } = this.house;
    try {
      await connections.inTransaction(async (connection) => {
        await connection.query(`SET LOCAL lock_timeout = ${SWITCH}`);
        const { change } = await lease.hold(connection);
        const isAsked = await holdAnalysts(connection, schema, projections);
        const [live, next] = [await tablesIn(connection, schema, ''), await tablesIn(connection, schema, NEXT)];
        if (live.length)
          await connection.query(`LOCK TABLE ${live.map((table) => this.named(table, '')).join(', ')} IN ACCESS EXCLUSIVE MODE`);
        for (const table of live) await this.rename(connection, table, table + OLD);
        for (const table of next) await this.rename(connection, table, table.slice(0, -NEXT.length));
        if (isAsked) await dressForAnalysts(connection, schema, projections);
        await moveOn(connection, schema, streams, { ...to, change, madeFor: name });
      });
      return true;
    } catch (error) {
      const { code } = ((error as Error).cause ?? error) as { code?: string };
      if (tries >= TRIES || (code !== '55P03' && code !== '40P01')) throw error;
      return false;
    }
  }

  private async rename(connection: Connection, from: string, to: string): Promise<void> {
    await connection.query(`ALTER TABLE ${this.named(from, '')} RENAME TO ${quoted(to)}`);
  }

  private named(table: string, end: string): string {
    return `${quoted(this.house.schema)}.${quoted(table + end)}`;
  }
}

async function dropTables(connection: Connection, schema: string, end: string): Promise<void> {
  const names = await tablesIn(connection, schema, end);
  // The one that every write of a second version holds comes first: what is under way is waited for there.
  for (const name of names.sort((a, b) => Number(b === PARKED + NEXT) - Number(a === PARKED + NEXT)))
    await connection.query(`DROP TABLE ${quoted(schema)}.${quoted(name)}`);
}
