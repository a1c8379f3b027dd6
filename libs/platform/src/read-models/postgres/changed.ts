import type { Connection } from './connections.js';
import { quoted } from './layout.js';

/** Each stream that has changed gets a number of its own behind a change, in their order: whoever knows a number can ask for what came after. */
export async function changedIn(connection: Connection, schema: string, streams: readonly string[], change: number): Promise<void> {
  if (!streams.length) return;
  const sql = `INSERT INTO ${quoted(schema)}.relet_changed SELECT stream, $2::bigint + place FROM unnest($1::text[]) WITH ORDINALITY AS w (stream, place)
    ON CONFLICT (stream) DO UPDATE SET change = excluded.change`;
  await connection.query(sql, [streams, change]);
}
