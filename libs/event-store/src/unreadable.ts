import type { LogEvent, Position } from './port.js';

/** The type of an event that cannot be read. */
const UNREADABLE = 'Unreadable';

/**
 * What stands in the place of an event that cannot be read: its text instead of a payload. Everything behind it can still be read; its
 * stream is set aside by whoever folds it, and the chain is broken there.
 */
export function unreadable(stream: string, revision: number, position: Position, text: string): LogEvent {
  const nobody = { actor: '', role: '', party: '', municipality: '', commandId: '', commandHash: '', correlationId: '', causationId: '' };
  const nothing = { id: '', type: UNREADABLE, v: 0, effective: '', recordedAt: '', prev: '', hash: '', ...nobody };
  return { ...nothing, stream, revision, position, payload: text as never };
}

/** False for an event that came as text, from any engine: a payload is an object, and nothing else. */
export const isReadable = ({ payload }: { payload: unknown }): boolean =>
  typeof payload === 'object' && payload !== null && !Array.isArray(payload);
