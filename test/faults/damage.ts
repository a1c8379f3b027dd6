import { openStore, link, sha256, StoreError, verifyLog, type LogEvent } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';

/** Streams of the log that is damaged, and events in each. */
export const STREAMS = 20;
export const EACH = 12;
const streams = Array.from({ length: STREAMS }, (_, n) => `unit-eksempel.${n}`);

/** Makes a log in which the events of many streams are mixed, as in real use. */
export async function makeLog(path: string): Promise<void> {
  const store = await openStore(path);
  const heads = new Map<string, LogEvent>();
  for (let event = 0; event < EACH; event++) {
    for (const [n, stream] of streams.entries()) {
      const head = heads.get(stream);
      const [linked] = link(head, stream, [draft({ text: `number ${event} of ${n}` })], `2026-06-01T10:00:${10 + event}.000Z`);
      const { position } = await store.append(stream, head?.revision ?? 'noStream', [linked as never]);
      heads.set(stream, { ...(linked as LogEvent), position });
    }
  }
  await store.close();
}

/** The result of opening, verifying and reading a damaged file. */
export type Seen =
  /** Opening or reading it is refused with a code. */
  | { is: 'refused'; by: string }
  /** Verifying names stream, revision and kind of the first break. */
  | { is: 'named'; by: string }
  /** No damage is found. The digests are of the whole log and of each stream, once read by its name and once from the log. */
  | { is: 'taken'; streams: string; log: string };

export async function look(path: string): Promise<Seen> {
  try {
    const store = await openStore(path, { readOnly: true });
    try {
      const { ok, breaks } = await verifyLog(store);
      if (!ok) return { is: 'named', by: breaks[0]?.kind ?? 'nothing' };
      const { events } = await store.readAll(undefined, { limit: 10_000 });
      const byName = await Promise.all(streams.map((stream) => store.readStream(stream)));
      const byLog = streams.map((name) => events.filter(({ stream }) => stream === name));
      return { is: 'taken', streams: sha256(JSON.stringify([byName, byLog].map(withoutPlaces))), log: sha256(JSON.stringify(events)) };
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreError) return { is: 'refused', by: error.code };
    throw error;
  }
}

const withoutPlaces = (all: readonly LogEvent[][]) => all.map((events) => events.map(({ position: _, ...event }) => event));

/** Random numbers that are the same in every run. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((state / 0x8000_0000) * below);
  };
}
