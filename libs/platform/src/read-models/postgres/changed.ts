import { leafText, type Leaf } from '@relet/event-store';
import type { Connection } from './connections.js';
import { quoted } from './layout.js';

/** Where the rows have come to; a second version also says whose it is. */
export interface Moved {
  position: string | null;
  /** The last event up to there. */
  last: Leaf | undefined;
  /** The number of the last change before. */
  change: number;
  madeFor?: string;
}

/**
 * Moves the checkpoint. Each stream that has changed gets a number of its own behind the last change, in their order: whoever knows a number can ask for what
 * came after.
 */
export async function moveOn(
  connection: Connection,
  schema: string,
  streams: readonly string[],
  { position, last, change, madeFor }: Moved,
): Promise<void> {
  const sql = `WITH numbered AS (
      INSERT INTO ${quoted(schema)}.relet_changed SELECT stream, $2::bigint + place FROM unnest($1::text[]) WITH ORDINALITY AS w (stream, place)
      ON CONFLICT (stream) DO UPDATE SET change = excluded.change)
    UPDATE ${quoted(schema)}.relet_meta SET position = $3, change = $2::bigint + cardinality($1::text[]), made_for = coalesce($4, made_for), last = $5`;
  await connection.query(sql, [streams, change, position, madeFor ?? null, last ? leafText(last) : null]);
}
