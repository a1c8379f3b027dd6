import { upcast, type Fact } from '@relet/domain';
import type { LogEvent } from '@relet/event-store';
import type { Projection, Rows } from '../read-models/projection.js';
import { StreamFacts } from '../read-models/stream-facts.js';

/** The rows of one stream in all projections that are made of it, or why it has to be set aside. */
export function rowsOfStream(projections: readonly Projection[], stream: string, recorded: readonly LogEvent[]): Rows | Error {
  try {
    const own = projections.filter(({ prefix }) => stream.startsWith(prefix));
    const [{ prefix } = { prefix: '' }] = own;
    const facts = new StreamFacts(stream.slice(prefix.length), recorded.map(factOf));
    return Object.assign({}, ...own.map((projection) => projection.rowsOf(facts))) as Rows;
  } catch (error) {
    return error instanceof Error ? error : new Error('unknown');
  }
}

const known = new WeakMap<LogEvent, Fact>();

/** A row that keeps facts keeps the same of them live and made anew: facts alone, no actor, no hash, no position. */
function factOf(event: LogEvent): Fact {
  const fact = known.get(event) ?? upcast(lean(event));
  known.set(event, fact);
  return fact;
}

/** What rows are made of. */
export function lean({ id, type, v, revision, effective, recordedAt, commandId, municipality, payload }: LogEvent): LogEvent & Fact {
  return { id, type, v, revision, effective, recordedAt, commandId, municipality, payload } as unknown as LogEvent & Fact;
}
