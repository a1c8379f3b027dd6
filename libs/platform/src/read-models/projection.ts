import type { StreamFacts } from './stream-facts.js';
import type { Cell, RowOf, Tables } from './table.js';

/** What a projection makes of one stream: rows by table. */
export type RowsOf<T extends Tables> = { readonly [N in keyof T]?: readonly RowOf<T[N]>[] };

/** Rows of any projection, by table. */
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;

/**
 * A read model: typed tables, a version, and the rows of one stream, made of its recorded events and nothing else. No clock, no
 * other projection's tables. New meaning = version + 1. Its queries stand beside it.
 */
export interface Projection<T extends Tables = Tables> {
  readonly name: string;
  readonly version: number;
  /** Streams that it is made of, by the beginning of their name: `unit-`, `citizen-`. */
  readonly prefix: string;
  readonly tables: T;
  /** The rows of one stream. Throwing parks the stream. */
  rowsOf(stream: StreamFacts): RowsOf<T>;
  /**
   * Its tables are for analysts who ask by SQL of their own, by these views: they are made where rows lie on a server, and nowhere else. Each of them has a column
   * `municipality`, by which rows are shown.
   */
  readonly analysts?: { readonly views: readonly AnalystView[] };
}

/** A view, or a function that answers rows, in the schema of the analysts. */
export interface AnalystView {
  readonly name: string;
  /** What makes it anew in place, columns being added at its end alone; both schemas are quoted. */
  sql(rows: string, own: string): string;
  /** What it is and what each of its columns means, in every language. */
  readonly about: string;
  readonly columns: Readonly<Record<string, string>>;
  /** The arguments of a function. */
  readonly takes?: string;
}

/** Whose rows are opened. */
export interface Opening {
  storeId: string;
  projections: readonly Projection[];
  /** Rows of another store are not refused: they are made anew. */
  fromAnyStore?: boolean;
  /** Another process projects: nothing is written here. */
  readOnly?: boolean;
}

/** Whose rows these are: the store, and the version of every projection. */
export const nameOf = ({ storeId, projections }: Opening): string =>
  `${storeId} ${projections.map(({ name, version }) => `${name}@${version}`).join(' ')}`;

/** Those that are made wherever rows lie. */
export const onEveryEngine = (projections: readonly Projection[]): Projection[] => projections.filter(({ analysts }) => !analysts);

/** The tables of several projections. */
export function tablesOf(projections: readonly Projection[]): Tables {
  return Object.assign({}, ...projections.map(({ tables }) => tables)) as Tables;
}

/** Declares a projection: the types of its rows follow from its tables. */
export const projection = <const T extends Tables>(declared: Projection<T>): Projection<T> => declared;
