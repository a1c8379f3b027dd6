import type { Json, LogEvent, Position, StoredEvent } from '../port.js';
import { unreadable } from '../unreadable.js';

/** An event as the client gives it back. */
export interface ServerEvent {
  id: string;
  type: string;
  streamId: string;
  revision: bigint;
  data: unknown;
  metadata: unknown;
  position?: { commit: bigint; prepare: bigint };
}

/** The part of an event that is kept in the server's metadata; correlation and causation have the server's own names. */
export function metadataOf(event: StoredEvent): Record<string, Json> {
  const { v, effective, recordedAt, actor, role, party, municipality, commandId, commandHash, correlationId, causationId, prev, hash } =
    event;
  return {
    v,
    effective,
    recordedAt,
    actor,
    role,
    party,
    municipality,
    commandId,
    commandHash,
    $correlationId: correlationId,
    $causationId: causationId,
    prev,
    hash,
  };
}

/** An event from the server. The client hands out malformed JSON as text: such an event counts as one that cannot be read. */
export function fromServer({ id, type, streamId, revision, data, metadata, position }: ServerEvent, commit = 0n): LogEvent {
  const place = positionOf(position ?? { commit, prepare: commit });
  const readable = [data, metadata].every((part) => typeof part === 'object' && part !== null);
  if (!readable) return unreadable(streamId, Number(revision), place, String(data));
  const { $correlationId, $causationId, ...rest } = metadata as Record<string, unknown>;
  return {
    ...(rest as unknown as StoredEvent),
    id,
    type,
    stream: streamId,
    revision: Number(revision),
    correlationId: String($correlationId),
    causationId: String($causationId),
    payload: data as LogEvent['payload'],
    position: place,
  };
}

/** A position as text. Both parts, commit and prepare, are needed to read on from it. */
export function positionOf({ commit, prepare }: { commit: bigint; prepare: bigint }): Position {
  return `${commit}/${prepare}`;
}
