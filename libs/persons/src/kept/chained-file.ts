import { closeSync, createReadStream, existsSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { canonical, sha256 } from '@relet/event-store';

/** A line of a chained file: its number, the hash of the line before it, and its own. */
export type Line<T> = T & { n: number; prev: string; hash: string };

/** Where a chain has come to. */
export interface Head {
  n: number;
  hash: string;
}

export const BEGINNING: Head = { n: 0, hash: '0'.repeat(64) };
/** No line is longer than what is read from the end of a file to find the last one. */
const LONGEST = 1 << 20;

/** A file of JSON lines that only grows. Each line holds the hash of the one before it; callers at the same time share one flush to the disk. */
export class ChainedFile<T extends object> {
  private readonly waiting: { entry: T; done(line: Line<T>): void; failed(error: unknown): void }[] = [];
  private writing: Promise<void> | undefined;

  private file: FileHandle | undefined;
  private size = 0;

  private safe: Head;

  private constructor(
    private path: string,
    private at: Head,
    private readonly placeOf: (entry: T) => string,
  ) {
    this.safe = at;
  }

  /**
   * Opens a chain at its end; its file is made with the first line. What a power cut left of a last line goes. `after` is where the chain stood before
   * this file, and `placeOf` says in which file an entry belongs, where the chain goes on from file to file.
   */
  static open<T extends object>(path: string, after = BEGINNING, placeOf: (entry: T) => string = () => path): ChainedFile<T> {
    const { head } = endOf(path, true);
    return new ChainedFile<T>(path, head ?? after, placeOf);
  }

  /** The last line that is on the disk. */
  get head(): Head {
    return this.safe;
  }

  /** Adds a line; resolves once it is on the disk. When it cannot be written nothing of it stays. */
  append(entry: T): Promise<Line<T>> {
    return new Promise((done, failed) => {
      this.waiting.push({ entry, done, failed });
      this.writing ??= this.write();
    });
  }

  async close(): Promise<void> {
    await this.writing;
    await this.file?.close();
  }

  private async turnTo(path: string): Promise<FileHandle> {
    if (this.file && path === this.path) return this.file;
    await this.file?.close();
    this.file = undefined;
    mkdirSync(dirname(path), { recursive: true });
    this.size = endOf(path, true).size;
    this.path = path;
    this.file = await open(path, 'a', 0o600);
    return this.file;
  }

  private async write(): Promise<void> {
    await setImmediate();
    while (this.waiting.length) {
      const place = this.placeOf((this.waiting[0] as (typeof this.waiting)[0]).entry);
      const other = this.waiting.findIndex(({ entry }) => this.placeOf(entry) !== place);
      const batch = this.waiting.splice(0, other < 0 ? this.waiting.length : other);
      const before = this.at;
      const lines = batch.map(({ entry }) => this.linked(entry));
      const bytes = Buffer.from(lines.map((line) => `${canonical(line)}\n`).join(''));
      try {
        const file = await this.turnTo(place);
        await file.appendFile(bytes);
        await file.datasync();
        this.size += bytes.length;
        this.safe = this.at;
        batch.forEach(({ done }, n) => done(lines[n] as Line<T>));
      } catch (error) {
        this.at = before;
        await this.file?.truncate(this.size).catch(() => undefined);
        for (const { failed } of batch) failed(error);
      }
    }
    this.writing = undefined;
  }

  private linked(entry: T): Line<T> {
    const unsigned = { ...entry, n: this.at.n + 1, prev: this.at.hash };
    const hash = sha256(canonical(unsigned));
    this.at = { n: unsigned.n, hash };
    return { ...unsigned, hash };
  }
}

/** Where a chained file ends, by the last line of it that is as it was written; no head when there is none. `mend` cuts off what a power cut left of a last line. */
export function endOf(path: string, mend = false): { size: number; head?: Head } {
  if (!existsSync(path)) return { size: 0 };
  const file = openSync(path, mend ? 'r+' : 'r');
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, LONGEST));
    readSync(file, tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(10) + 1;
    const whole = size - tail.length + end;
    if (mend && whole < size) ftruncateSync(file, whole);
    const lines = tail.subarray(0, end).toString().split('\n').reverse();
    for (const line of lines) {
      const { hash, ...told } = lineIn<object>(line) ?? NO_LINE;
      if (sha256(canonical(told)) === hash) return { size: whole, head: { n: told.n, hash } };
    }
    return { size: whole };
  } finally {
    closeSync(file);
  }
}

/** Every line of a chained file that can be read, as it stands: what is none is found by `brokenAt`, and keeps nobody from the others. */
export async function* linesOf<T extends object>(path: string): AsyncGenerator<Line<T>> {
  for await (const text of textsOf(path)) {
    const line = lineIn<T>(text);
    if (line) yield line;
  }
}

/** The number of the first line of some files that does not follow the one before it, up to a number; undefined when the chain holds. */
export async function brokenAt(paths: readonly string[], upTo = Number.POSITIVE_INFINITY): Promise<number | undefined> {
  let at = BEGINNING;
  for (const path of paths)
    for await (const text of textsOf(path)) {
      if (at.n >= upTo) return undefined;
      const { hash, ...line } = lineIn<object>(text) ?? NO_LINE;
      if (line.n !== at.n + 1 || line.prev !== at.hash || sha256(canonical(line)) !== hash) return at.n + 1;
      at = { n: line.n, hash };
    }
  return undefined;
}

const NO_LINE: Line<object> = { n: -1, prev: '', hash: '' };

async function* textsOf(path: string): AsyncGenerator<string> {
  if (!existsSync(path)) return;
  const texts = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const text of texts) if (text) yield text;
}

/** A line of a chain; undefined for what is none, whatever has put it there. */
function lineIn<T extends object>(text: string): Line<T> | undefined {
  try {
    const line = JSON.parse(text) as Line<T> | null;
    return Number.isInteger(line?.n) && typeof line?.hash === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
}
