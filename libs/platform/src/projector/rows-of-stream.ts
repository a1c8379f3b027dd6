import { upcast, type Fact } from '@relet/domain';
import type { LogEvent } from '@relet/event-store';
import type { Projection, Rows } from '../read-models/projection.js';
import { StreamFacts } from '../read-models/stream-facts.js';

/** What rows are made of: a row that keeps facts keeps the same of them live and made anew, without actor, hash and position. */
export type Lean = Pick<LogEvent, 'id' | 'type' | 'v' | 'revision' | 'effective' | 'recordedAt' | 'commandId' | 'municipality' | 'payload'>;

export function lean({ id, type, v, revision, effective, recordedAt, commandId, municipality, payload }: LogEvent): Lean {
  return { id, type, v, revision, effective, recordedAt, commandId, municipality, payload };
}

/** The rows of one stream in all projections that are made of it, or why it has to be set aside. */
export function rowsOfStream(projections: readonly Projection[], stream: string, recorded: readonly Lean[]): Rows | Error {
  try {
    const own = projections.filter(({ prefix }) => stream.startsWith(prefix));
    const [{ prefix } = { prefix: '' }] = own;
    const facts = new StreamFacts(stream.slice(prefix.length), recorded.map(upcast) as readonly Fact[]);
    return Object.assign({}, ...own.map((projection) => projection.rowsOf(facts))) as Rows;
  } catch (error) {
    return error instanceof Error ? error : new Error('unknown');
  }
}
