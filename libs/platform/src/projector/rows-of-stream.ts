import { CITIZEN, UNIT, upcast, type Fact } from '@relet/domain';
import { StoreError, type LogEvent } from '@relet/event-store';
import type { Projection, Rows } from '../read-models/projection.js';
import { StreamFacts, type Folded } from '../read-models/stream-facts.js';
import { prefixOf } from '../stream-names.js';
import type { Streams } from '../streams.js';

/** What rows are made of. */
export type Lean = Pick<LogEvent, 'id' | 'type' | 'v' | 'revision' | 'effective' | 'recordedAt' | 'commandId' | 'municipality' | 'payload'>;

/** The rows of one stream in all projections that are made of it, or why it has to be parked. */
export function rowsOfStream(projections: readonly Projection[], stream: string, recorded: readonly Lean[]): Rows | Error {
  return orError(() => rowsOf(projections, stream, recorded.map(upcast) as readonly Fact[]));
}

/** The events of a stream, or why it has to be parked: they were deleted where the log is kept. Throws what else the store throws. */
export async function unlessDeleted(load: () => Promise<readonly LogEvent[]>): Promise<readonly LogEvent[] | Error> {
  try {
    const events = await load();
    return events.length ? events : new StoreError('HISTORY_DELETED', 'Its events have been deleted.');
  } catch (error) {
    if (error instanceof StoreError && error.code === 'HISTORY_DELETED') return error;
    throw error;
  }
}

/** The rows of a stream as it stands, with what is kept folded of it; of its events only those that are known yet. Throws what the store throws. */
export async function rowsOfStanding(
  projections: readonly Projection[],
  streams: Streams,
  stream: string,
  { load, isKnown }: { load: () => Promise<readonly LogEvent[]>; isKnown: (event: LogEvent) => boolean },
): Promise<Rows | Error> {
  const events = await unlessDeleted(load);
  if (events instanceof Error) return events;
  // Mostly the last one is known, and all before it with it.
  const known = events.at(-1) && isKnown(events.at(-1) as LogEvent) ? events : events.filter(isKnown);
  const folded = known.length === events.length ? keptOf(streams, stream) : undefined;
  // More may have been recorded since, and what is kept may have been given up.
  if (folded?.recorded.length !== known.length) return rowsOfStream(projections, stream, known);
  return orError(() => rowsOf(projections, stream, folded.recorded, folded));
}

/** What is kept folded of a stream; nothing when it cannot be folded, and so will be parked. */
function keptOf(streams: Streams, stream: string): (Folded & { recorded: readonly Fact[] }) | undefined {
  try {
    if (stream.startsWith(prefixOf('citizen'))) return streams.kept(CITIZEN, stream);
    const unit = stream.startsWith(prefixOf('unit')) ? streams.kept(UNIT, stream) : undefined;
    return unit && { recorded: unit.recorded, live: unit.live, home: unit.state, begun: unit.begun };
  } catch {
    return undefined;
  }
}

function rowsOf(projections: readonly Projection[], stream: string, recorded: readonly Fact[], folded?: Folded): Rows {
  const own = projections.filter(({ prefix }) => stream.startsWith(prefix));
  const [{ prefix } = { prefix: '' }] = own;
  const facts = new StreamFacts(stream.slice(prefix.length), recorded, folded);
  return Object.assign({}, ...own.map((projection) => projection.rowsOf(facts))) as Rows;
}

function orError(make: () => Rows): Rows | Error {
  try {
    return make();
  } catch (error) {
    return error instanceof Error ? error : new Error('unknown');
  }
}
