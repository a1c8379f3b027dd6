import { Leases } from '../../leases/leases.js';
import type { Connections } from './connections.js';

/** Rights in a table beside the rows: the server's clock counts, and those of the machines do not matter. */
export class PostgresLeases extends Leases {
  constructor(
    private readonly connections: Connections,
    private readonly table: string,
  ) {
    super();
  }

  async take(name: string, holder: string, seconds: number): Promise<boolean> {
    const sql = `INSERT INTO ${this.table} AS had VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3))
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE had.holder = excluded.holder OR had.until < clock_timestamp()`;
    return this.connections.inTransaction(async (connection) => Boolean((await connection.query(sql, [name, holder, seconds])).rowCount));
  }

  async giveBack(name: string, holder: string): Promise<void> {
    const sql = `DELETE FROM ${this.table} WHERE (name = $1 AND holder = $2) OR until < clock_timestamp() - interval '1 hour'`;
    await this.connections.inTransaction((connection) => connection.query(sql, [name, holder]));
  }

  async isTaken(beginning: string): Promise<boolean> {
    const sql = `SELECT 1 FROM ${this.table} WHERE starts_with(name, $1) AND until >= clock_timestamp() LIMIT 1`;
    return (await this.connections.ask(sql, [beginning])).length > 0;
  }
}
