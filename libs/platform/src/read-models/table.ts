/** A value that a row can hold. */
export type Cell = string | number | null;

declare const VALUE: unique symbol;

/** A value kept in one cell, as its JSON text. */
export type Packed<T> = string & { readonly [VALUE]: T };

/** A column: its kind, whether a cell may be empty, and the type of what it holds. */
export interface Column<V extends Cell = Cell> {
  readonly kind: 'text' | 'integer';
  readonly mayBeEmpty: boolean;
  readonly [VALUE]?: V;
}

/** Columns by name; every table also has `stream` and `ordinal`, the place of a row among those of its stream. */
export type Table = Readonly<Record<string, Column>>;
export type Tables = Readonly<Record<string, Table>>;

/** A row as a projection makes it: its type follows from the table. */
export type RowOf<T extends Table> = { readonly [C in keyof T]: T[C] extends Column<infer V> ? V : never };

/** Rows as they are asked for, by table. */
export type DatabaseOf<T extends Tables> = { [N in keyof T & string]: RowOf<T[N]> & { readonly stream: string; readonly ordinal: number } };

/** Words, ids and days. */
export const text: Column<string> = { kind: 'text', mayBeEmpty: false };
/** Whole numbers. */
export const integer: Column<number> = { kind: 'integer', mayBeEmpty: false };
/** A value of a type of its own, read whole. */
export const packed = <T>(): Column<Packed<T>> => ({ kind: 'text', mayBeEmpty: false });
/** A column whose cells may be empty. */
export const optional = <V extends Cell>(column: Column<V>): Column<V | null> => ({ ...column, mayBeEmpty: true });

/** Puts a value into one cell. */
export const pack = <T>(value: T): Packed<T> => JSON.stringify(value) as Packed<T>;

/**
 * Packs values of a long history, which are made of the same things again and again: while those are the very same objects, in the same order, the cell of before is given.
 * Nothing of them may be changed. Of a short history nothing is kept.
 */
export function packing<T>(): (history: { isLong: boolean }, madeOf: readonly object[], make: () => T) => Packed<T> {
  const packed = new WeakMap<object, { madeOf: readonly object[]; cell: Packed<T> }>();
  return ({ isLong }, madeOf, make) => {
    if (!isLong) return pack(make());
    const [first] = madeOf;
    const known = first && packed.get(first);
    if (known?.madeOf.length === madeOf.length && known.madeOf.every((each, n) => each === madeOf[n])) return known.cell;
    const cell = pack(make());
    if (first) packed.set(first, { madeOf, cell });
    return cell;
  };
}

/** The value that a cell holds. */
export const unpack = <T>(cell: Packed<T>): T => JSON.parse(cell) as T;
