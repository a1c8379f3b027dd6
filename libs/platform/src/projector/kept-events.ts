import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { LogEvent } from '@relet/event-store';
import type { Lean } from './rows-of-stream.js';

/**
 * A whole log by its streams, as text in a file that nobody else sees and that ends with it: what is kept in memory of an event is two numbers. A log
 * of any length is so read once and told stream by stream.
 */
export class KeptEvents {
  private readonly file: number;
  /** Where the events of a stream lie in the file: from and to, again and again. */
  private readonly stretches = new Map<string, number[]>();
  private size = 0;

  /** `folder`: where the file lies while it is needed, with room for the log. */
  constructor(folder: string) {
    const own = mkdtempSync(join(folder, '.relet-rebuild-'));
    this.file = openSync(join(own, 'events'), 'w+', 0o600);
    // Without a name it is gone once it is closed, also after a kill.
    rmSync(own, { recursive: true });
  }

  /** Keeps a page of the log, behind those before it. */
  add(events: readonly LogEvent[]): void {
    const texts: string[] = [];
    let at = this.size;
    for (const event of events) {
      const text = JSON.stringify(fieldsOf(event));
      const to = at + Buffer.byteLength(text);
      this.note(event.stream, at, to);
      texts.push(text);
      at = to + 1;
    }
    this.write(Buffer.from(texts.map((text) => `${text},`).join('')));
  }

  private write(bytes: Buffer): void {
    for (let done = 0; done < bytes.length;) {
      const more = writeSync(this.file, bytes, done, bytes.length - done, this.size);
      done += more;
      this.size += more;
    }
  }

  /** Events of a stream that lie beside each other are read as one. */
  private note(stream: string, from: number, to: number): void {
    const known = this.stretches.get(stream);
    if (!known) this.stretches.set(stream, [from, to]);
    else if ((known.at(-1) as number) + 1 === from) known[known.length - 1] = to;
    else known.push(from, to);
  }

  get streams(): Iterable<string> {
    return this.stretches.keys();
  }

  /** The events of a stream, without what no row is made of. */
  of(stream: string): Lean[] {
    const stretches = this.stretches.get(stream) ?? [];
    const texts: string[] = [];
    for (let n = 0; n < stretches.length; n += 2) texts.push(this.textFrom(stretches[n] as number, stretches[n + 1] as number));
    return (JSON.parse(`[${texts.join(',')}]`) as Fields[]).map(eventOf);
  }

  private textFrom(from: number, to: number): string {
    const bytes = Buffer.allocUnsafe(to - from);
    for (let read = 0; read < bytes.length;) {
      const more = readSync(this.file, bytes, read, bytes.length - read, from + read);
      if (more === 0) throw new Error('The file of a rebuild has ended too early.');
      read += more;
    }
    return bytes.toString('utf8');
  }

  close(): void {
    this.stretches.clear();
    closeSync(this.file);
  }
}

type Fields = ReturnType<typeof fieldsOf>;

const fieldsOf = ({ id, type, v, revision, effective, recordedAt, commandId, municipality, payload }: Lean) =>
  [id, type, v, revision, effective, recordedAt, commandId, municipality, payload] as const;

const eventOf = ([id, type, v, revision, effective, recordedAt, commandId, municipality, payload]: Fields): Lean => {
  return { id, type, v, revision, effective, recordedAt, commandId, municipality, payload };
};
