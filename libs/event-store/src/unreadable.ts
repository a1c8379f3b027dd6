import type { LogEvent, Position } from './port.js';

/** The type of an event that cannot be read. */
const UNREADABLE = 'Unreadable';

/**
 * Stands in for an event that cannot be read; its payload is the text that was found. So the events after it can still be read. Whoever folds
 * its stream parks the stream, and a check of the chain finds a break there.
 */
export function unreadable(stream: string, revision: number, position: Position, text: string): LogEvent {
  const nobody = { actor: '', role: '', party: '', municipality: '', commandId: '', commandHash: '', correlationId: '', causationId: '' };
  const nothing = { id: '', type: UNREADABLE, v: 0, effective: '', recordedAt: '', prev: '', hash: '', ...nobody };
  return { ...nothing, stream, revision, position, payload: text as never };
}

/** False for an event that cannot be read, from any engine: its payload is a text, where that of every other event is an object. */
export const isReadable = ({ payload }: { payload: unknown }): boolean =>
  typeof payload === 'object' && payload !== null && !Array.isArray(payload);

/** Behind all events that a stream can ever have: there stands what tells that somebody has deleted it on the server. */
export const DELETION = Number.MAX_SAFE_INTEGER;

/** True for what stands in for the deletion of a stream, or of a part of it. */
export const isDeletion = (event: { revision: number; payload: unknown }): boolean => event.revision === DELETION && !isReadable(event);
