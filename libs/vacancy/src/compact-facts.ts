import type { Fact } from '@relet/domain';
import { pack, unpack, type Packed, type StreamFacts } from '@relet/platform';

/**
 * A recorded event in half the room: type, revision, both times, id, content, and, where it came with others by one command, the revision of
 * the first of them. Commands are told apart, and not named.
 */
export type Compact = readonly [
  type: string,
  revision: number,
  effective: string,
  recordedAt: string,
  id: string,
  payload: object,
  commandSince?: number,
];

/** Recorded events of one stream, as they lie in one cell. */
export type Facts = Packed<readonly Compact[]>;

/** Events in one cell: one more event writes the last cell anew. */
const SIZE = 16;
/** Full cells by their last event, as long as that is kept: what is added to a long history is written behind them. */
const full = new WeakMap<Fact, Facts>();

/** All that was recorded in a stream, in cells. */
export function compacted({ recorded, begun }: Pick<StreamFacts, 'recorded' | 'begun'>): Facts[] {
  const cells: Facts[] = [];
  for (let n = 0; n < recorded.length; n += SIZE) {
    const last = recorded[n + SIZE - 1];
    const cell = (last && full.get(last)) ?? pack(recorded.slice(n, n + SIZE).map((fact) => compact(fact, begun)));
    if (last) full.set(last, cell);
    cells.push(cell);
  }
  return cells;
}

function compact({ type, revision, effective, recordedAt, id, payload, commandId }: Fact, begun: ReadonlyMap<string, number>): Compact {
  const since = begun.get(commandId) ?? revision;
  return since === revision
    ? [type, revision, effective, recordedAt, id, payload]
    : [type, revision, effective, recordedAt, id, payload, since];
}

/** The events of a cell. */
export function expanded(facts: Facts): Fact[] {
  return unpack(facts).map(([type, revision, effective, recordedAt, id, payload, since = revision]) => {
    return { id, type, revision, effective, recordedAt, commandId: String(since), payload } as Fact;
  });
}
