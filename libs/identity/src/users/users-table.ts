import {
  AccessRefused,
  lookIntoDatabase,
  openDatabase,
  RowsUnavailable,
  type Database,
  type Layout,
  type Statements,
} from '@relet/platform';
import type { UsersRows } from './users-rows.js';

/** Seconds after which a server that is away may be asked again. */
const SOON = 5;

/** The tables of the users on a server. Of secrets that are random only the SHA-256 is kept; times are milliseconds since 1970. */
const USERS_TABLES: Layout = {
  variable: 'RELET_USERS',
  kind: 'users',
  schema: 'users',
  steps: [
    (schema) => `
      CREATE TABLE ${schema}.person (
        id text COLLATE "C" PRIMARY KEY, name text COLLATE "C", called text, issuer text COLLATE "C", subject text COLLATE "C",
        party text COLLATE "C", municipality text COLLATE "C", roles text, password text, totp bytea, totp_step bigint NOT NULL DEFAULT 0,
        added bigint NOT NULL, removed bigint, UNIQUE (issuer, subject));
      CREATE UNIQUE INDEX person_by_name ON ${schema}.person (lower(name));
      CREATE TABLE ${schema}.passkey (
        id text COLLATE "C" PRIMARY KEY, person text COLLATE "C" NOT NULL REFERENCES ${schema}.person,
        public_key bytea NOT NULL, counter bigint NOT NULL, added bigint NOT NULL);
      CREATE TABLE ${schema}.account (
        id text COLLATE "C" PRIMARY KEY, label text NOT NULL, digest bytea NOT NULL UNIQUE, party text NOT NULL, municipality text COLLATE "C",
        roles text NOT NULL, added bigint NOT NULL, ends bigint NOT NULL, revoked bigint);
      CREATE TABLE ${schema}.session (
        digest bytea PRIMARY KEY, id text COLLATE "C" NOT NULL UNIQUE, person text COLLATE "C" NOT NULL REFERENCES ${schema}.person,
        how text NOT NULL, rights text, begun bigint NOT NULL, seen bigint NOT NULL, ends bigint NOT NULL);
      CREATE INDEX session_of ON ${schema}.session (person);
      CREATE TABLE ${schema}.link (
        digest bytea PRIMARY KEY, person text COLLATE "C" NOT NULL REFERENCES ${schema}.person, totp bytea NOT NULL, ends bigint NOT NULL);
      CREATE TABLE ${schema}.begun (digest bytea PRIMARY KEY, held text NOT NULL, ends bigint NOT NULL);
      CREATE TABLE ${schema}.building (
        person text COLLATE "C" NOT NULL REFERENCES ${schema}.person, building text COLLATE "C" NOT NULL, PRIMARY KEY (person, building));
      CREATE TABLE ${schema}.stand_in (
        person text COLLATE "C" PRIMARY KEY REFERENCES ${schema}.person, by text COLLATE "C" NOT NULL REFERENCES ${schema}.person,
        first text COLLATE "C" NOT NULL, last text COLLATE "C" NOT NULL);
      CREATE TABLE ${schema}.municipality (
        id text COLLATE "C" PRIMARY KEY, name text NOT NULL, cvr text NOT NULL UNIQUE, first text COLLATE "C" NOT NULL, last text COLLATE "C");
      CREATE TABLE ${schema}.change (n bigint PRIMARY KEY, told text NOT NULL, hash text NOT NULL);
      CREATE TABLE ${schema}.sealed_under (one boolean PRIMARY KEY DEFAULT true CHECK (one), key text NOT NULL);`,
  ],
};

/** Users, service accounts and sessions on a server, for the processes of several machines. */
export class UsersTable implements UsersRows {
  private constructor(private readonly database: Database) {}

  static async open(setting: string): Promise<UsersTable> {
    return new UsersTable(await openDatabase(setting, USERS_TABLES));
  }

  /** The same to be looked at; undefined where there are none. */
  static async lookInto(setting: string): Promise<UsersTable | undefined> {
    const database = await lookIntoDatabase(setting, USERS_TABLES);
    return database && new UsersTable(database);
  }

  /** Server and database, without user and password. */
  get shown(): string {
    return this.database.shown;
  }

  async ask<R extends object>(sql: string, values: unknown[] = []): Promise<R[]> {
    return values.some(isNoText) ? [] : orAway(() => this.database.ask<R>(sql, values));
  }

  async change(sql: string, values: unknown[] = []): Promise<number> {
    return values.some(isNoText) ? 0 : orAway(() => this.database.change(sql, values));
  }

  /** Whoever has the table of changes goes on, and the others wait: their chain is never forked, and a link is used once. */
  inTransaction<T>(act: (statements: Statements) => Promise<T>): Promise<T> {
    return orAway(() =>
      this.database.inTransaction(async (statements) => {
        await statements.change(`LOCK TABLE ${this.database.schema}.change IN SHARE ROW EXCLUSIVE MODE`);
        return act(statements);
      }),
    );
  }

  async keyFor(id: string | undefined): Promise<string | undefined> {
    if (id !== undefined) await this.change('INSERT INTO sealed_under (key) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
    return (await this.ask<{ key: string }>('SELECT key FROM sealed_under'))[0]?.key;
  }

  close(): Promise<void> {
    return this.database.close();
  }
}

/** No text on a server holds a zero byte: nothing is found by one. */
const isNoText = (value: unknown) => typeof value === 'string' && value.includes('\0');

async function orAway<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof RowsUnavailable ? new AccessRefused('USERS_AWAY', SOON) : error;
  }
}
