import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Projection } from '../projection.js';
import type { Cell } from '../table.js';
import type { Connection } from './connections.js';
import { PARKED, quoted, versionOf, placeIn } from './layout.js';
import type { Made } from './row-writer.js';

/** Characters of rows that are kept at most before they are copied. */
const SIZE = 4_000_000;

/** Many rows of streams that have none yet, in the way that the server takes fastest. */
export class Bulk {
  private readonly tables: readonly { name: string; sql: string }[];
  private kept: Made[] = [];
  private size = 0;

  constructor(schema: string, projections: readonly Projection[], end: string) {
    this.tables = Object.entries(versionOf(projections)).map(([name, columns]) => {
      const list = [...placeIn(name), ...Object.keys(columns).map(quoted)].join(', ');
      return { name, sql: `COPY ${quoted(schema)}.${quoted(name + end)} (${list}) FROM STDIN` };
    });
  }

  add(all: readonly Made[]): void {
    for (const made of all) {
      this.kept.push(made);
      for (const rows of made.tables.values())
        for (const row of rows) for (const cell of row) this.size += typeof cell === 'string' ? cell.length : 8;
    }
  }

  get isFull(): boolean {
    return this.size >= SIZE;
  }

  /** What was kept; it is kept no longer. */
  taken(): Made[] {
    const all = this.kept;
    [this.kept, this.size] = [[], 0];
    return all;
  }

  async copy(connection: Connection, all: readonly Made[]): Promise<void> {
    for (const { name, sql } of this.tables) {
      const text = name === PARKED ? parkedLines(all) : linesOf(name, all);
      if (!text) continue;
      const into = connection.query(copyFrom(sql));
      into.end(text);
      await finished(into);
    }
  }
}

function linesOf(table: string, all: readonly Made[]): string {
  let text = '';
  for (const { stream, tables } of all) {
    const rows = tables.get(table);
    if (!rows) continue;
    const begins = escaped(stream);
    for (let ordinal = 0; ordinal < rows.length; ordinal++)
      text += `${begins}\t${ordinal}\t${(rows[ordinal] as Cell[]).map(field).join('\t')}\n`;
  }
  return text;
}

const parkedLines = (all: readonly Made[]) =>
  all.flatMap(({ stream, parked }) => (parked === undefined ? [] : [`${escaped(stream)}\t${escaped(parked)}\n`])).join('');

const field = (cell: Cell): string => (cell === null ? '\\N' : typeof cell === 'string' ? escaped(cell) : String(cell));

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string) => (SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] as string) : text);
