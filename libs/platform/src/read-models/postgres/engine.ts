import { createHash } from 'node:crypto';
import type { Leaf } from '@relet/event-store';
import { LeaseLost, type Checkpoint, type Engine, type MadeFor, type Parked, type SecondVersion, type Written } from '../engine.js';
import { nameOf, onEveryEngine, tablesOf, type Opening } from '../projection.js';
import { addressOf, type Address } from './address.js';
import { moveOn } from './changed.js';
import { Connections, takesNot, type Connection } from './connections.js';
import { LEASES, PARKED, prepare, quoted } from './layout.js';
import { checkpointOf, Lease } from './lease.js';
import { PostgresLeases } from './leases.js';
import { RowWriter, type Made } from './row-writer.js';
import { PostgresSecondVersion } from './second-version.js';

/** Rows that are hashed at once. */
const FETCHED = 1_000;

/** Rows in one schema of PostgreSQL: of several processes one writes, any number read; rows and checkpoint are written in one transaction. */
export class PostgresEngine implements Engine {
  readonly rows: Engine['rows'];
  readonly leases: PostgresLeases;
  private readonly held: Lease;
  private readonly writer: RowWriter;
  private readonly schema: string;

  private constructor(
    { schema }: Address,
    private readonly opening: Opening,
    private readonly connections: Connections,
  ) {
    this.rows = connections.rows;
    this.schema = schema;
    this.leases = new PostgresLeases(connections, this.named(LEASES));
    this.held = new Lease(connections, this.named('relet_meta'));
    this.writer = new RowWriter(schema, opening.projections);
  }

  /** Opens the schema, and makes it where there is none. Throws BadSetting for what cannot hold our rows, StoreError for those of another store. */
  static async open(setting: string, opening: Opening): Promise<PostgresEngine> {
    const address = addressOf(setting);
    const connections = new Connections(address);
    try {
      await prepare(connections, address, opening);
      return new PostgresEngine(address, opening, connections);
    } catch (error) {
      await connections.close();
      throw error;
    }
  }

  async lease(): Promise<boolean> {
    return !this.opening.readOnly && (await this.held.take());
  }

  async madeFor(): Promise<MadeFor> {
    const [{ made_for: made } = { made_for: '' }] = await this.connections.ask<{ made_for: string }>(
      `SELECT made_for FROM ${this.named('relet_meta')}`,
    );
    if (made === nameOf(this.opening)) return 'this version';
    return made === '' || made.startsWith(`${this.opening.storeId} `) ? 'another version' : 'another store';
  }

  checkpoint(): Promise<Checkpoint> {
    return checkpointOf(this.connections, this.named('relet_meta'));
  }

  parked(): Promise<Parked[]> {
    return this.connections.ask<Parked>(`SELECT stream, reason FROM ${this.named(PARKED)} ORDER BY stream`);
  }

  async isParked(stream: string): Promise<boolean> {
    return (await this.connections.ask(`SELECT 1 FROM ${this.named(PARKED)} WHERE stream = $1`, [stream])).length > 0;
  }

  async changedSince(change: number): Promise<string[]> {
    const sql = `SELECT stream FROM ${this.named('relet_changed')} WHERE change > $1 ORDER BY change`;
    return (await this.connections.ask<{ stream: string }>(sql, [change])).map(({ stream }) => stream);
  }

  async write(streams: Written, from: string | null, to: string | null, last?: Leaf): Promise<void> {
    const all = [...streams].map(([stream, rows]) => this.writer.made(stream, rows));
    try {
      await this.written(all, { from, to, last }, (connection) => this.writer.put(connection, all));
    } catch (error) {
      if (!takesNot(error)) throw error;
      await this.written(all, { from, to, last }, (connection) => this.writer.putEach(connection, all));
    }
  }

  private written(
    all: readonly Made[],
    { from, to, last }: { from: string | null; to: string | null; last: Leaf | undefined },
    put: (connection: Connection) => Promise<void>,
  ): Promise<void> {
    return this.connections.inQuickTransaction(async (connection) => {
      const { position, change, last: before } = await this.held.hold(connection);
      if (position !== from) throw new LeaseLost('Another projector has moved the checkpoint.');
      await put(connection);
      const changed = all.map(({ stream }) => stream);
      await moveOn(connection, this.schema, changed, { position: to ?? from, last: last ?? before, change });
    });
  }

  second(): Promise<SecondVersion> {
    const { connections, held: lease, schema, opening } = this;
    return PostgresSecondVersion.begin({ connections, lease, schema, projections: opening.projections, name: nameOf(opening) });
  }

  checksum(): Promise<string> {
    return this.connections.atOneMoment(async (connection) => {
      const hash = createHash('sha256');
      for (const [table, columns] of Object.entries(tablesOf(onEveryEngine(this.opening.projections)))) {
        const list = ['stream', 'ordinal', ...Object.keys(columns)].map(quoted).join(', ');
        await connection.query(`DECLARE hashed NO SCROLL CURSOR FOR SELECT ${list} FROM ${this.named(table)} ORDER BY stream, ordinal`);
        for (let rows: unknown[][] = [[]]; rows.length;) {
          ({ rows } = await connection.query<unknown[]>({ text: `FETCH ${FETCHED} FROM hashed`, rowMode: 'array' }));
          for (const row of rows) hash.update(JSON.stringify(row));
        }
        await connection.query('CLOSE hashed');
      }
      return hash.digest('hex');
    });
  }

  async altered(): Promise<string[] | undefined> {
    const [found] = await this.connections.ask<{ altered: string[] | null }>(`SELECT altered FROM ${this.named('relet_meta')}`);
    return found?.altered ?? undefined;
  }

  /** Without the lease: whoever looks through the log finds the same. */
  async tellAltered(streams: readonly string[] | undefined): Promise<void> {
    const told = `UPDATE ${this.named('relet_meta')} SET altered = $1`;
    await this.connections.inTransaction((connection) => connection.query(told, [streams ?? null]));
  }

  /** Lets another process go on at once. */
  async close(): Promise<void> {
    await this.held.giveBack().catch(() => undefined);
    await this.connections.close();
  }

  private named(table: string): string {
    return `${quoted(this.schema)}.${quoted(table)}`;
  }
}
