import type { Cell } from '../table.js';

/** The cells of a stream's rows, in the order of the tables that it has. */
export type RowsByTable = readonly (readonly (readonly Cell[])[])[];

/** Characters of cells that are kept at most, some 4 MB: the homes that are busy now. */
const SIZE = 4_000_000;

/** Keeps what was written of the streams that were written last: those that go on are compared without being read again. */
export class WrittenRows {
  private readonly streams = new Map<string, { rows: RowsByTable; size: number }>();
  private size = 0;

  /** The rows of a stream, no longer kept: they are kept anew once they are written. */
  take(stream: string): RowsByTable | undefined {
    const kept = this.streams.get(stream);
    if (!kept) return undefined;
    this.streams.delete(stream);
    this.size -= kept.size;
    return kept.rows;
  }

  keep(stream: string, rows: RowsByTable): void {
    const size = rows.reduce((sum, table) => sum + table.reduce((inTable, cells) => inTable + charactersOf(cells), 0), 0);
    this.streams.set(stream, { rows, size });
    this.size += size;
    for (const oldest of this.streams.keys()) {
      if (this.size <= SIZE) break;
      this.take(oldest);
    }
  }

  clear(): void {
    this.streams.clear();
    this.size = 0;
  }
}

const charactersOf = (cells: readonly Cell[]) => cells.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0);
