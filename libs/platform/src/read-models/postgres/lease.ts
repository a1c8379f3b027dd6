import { leavesFrom } from '@relet/event-store';
import { LeaseLost, type Checkpoint } from '../engine.js';
import type { Connection, Connections } from './connections.js';

/** Seconds that a lease holds without being renewed. The server's clock counts them: those of the machines do not matter. */
const SECONDS = 6;

/** What the one row of the schema says. */
export interface Meta extends Checkpoint {
  madeFor: string;
}

interface MetaRow {
  made_for: string;
  position: string | null;
  change: number;
  last: string | null;
  lease: number;
}

const checkpointIn = ({ position, change, last }: Pick<MetaRow, 'position' | 'change' | 'last'>): Checkpoint => {
  return { position, change, last: leavesFrom(last ?? '')?.[0] };
};

/** How far rows have come, as the row of their schema says it. */
export async function checkpointOf(connections: Connections, meta: string): Promise<Checkpoint> {
  const [found] = await connections.ask<MetaRow>(`SELECT position, change, last FROM ${meta}`);
  return found ? checkpointIn(found) : { position: null, change: 0 };
}

/**
 * The right to make the rows. Each holder has a number of its own, greater than those before; every transaction that writes looks whether the number still
 * holds, and keeps it from passing on until it ends. A process that slept and wakes up has a number that does not hold any more, and writes nothing.
 */
export class Lease {
  private held: number | undefined;
  private over = false;

  constructor(
    private readonly connections: Connections,
    private readonly meta: string,
  ) {}

  /** Takes the lease, or renews it; false while another process has it. */
  async take(): Promise<boolean> {
    if (this.over) return false;
    if (this.held !== undefined && (await this.renew())) return true;
    this.held = await this.connections.inTransaction(async (connection) => {
      // A write of the one before may still be under way; the server ends what stands open too long.
      const taken = `UPDATE ${this.meta} SET lease = lease + 1, lease_until = clock_timestamp() + interval '${SECONDS} s'
        WHERE lease_until < clock_timestamp() RETURNING lease`;
      return (await connection.query<MetaRow>(taken)).rows[0]?.lease;
    });
    return this.held !== undefined;
  }

  private renew(): Promise<boolean> {
    const renewed = `UPDATE ${this.meta} SET lease_until = clock_timestamp() + interval '${SECONDS} s' WHERE lease = $1`;
    return this.connections.inTransaction(async (connection) => Boolean((await connection.query(renewed, [this.held])).rowCount));
  }

  /** Gives it back for good, so that another process goes on at once. */
  async giveBack(): Promise<void> {
    this.over = true;
    if (this.held === undefined) return;
    const given = `UPDATE ${this.meta} SET lease_until = '-infinity' WHERE lease = $1`;
    await this.connections.inTransaction((connection) => connection.query(given, [this.held]));
    this.held = undefined;
  }

  /** Throws LeaseLost unless it is held, and lets nobody else have it before the transaction ends. */
  async hold(connection: Connection): Promise<Meta> {
    const { rows } = await connection.query<MetaRow>(`SELECT made_for, position, change, last, lease FROM ${this.meta} FOR NO KEY UPDATE`);
    return this.ours(rows[0]);
  }

  /** Throws LeaseLost unless it is held at this moment. */
  async look(connection: Connection): Promise<Meta> {
    const { rows } = await connection.query<MetaRow>(`SELECT made_for, position, change, last, lease FROM ${this.meta}`);
    return this.ours(rows[0]);
  }

  private ours(row: MetaRow | undefined): Meta {
    if (!row || this.held === undefined || row.lease !== this.held) throw new LeaseLost();
    return { madeFor: row.made_for, ...checkpointIn(row) };
  }
}
