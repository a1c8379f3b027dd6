import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Projection } from '../projection.js';
import { addressOf } from './address.js';
import { analystsSchema, dressForAnalysts, rightsOf } from './analysts.js';
import { Connections, type Connection } from './connections.js';
import { quoted, READERS } from './layout.js';
import { ReaderRefused, type Grant, type Reader } from '../readers.js';

/** Seconds that a reader's question may take, and that their transaction may stand open: a switch of the rows waits for both. */
const QUESTION = 120;
const OPEN = 60;

/** What a role must not be that is there already: it would see past its municipality, or could let others in. */
const MIGHTY = `rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR NOT rolcanlogin OR rolname = current_user
  OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)`;

/** Who asks the rows of a schema by SQL of their own: a login role each, which sees one municipality or all. */
export class Readers {
  private readonly connections: Connections;
  private readonly schema: string;

  constructor(
    setting: string,
    private readonly projections: readonly Projection[],
  ) {
    const address = addressOf(setting);
    this.connections = new Connections(address);
    this.schema = address.schema;
  }

  async all(): Promise<Reader[]> {
    await this.mustBeMade();
    return this.connections.ask<Reader>(
      `SELECT role, municipality, granted_by AS by, to_char(granted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at FROM ${this.named(READERS)} ORDER BY role`,
    );
  }

  /** Makes a role or gives one that is there its municipality, and the schema where there is none yet. Throws ReaderRefused. */
  async grant(grant: Grant): Promise<void> {
    await this.mustBeMade();
    await this.changing(async (connection) => {
      await this.mustBeKnown(connection, grant.municipality);
      await this.makeSchema(connection);
      const made = await this.makeRole(connection, grant);
      const { role, municipality, by } = grant;
      await connection.query(
        `INSERT INTO ${this.named(READERS)} AS r (role, municipality, made, granted_by) VALUES ($1, $2, $3, $4) ON CONFLICT (role) DO UPDATE
          SET municipality = excluded.municipality, granted_by = excluded.granted_by, granted_at = now()`,
        [role, municipality, made, by],
      );
      await connection.query(rightsOf(this.schema, this.projections, 'GRANT', `TO ${quoted(role)}`).join('; '));
    });
  }

  /** Takes a reader's rights, and the role that was made for them. Throws ReaderRefused. */
  async revoke(role: string): Promise<void> {
    await this.mustBeMade();
    await this.changing(async (connection) => {
      const { rows } = await connection.query<{ made: boolean; there: boolean }>(
        `DELETE FROM ${this.named(READERS)} WHERE role = $1 RETURNING made, EXISTS (SELECT FROM pg_roles WHERE rolname = role) AS there`,
        [role],
      );
      if (!rows[0]) throw new ReaderRefused('BI_ROLE_UNKNOWN');
      if (!rows[0].there) return;
      await connection.query(rightsOf(this.schema, this.projections, 'REVOKE', `FROM ${quoted(role)}`).join('; '));
      if (rows[0].made) await connection.query(`DROP ROLE ${quoted(role)}`);
    });
  }

  async close(): Promise<void> {
    await this.connections.close();
  }

  private async mustBeMade(): Promise<void> {
    const asked = `SELECT to_regclass($1) IS NOT NULL AND to_regclass($2) IS NOT NULL AS made`;
    const tables = this.projections.flatMap(({ tables: own }) => Object.keys(own));
    const [found] = await this.connections.ask<{ made: boolean }>(asked, [this.named(READERS), this.named(tables.at(-1) ?? READERS)]);
    if (!found?.made) throw new ReaderRefused('BI_NOT_YET');
  }

  /** Rows of the municipality are there, or its policy is: one that nobody knows is a slip of the pen. */
  private async mustBeKnown(connection: Connection, municipality: string | null): Promise<void> {
    if (municipality === null) return;
    const tables = this.projections
      .flatMap(({ tables: own }) => Object.keys(own))
      .map((table) => `SELECT municipality FROM ${this.named(table)}`);
    const { rowCount } = await connection.query(`SELECT FROM (${tables.join(' UNION ALL ')}) known WHERE municipality = $1 LIMIT 1`, [
      municipality,
    ]);
    if (!rowCount) throw new ReaderRefused('MUNICIPALITY_UNKNOWN');
  }

  /** The schema of the analysts, the first time. One that holds anything of somebody else is left as it is. */
  private async makeSchema(connection: Connection): Promise<void> {
    const own = analystsSchema(this.schema);
    const there = `SELECT analysts, EXISTS (SELECT FROM pg_namespace WHERE nspname = $1) AS made,
      EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1) AS taken FROM ${this.named('relet_meta')}`;
    const [found] = (await connection.query<{ analysts: boolean; made: boolean; taken: boolean }>(there, [own])).rows;
    if (found?.analysts && found.made) return;
    if (found?.taken) throw new ReaderRefused('BI_SCHEMA_TAKEN');
    if (!found?.made) await connection.query(`CREATE SCHEMA ${quoted(own)}`);
    await connection.query(`UPDATE ${this.named('relet_meta')} SET analysts = true`);
    await dressForAnalysts(connection, this.schema, this.projections);
  }

  /** True for a role that was made here. The server is given no password, and so cannot write one into its log. */
  private async makeRole(connection: Connection, { role, password }: Grant): Promise<boolean> {
    const asked = `SELECT (${MIGHTY}) AS mighty, (SELECT made FROM ${this.named(READERS)} WHERE role = $1) AS made FROM pg_roles r WHERE rolname = $1`;
    const [there] = (await connection.query<{ mighty: boolean; made: boolean | null }>(asked, [role])).rows;
    if (there?.mighty) throw new ReaderRefused('BI_ROLE_TAKEN');
    if (there && there.made === null && password !== undefined) throw new ReaderRefused('BI_ROLE_TAKEN');
    if (!there && password === undefined) throw new ReaderRefused('BI_PASSWORD');
    const secret = password === undefined ? '' : `PASSWORD '${verifierOf(password)}'`;
    if (!there) await connection.query(`CREATE ROLE ${quoted(role)} LOGIN CONNECTION LIMIT 20 ${secret}`);
    else if (secret) await connection.query(`ALTER ROLE ${quoted(role)} ${secret}`);
    if (there) return there.made ?? false;
    const settings = {
      statement_timeout: `${QUESTION}s`,
      idle_in_transaction_session_timeout: `${OPEN}s`,
      default_transaction_read_only: 'on',
      // Views of many columns take longer to be compiled than to be run.
      jit: 'off',
    };
    for (const [name, value] of Object.entries(settings)) await connection.query(`ALTER ROLE ${quoted(role)} SET ${name} = '${value}'`);
    return true;
  }

  /** In one transaction, and not while the rows are switched. */
  private async changing(act: (connection: Connection) => Promise<void>): Promise<void> {
    try {
      await this.connections.inTransaction(async (connection) => {
        await connection.query(`SELECT FROM ${this.named('relet_meta')} FOR NO KEY UPDATE`);
        await act(connection);
      });
    } catch (error) {
      const of = (error as Error).cause ?? error;
      if (of instanceof pg.DatabaseError && of.code === '42501') throw new ReaderRefused('BI_DENIED');
      throw error;
    }
  }

  private named(table: string): string {
    return `${quoted(this.schema)}.${quoted(table)}`;
  }
}

/** What a server keeps of a password (RFC 5803): it proves who knows it, and tells it nobody. */
function verifierOf(password: string): string {
  const [salt, rounds] = [randomBytes(16), 4096];
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`;
}
