import type { Parked, Progress } from '../engine.js';
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
