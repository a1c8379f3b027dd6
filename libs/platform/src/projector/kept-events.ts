import type { LogEvent } from '@relet/event-store';
import type { Lean } from './rows-of-stream.js';

/** Where a stretch of a stream's events lies: which page, from which byte to which. */
type Stretch = [page: number, from: number, to: number];

/** A whole log by its streams, as text outside the heap of JavaScript: a fifth of the room that the events themselves would take. */
export class KeptEvents {
  private readonly pages: Buffer[] = [];
  private readonly stretches = new Map<string, Stretch[]>();

  /** Keeps a page of the log, behind those before it. */
  add(events: readonly LogEvent[]): void {
    const texts: string[] = [];
    let at = 0;
    for (const event of events) {
      const text = `${texts.length ? ',' : ''}${JSON.stringify(fieldsOf(event))}`;
      const to = at + Buffer.byteLength(text);
      this.note(event.stream, [this.pages.length, texts.length ? at + 1 : at, to]);
      texts.push(text);
      at = to;
    }
    this.pages.push(Buffer.from(texts.join('')));
  }

  /** Events of a stream that lie beside each other are read as one. */
  private note(stream: string, stretch: Stretch): void {
    const known = this.stretches.get(stream);
    const last = known?.at(-1);
    if (!known) this.stretches.set(stream, [stretch]);
    else if (last?.[0] === stretch[0] && last[2] + 1 === stretch[1]) last[2] = stretch[2];
    else known.push(stretch);
  }

  get streams(): Iterable<string> {
    return this.stretches.keys();
  }

  clear(): void {
    this.pages.length = 0;
    this.stretches.clear();
  }

  /** The events of a stream, without what no row is made of. */
  of(stream: string): Lean[] {
    const texts = (this.stretches.get(stream) ?? []).map(([page, from, to]) => this.pages[page]?.toString('utf8', from, to));
    return (JSON.parse(`[${texts.join(',')}]`) as Fields[]).map(eventOf);
  }
}

type Fields = ReturnType<typeof fieldsOf>;

const fieldsOf = ({ id, type, v, revision, effective, recordedAt, commandId, municipality, payload }: Lean) =>
  [id, type, v, revision, effective, recordedAt, commandId, municipality, payload] as const;

const eventOf = ([id, type, v, revision, effective, recordedAt, commandId, municipality, payload]: Fields): Lean => {
  return { id, type, v, revision, effective, recordedAt, commandId, municipality, payload };
};
