import type { Fact } from '@relet/domain';

/** A value that a row can hold. */
export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/**
 * A read model: tables, a version, and the rows of one stream, made of its recorded events and nothing else. No clock, no
 * other projection's tables. New meaning = version + 1.
 */
export interface Projection {
  name: string;
  version: number;
  /** Streams that it is made of, by the beginning of their name: `unit-`, `citizen-`. */
  prefix: string;
  /** Columns by table, as SQL; every table also has `stream`. */
  tables: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The rows of one stream, by table. Throwing parks the stream. */
  rowsOf(id: string, recorded: readonly Fact[]): Readonly<Record<string, readonly Row[]>>;
}
