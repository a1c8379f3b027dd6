import { setImmediate } from 'node:timers/promises';
import { canonical, sha256 } from '@relet/event-store';

/** A line of a chain: its number, the hash of the line before it, and its own. */
export type Line<T> = T & { n: number; prev: string; hash: string };

/** Where a chain has come to. */
export interface Head {
  n: number;
  hash: string;
}

export const BEGINNING: Head = { n: 0, hash: '0'.repeat(64) };

/** Lines that only become more. Each holds the hash of the one before it, so that one that was changed, left out or put in is found by its number. */
export interface Chain<T extends object> {
  /** The last line that is on the disk. */
  head(): Promise<Head>;
  /**
   * Adds a line; resolves once it is on the disk. When it cannot be written nothing of it stays. What has a name is there once: of that one the line that is
   * there already is answered.
   */
  append(entry: T): Promise<Line<T>>;
  /** The line that has a name. */
  named(name: string): Promise<Line<T> | undefined>;
  /** The parts in which the lines lie, in their order. */
  parts(): Promise<string[]>;
  /** Every line that can be read, as it stands, of a part or of all: what is none is found by `brokenAt`, and keeps nobody from the others. */
  lines(part?: string): AsyncIterable<Line<T>>;
  /** The number of the first line that is not as it was written; undefined when the chain holds as far as it has come. */
  brokenAt(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** What a chain asks of its entries. */
export interface Entries<T> {
  /** The part in which an entry belongs; a chain never goes back to an earlier one. */
  partOf?(entry: T): string;
  /** The name under which an entry is there once. */
  nameOf?(entry: T): string | undefined;
}

/** An entry as the line that follows another one. */
function linked<T extends object>(entry: T, after: Head): Line<T> {
  const unsigned = { ...entry, n: after.n + 1, prev: after.hash };
  return { ...unsigned, hash: sha256(canonical(unsigned)) };
}

/** Entries as the next lines of a chain, and which of them are new: a name that is there already keeps its line. */
export function asLines<T extends object>(
  entries: readonly T[],
  after: Head,
  nameOf: Entries<T>['nameOf'],
  known: (name: string) => Line<T> | undefined,
): { lines: Line<T>[]; added: Line<T>[] } {
  const added: Line<T>[] = [];
  const names = new Map<string, Line<T>>();
  const lines = entries.map((entry) => {
    const name = nameOf?.(entry);
    const there = name === undefined ? undefined : (names.get(name) ?? known(name));
    if (there) return there;
    const line = linked(entry, added.at(-1) ?? after);
    if (name !== undefined) names.set(name, line);
    added.push(line);
    return line;
  });
  return { lines, added };
}

/** Callers at the same time, who share one writing, or one question: those whose entries are of one kind. */
export class Together<T, L> {
  private readonly waiting: { entry: T; done(line: L): void; failed(error: unknown): void }[] = [];
  private writing: Promise<void> | undefined;

  constructor(
    private readonly write: (entries: T[]) => Promise<L[]>,
    private readonly kindOf: (entry: T) => string = () => '',
  ) {}

  add(entry: T): Promise<L> {
    return new Promise((done, failed) => {
      this.waiting.push({ entry, done, failed });
      this.writing ??= this.writeAll();
    });
  }

  /** Resolves when nobody waits any more. */
  async done(): Promise<void> {
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    await setImmediate();
    while (this.waiting.length) {
      const kinds = this.waiting.map(({ entry }) => this.kindOf(entry));
      const other = kinds.findIndex((kind) => kind !== kinds[0]);
      const batch = this.waiting.splice(0, other < 0 ? this.waiting.length : other);
      try {
        const lines = await this.write(batch.map(({ entry }) => entry));
        batch.forEach(({ done }, n) => done(lines[n] as L));
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.writing = undefined;
  }
}

/** True for a line that is as it was written. */
export const isWhole = ({ hash, ...told }: Line<object>): boolean => sha256(canonical(told)) === hash;

/** The number of the first of some lines that does not follow the one before it, up to a number; undefined when all do. */
export async function brokenIn(texts: AsyncIterable<string>, upTo: number): Promise<number | undefined> {
  let at = BEGINNING;
  for await (const text of texts) {
    if (at.n >= upTo) return undefined;
    const line = lineIn<object>(text);
    if (line?.n !== at.n + 1 || line.prev !== at.hash || !isWhole(line)) return at.n + 1;
    at = line;
  }
  return undefined;
}

/** A line of a chain; undefined for what is none, whatever has put it there. */
export function lineIn<T extends object>(text: string): Line<T> | undefined {
  try {
    const line = JSON.parse(text) as Line<T> | null;
    return Number.isInteger(line?.n) && typeof line?.hash === 'string' ? (line as Line<T>) : undefined;
  } catch {
    return undefined;
  }
}
