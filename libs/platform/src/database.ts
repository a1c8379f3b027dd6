/** Statements that are kept together, or not at all. */
export interface Statements {
  /** The rows of what is found. */
  ask<R extends object>(sql: string, values?: unknown[]): Promise<R[]>;
  /** How many rows were changed. */
  change(sql: string, values?: unknown[]): Promise<number>;
}

/** Which tables somebody keeps on a server, in a schema of their own. */
export interface Layout {
  /** The setting that names the server, for what is said when it cannot be used. */
  variable: string;
  /** What it is: tables of another kind are not taken for it. */
  kind: string;
  /** The schema, where the address names none. */
  schema: string;
  /** Steps from one layout to the next: a step that was released is never changed. */
  steps: readonly ((schema: string) => string)[];
  /** Ids of databases in which these tables must not be. */
  apartFrom?: readonly string[];
}

/**
 * Tables on a server that several processes share. What is written is on the disk when it is answered. Throws RowsUnavailable while the server cannot be
 * asked.
 */
export interface Database extends Statements {
  /** Tells these tables from all others, wherever a copy of them is. */
  readonly id: string;
  /** The schema as SQL takes it. */
  readonly schema: string;
  /** Server and database, without user and password. */
  readonly shown: string;
  inTransaction<T>(act: (statements: Statements) => Promise<T>): Promise<T>;
  /** Writes tables anew without what was deleted from them; false when somebody keeps one of them meanwhile. */
  writeAnew(tables: readonly string[]): Promise<boolean>;
  close(): Promise<void>;
}
