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

/** The part of an event that is kept in the server's metadata, with the event's own id; correlation and causation have the server's own names. */
export function metadataOf(event: StoredEvent): Record<string, Json> {
  const { id, v, effective, recordedAt, actor, role, party, municipality, commandId, commandHash, correlationId, causationId, prev, hash } =
    event;
  return {
    id,
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

/**
 * An event from the server, its keys in the order that every engine gives them. Without an id in the metadata it was written by version 0.1, and the
 * server's id is its own. The client hands out malformed JSON as text: such an event counts as one that cannot be read.
 */
export function fromServer({ id, type, streamId, revision, data, metadata, position }: ServerEvent, commit = 0n): LogEvent {
  const place = positionOf(position ?? { commit, prepare: commit });
  const readable = [data, metadata].every((part) => typeof part === 'object' && part !== null);
  if (!readable) return unreadable(streamId, Number(revision), place, String(data));
  const { $correlationId, $causationId, ...rest } = metadata as Record<string, unknown>;
  const { actor, commandHash, commandId, effective, hash, municipality, party, prev, recordedAt, role, v, ...own } =
    rest as unknown as StoredEvent;
  return {
    actor,
    causationId: String($causationId),
    commandHash,
    commandId,
    correlationId: String($correlationId),
    effective,
    hash,
    id: own.id ?? id,
    municipality,
    party,
    payload: inOneOrder(data) as LogEvent['payload'],
    prev,
    recordedAt,
    revision: Number(revision),
    role,
    stream: streamId,
    type,
    v,
    position: place,
  };
}

/** The value with the keys of its objects in one order, the same for every engine. */
export function inOneOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOneOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, inOneOrder(inner)]),
  );
}

/** A position as text. Both parts, commit and prepare, are needed to read on from it. */
export function positionOf({ commit, prepare }: { commit: bigint; prepare: bigint }): Position {
  return `${commit}/${prepare}`;
}
