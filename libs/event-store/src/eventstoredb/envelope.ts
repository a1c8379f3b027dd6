import type { Json, LogEvent, Position, StoredEvent } from '../port.js';

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

/** What of an event lies in the server's metadata; correlation and causation under the server's own names. */
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

/** An event from the server; malformed JSON arrives as text and is left to the chain to find. */
export function fromServer({ id, type, streamId, revision, data, metadata, position }: ServerEvent, commit = 0n): LogEvent {
  const { $correlationId, $causationId, ...rest } = (typeof metadata === 'object' && metadata !== null ? metadata : {}) as Record<
    string,
    unknown
  >;
  return {
    ...(rest as unknown as StoredEvent),
    id,
    type,
    stream: streamId,
    revision: Number(revision),
    correlationId: String($correlationId),
    causationId: String($causationId),
    payload: data as LogEvent['payload'],
    position: positionOf(position ?? { commit, prepare: commit }),
  };
}

/** A position as text: commit and prepare, both needed to read on from it. */
export function positionOf({ commit, prepare }: { commit: bigint; prepare: bigint }): Position {
  return `${commit}/${prepare}`;
}
