import { closeSync, createReadStream, existsSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { canonical } from '@relet/event-store';
import { asLines, BEGINNING, brokenIn, isWhole, lineIn, Together, type Chain, type Entries, type Head, type Line } from './chain.js';

/** Where the parts of a chain lie as files. */
export interface Files {
  fileOf(part: string): string;
  /** The parts that are there, in their order. */
  parts(): string[];
}

/** A chain in one file. */
export const oneFile = (path: string): Files => ({ fileOf: () => path, parts: () => (existsSync(path) ? [''] : []) });

/** No line is longer than what is read from the end of a file to find the last one. */
const LONGEST = 1 << 20;

/** A chain in files of JSON lines, one a part. Callers at the same time share one flush to the disk. It has one writer. */
export class ChainedFile<T extends object> implements Chain<T> {
  private readonly together = new Together<T, Line<T>>(
    (entries) => this.write(entries),
    (entry) => this.partFor(entry),
  );

  private file: FileHandle | undefined;
  private path: string | undefined;
  private size = 0;
  /** The part that is written to. */
  private latest: string;

  private constructor(
    private readonly files: Files,
    private readonly entries: Entries<T>,
    private safe: Head,
    private readonly names: Map<string, Line<T>>,
  ) {
    this.latest = files.parts().at(-1) ?? '';
  }

  /** Opens a chain at its end; its file is made with the first line. What a power cut left of a last line goes. */
  static async open<T extends object>(files: Files, entries: Entries<T> = {}): Promise<ChainedFile<T>> {
    const latest = files.parts().at(-1);
    if (latest !== undefined) endOf(files.fileOf(latest), true);
    const names = new Map<string, Line<T>>();
    const chain = new ChainedFile<T>(files, entries, headOf(files), names);
    if (entries.nameOf) for await (const line of chain.lines()) chain.remember(line);
    return chain;
  }

  async head(): Promise<Head> {
    return this.safe;
  }

  append(entry: T): Promise<Line<T>> {
    return this.together.add(entry);
  }

  async named(name: string): Promise<Line<T> | undefined> {
    return this.names.get(name);
  }

  async parts(): Promise<string[]> {
    return this.files.parts();
  }

  async *lines(part?: string): AsyncGenerator<Line<T>> {
    for (const each of part === undefined ? this.files.parts() : [part]) yield* linesOf<T>(this.files.fileOf(each));
  }

  brokenAt(): Promise<number | undefined> {
    return brokenAt(
      this.files.parts().map((part) => this.files.fileOf(part)),
      this.safe.n,
    );
  }

  async close(): Promise<void> {
    await this.together.done();
    await this.file?.close();
  }

  /** A clock that is set back leaves the file that is written to as it is. */
  private partFor(entry: T): string {
    const own = this.entries.partOf?.(entry) ?? '';
    return own > this.latest ? own : this.latest;
  }

  private async write(entries: T[]): Promise<Line<T>[]> {
    const { lines, added } = asLines(entries, this.safe, this.entries.nameOf, (name) => this.names.get(name));
    if (!added.length) return lines;
    const bytes = Buffer.from(added.map((line) => `${canonical(line)}\n`).join(''));
    try {
      this.latest = this.partFor(entries[0] as T);
      const file = await this.turnTo(this.files.fileOf(this.latest));
      await file.appendFile(bytes);
      await file.datasync();
    } catch (error) {
      await this.file?.truncate(this.size).catch(() => undefined);
      throw error;
    }
    this.size += bytes.length;
    const { n, hash } = added.at(-1) as Line<T>;
    this.safe = { n, hash };
    for (const line of added) this.remember(line);
    return lines;
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

  private remember(line: Line<T>): void {
    const name = this.entries.nameOf?.(line);
    if (name !== undefined) this.names.set(name, line);
  }
}

/** Where a chain in files has come to, by the last line that is as it was written. */
export function headOf(files: Files): Head {
  for (const part of files.parts().reverse()) {
    const { head } = endOf(files.fileOf(part));
    if (head) return head;
  }
  return BEGINNING;
}

/** Where a chained file ends, by the last line of it that is as it was written; no head when there is none. `mend` cuts off what a power cut left of a last line. */
function endOf(path: string, mend = false): { size: number; head?: Head } {
  if (!existsSync(path)) return { size: 0 };
  const file = openSync(path, mend ? 'r+' : 'r');
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, LONGEST));
    readSync(file, tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(10) + 1;
    const whole = size - tail.length + end;
    if (mend && whole < size) ftruncateSync(file, whole);
    for (const text of tail.subarray(0, end).toString().split('\n').reverse()) {
      const line = lineIn<object>(text);
      if (line && isWhole(line)) return { size: whole, head: { n: line.n, hash: line.hash } };
    }
    return { size: whole };
  } finally {
    closeSync(file);
  }
}

/** Every line of a chained file that can be read, as it stands. */
async function* linesOf<T extends object>(path: string): AsyncGenerator<Line<T>> {
  for await (const text of textsOf([path])) {
    const line = lineIn<T>(text);
    if (line) yield line;
  }
}

/** The number of the first line of some files that does not follow the one before it, up to a number; undefined when the chain holds. */
export const brokenAt = (paths: readonly string[], upTo = Number.POSITIVE_INFINITY): Promise<number | undefined> =>
  brokenIn(textsOf(paths), upTo);

/** A chained file as it lies there, looked at without touching it, to its very end. */
export const asItIs = <T extends object>(path: string): Pick<Chain<T>, 'lines' | 'brokenAt'> => ({
  lines: () => linesOf<T>(path),
  brokenAt: () => brokenAt([path]),
});

async function* textsOf(paths: readonly string[]): AsyncGenerator<string> {
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const texts = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
    for await (const text of texts) if (text) yield text;
  }
}
