import type { Database, Layout } from './database.js';

/**
 * Opens the tables that a setting names, and makes them where there are none; whoever starts first makes them. Throws BadSetting for a server that cannot be
 * used, and for a database that holds what they must be apart from.
 */
export async function openDatabase(setting: string, layout: Layout): Promise<Database> {
  return (await import('./read-models/postgres/database.js')).PostgresDatabase.open(setting, layout);
}

/** The same to be looked at: undefined where there are none. Nothing is made. */
export async function lookIntoDatabase(setting: string, layout: Layout): Promise<Database | undefined> {
  return (await import('./read-models/postgres/database.js')).PostgresDatabase.lookInto(setting, layout);
}

/** The setting of a schema that belongs to the one of the rows: `person` beside `relet`, `NAME_person` beside NAME. */
export async function besideRows(readModel: string, name: string): Promise<string> {
  return (await import('./read-models/postgres/address.js')).withSchemaBeside(readModel, name);
}
