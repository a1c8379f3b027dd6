import type { Fact } from '@relet/domain';
import { pack, unpack, type Packed } from '@relet/platform';

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

/** All that was recorded in a stream, in cells of so many events. */
export function compacted(recorded: readonly Fact[], size: number): Facts[] {
  const cells: Facts[] = [];
  const commands = new Map<string, number>();
  let cell: Compact[] = [];
  for (const { type, revision, effective, recordedAt, id, payload, commandId } of recorded) {
    const since = commands.get(commandId) ?? revision;
    if (since === revision) commands.set(commandId, revision);
    const fact = [type, revision, effective, recordedAt, id, payload] as const;
    cell.push(since === revision ? fact : [...fact, since]);
    if (cell.length < size) continue;
    cells.push(pack(cell));
    cell = [];
  }
  if (cell.length) cells.push(pack(cell));
  return cells;
}

/** The events of a cell. */
export function expanded(facts: Facts): Fact[] {
  return unpack(facts).map(([type, revision, effective, recordedAt, id, payload, since = revision]) => {
    return { id, type, revision, effective, recordedAt, commandId: String(since), payload } as Fact;
  });
}
