import { lookIntoDatabase, openDatabase, PersonsError, RowsUnavailable, type Database, type Layout } from '@relet/platform';

/** Tables of persons on a server. PERSONS_AWAY while it cannot be asked. */
export async function openTables(setting: string, layout: Layout): Promise<Database> {
  return ofPersons(await openDatabase(setting, layout));
}

/** The same to be looked at; undefined where there are none. */
export async function lookIntoTables(setting: string, layout: Layout): Promise<Database | undefined> {
  const database = await lookIntoDatabase(setting, layout);
  return database && ofPersons(database);
}

function ofPersons(database: Database): Database {
  const { id, schema, shown } = database;
  return {
    ...{ id, schema, shown },
    ask: (sql, values) => orAway(() => database.ask(sql, values)),
    change: (sql, values) => orAway(() => database.change(sql, values)),
    inTransaction: (act) => orAway(() => database.inTransaction(act)),
    writeAnew: (tables) => orAway(() => database.writeAnew(tables)),
    close: () => database.close(),
  };
}

async function orAway<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof RowsUnavailable) throw new PersonsError('PERSONS_AWAY', 'The server that keeps persons cannot be asked now.');
    throw error;
  }
}

/** By this name the register remembers that it is still being moved here from files, and from which. */
export const MOVING = 'moving';

/** The table in which register and keys remember words by name. */
export const metaTable = (schema: string) => `CREATE TABLE ${schema}.meta (name text COLLATE "C" PRIMARY KEY, value text NOT NULL);`;

/** Tables of persons with that one beside them. */
export class KeptTables {
  protected readonly schema: string;

  constructor(protected readonly database: Database) {
    this.schema = database.schema;
  }

  async meta(name: string): Promise<string | undefined> {
    const asked = `SELECT value FROM ${this.schema}.meta WHERE name = $1`;
    return (await this.database.ask<{ value: string }>(asked, [name]))[0]?.value;
  }

  /** How far the record of erasures has come never goes back: another process may know of more by now. */
  async setMeta(name: string, value: string): Promise<void> {
    const further = name === 'erasures' ? `WHERE split_part(meta.value, ' ', 1)::bigint <= split_part(excluded.value, ' ', 1)::bigint` : '';
    await this.database.change(
      `INSERT INTO ${this.schema}.meta VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value ${further}`,
      [name, value],
    );
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
