import type { LogEvent, Position } from '../port.js';
import { DELETION, unreadable } from '../unreadable.js';
import type { ServerEvent } from './envelope.js';

/** Fields of a stream's metadata by which its events are deleted, some or all. */
const CUTS = ['$tb', '$maxCount', '$maxAge'];

/**
 * Tells that somebody has deleted a stream, or a part of it, on the server: as an event of it that cannot be read, so that the home is parked and a check
 * of the chain finds the break, while all others go on. Undefined for every other event.
 */
export function deletionIn({ streamId, type, data }: ServerEvent, position: Position): LogEvent | undefined {
  if (type === '$streamDeleted' && !streamId.startsWith('$')) return deleted(streamId, position);
  if (type !== '$metadata' || !streamId.startsWith('$$') || streamId.startsWith('$$$')) return undefined;
  const isCut = typeof data === 'object' && data !== null && CUTS.some((field) => field in data);
  return isCut ? deleted(streamId.slice(2), position) : undefined;
}

export const DELETED = 'This history has been deleted on the server of the events.';

const deleted = (stream: string, position: Position) => unreadable(stream, DELETION, position, DELETED);
