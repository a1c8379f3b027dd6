import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { RowsUnavailable } from '../../rows-unavailable.js';
import type { Engine } from '../engine.js';
import type { Address } from './address.js';

/** What is asked of a connection. */
export type Connection = pg.PoolClient;

/** Milliseconds in which a connection must stand, and in which an answer must come that is not known to take long. */
const CONNECT = 2_000;
const ANSWER = 30_000;
/**
 * Milliseconds for which a transaction may stand open without a word: the server ends it then. A process that sleeps amid a write would otherwise keep the
 * others from going on.
 */
const IDLE = 4_000;
/** Milliseconds for which others are waited for who have a table open. */
const PATIENCE = 2_000;
/** A server may be set not to wait for its disk; one that waits for others, too, goes on to. */
const SAFELY = "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') IN ('off', 'local')";
const READERS = 10;
/** One writes rows, one keeps the lease meanwhile, one may make a second version. */
const WRITERS = 3;

const BIGINT = 20;
/** Whole numbers are numbers here, as in a projection's row; what is larger was never written. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: string) =>
    type === BIGINT ? Number : (pg.types.getTypeParser(type as never, format as never) as never),
};

/** The connections of one process to the server of the rows: some read, others write, so that no question waits behind a rebuild. */
export class Connections {
  readonly rows: Engine['rows'];
  private readonly reading: pg.Pool;
  private readonly writing: pg.Pool;

  constructor({ client, schema }: Address, { readers = READERS, writers = WRITERS } = {}) {
    const all = {
      ...client,
      types,
      connectionTimeoutMillis: CONNECT,
      query_timeout: ANSWER,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
    };
    this.reading = pooled({ ...all, max: readers, application_name: 'relet reads', statement_timeout: ANSWER });
    this.writing = pooled({ ...all, max: writers, application_name: 'relet writes', idle_in_transaction_session_timeout: IDLE });
    this.rows = new Kysely<never>({ dialect: new PostgresDialect({ pool: translated(this.reading) }) }).withSchema(schema) as never;
  }

  /** Asks once. Throws RowsUnavailable while the server cannot be asked. */
  async ask<R extends object>(sql: string, values: unknown[] = []): Promise<R[]> {
    return orUnavailable(async () => (await this.reading.query<R>(sql, values)).rows);
  }

  /** Runs in a transaction on a connection that writes; what was written is kept when it resolves. */
  inTransaction<T>(act: (connection: Connection) => Promise<T>): Promise<T> {
    return inTransaction(this.writing, 'BEGIN', act);
  }

  /** The same, on the disk when it resolves, whatever the server's own setting: nothing else has what is written here. */
  inSafeTransaction<T>(act: (connection: Connection) => Promise<T>): Promise<T> {
    return inTransaction(this.writing, `BEGIN; ${SAFELY}`, act);
  }

  /** Writes whole tables anew, without rows that were deleted. It waits a little for those who have them open. */
  vacuum(tables: readonly string[]): Promise<void> {
    return orUnavailable(async () => {
      const connection = await this.writing.connect();
      let broken = true;
      try {
        await connection.query(`SET lock_timeout = ${PATIENCE}`);
        for (const table of tables) await connection.query(slowly(`VACUUM (FULL) ${table}`));
        broken = false;
      } finally {
        if (!broken) await connection.query('RESET lock_timeout');
        connection.release(broken);
      }
    });
  }

  /** The same without waiting for the disk: what a crash of the server takes back it takes back whole, rows and checkpoint, and the log has it. */
  inQuickTransaction<T>(act: (connection: Connection) => Promise<T>): Promise<T> {
    return inTransaction(this.writing, 'BEGIN; SET LOCAL synchronous_commit = off', act);
  }

  /** Reads in a transaction that sees one moment. */
  atOneMoment<T>(act: (connection: Connection) => Promise<T>): Promise<T> {
    return inTransaction(this.reading, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', act);
  }

  async close(): Promise<void> {
    await Promise.all([this.reading.end(), this.writing.end()]);
  }
}

function inTransaction<T>(pool: pg.Pool, begin: string, act: (connection: Connection) => Promise<T>): Promise<T> {
  return orUnavailable(async () => {
    const connection = await pool.connect();
    let broken = false;
    try {
      await connection.query(begin);
      const result = await act(connection);
      await connection.query('COMMIT');
      return result;
    } catch (error) {
      await connection.query('ROLLBACK').catch(() => (broken = true));
      throw error;
    } finally {
      connection.release(broken);
    }
  });
}

/** A connection that the server ends must not end the process: whoever uses it is told by the answer. */
function pooled(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, idleTimeoutMillis: 30_000 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** What Kysely asks, with our error where the server cannot be asked. */
function translated(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await orUnavailable(() => pool.connect());
      const query = (...asked: Parameters<PostgresPoolClient['query']>) => orUnavailable(() => client.query(...(asked as [never])));
      return { query, release: () => client.release() } as unknown as PostgresPoolClient;
    },
  };
}

export async function orUnavailable<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw isAway(error) ? new RowsUnavailable(error) : error;
  }
}

/** A statement that takes as long as there are rows. */
export const slowly = (text: string): pg.QueryConfig => ({ text, query_timeout: LONG }) as pg.QueryConfig;
const LONG = 3_600_000;

/** SQLSTATE classes: connection, rights, resources, an operator, the system. 25P03: a transaction that stood open too long; 55P03: a lock that was not given. */
const AWAY = /^(08|28|53|57|58)|^(25P03|55P03|42501)$/;
/** What the driver says without a code. */
const UNSAID =
  /^(Connection terminated|timeout exceeded|Query read timeout|Client has encountered a connection error|Cannot use a pool|SASL|The server does not support SSL)/;

function isAway(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return AWAY.test(error.code ?? '');
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  return syscall !== undefined || /^(E[A-Z]+|ERR_TLS.*|.*CERT.*)$/.test(code ?? '') || UNSAID.test(message);
}

/** True when the server does not take what a row holds: text with a zero byte, or more than fits into an index. */
export const takesNot = (error: unknown): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError && /^(22|23|54)/.test(error.code ?? '');
