import type { Parked, Progress, Seen } from '../engine.js';
import { addressOf } from './address.js';
import { Connections } from './connections.js';
import { quoted } from './layout.js';
import { checkpointOf } from './lease.js';

/** How far the rows of a schema have come; undefined when there are none. Throws RowsUnavailable. */
export function progressOf(setting: string): Promise<Progress | undefined> {
  return withSchema(setting, async (connections, schema) => {
    const { position, last } = await checkpointOf(connections, `${schema}.relet_meta`);
    return { position, last, parked: await connections.ask<Parked>(`SELECT stream, reason FROM ${schema}.relet_parked ORDER BY stream`) };
  });
}

/** Whether the rows of a store have seen a stream whose name begins so; undefined when there are none of that store. Throws RowsUnavailable. */
export async function seenIn(setting: string, storeId: string, prefix: string): Promise<Seen | undefined> {
  return withSchema(setting, async (connections, schema) => {
    const asked = `SELECT made_for, position FROM ${schema}.relet_meta`;
    const [meta] = await connections.ask<{ made_for: string; position: string | null }>(asked);
    if (!meta?.made_for.startsWith(`${storeId} `)) return undefined;
    const named = `SELECT stream FROM ${schema}.relet_changed WHERE stream >= $1 AND stream < $2 LIMIT 1`;
    const [found] = await connections.ask<{ stream: string }>(named, [prefix, `${prefix}\u{10FFFF}`]);
    return { position: meta.position, stream: found?.stream };
  });
}

/** Has the rows made anew by the next start, whatever store it opens. Nobody may be making them. */
export async function removeReadModel(setting: string): Promise<void> {
  await withSchema(setting, (connections, schema) =>
    connections.inTransaction((connection) =>
      connection.query(`UPDATE ${schema}.relet_meta SET made_for = '', position = NULL, last = NULL`),
    ),
  );
}

async function withSchema<T>(setting: string, act: (connections: Connections, schema: string) => Promise<T>): Promise<T | undefined> {
  const address = addressOf(setting);
  const connections = new Connections(address);
  try {
    const [{ made } = { made: false }] = await connections.ask<{ made: boolean }>('SELECT to_regclass($1) IS NOT NULL AS made', [
      `${quoted(address.schema)}.relet_meta`,
    ]);
    return made ? await act(connections, quoted(address.schema)) : undefined;
  } finally {
    await connections.close();
  }
}
