/** Measures a rebuild of all projections with the rows in a file and in PostgreSQL, against a plain COPY of the same rows, and the time until one more event is visible. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createApi, listen } from '../../apps/api/src/index.js';
import { openStore, link, type EventStore, type StoredEvent } from '@relet/event-store';
import { EVENT_STORE, Projector, ReadModels, settingsFrom } from '@relet/platform';
import { hasPostgres, Postgres } from '@relet/platform/testing';
import { write } from './portfolio.js';
import { atRest, line, scratch } from './report.js';

const HOMES = 1_000;
const TIMES = 3;
const middle = (of: number[]) => of.sort((a, b) => a - b)[of.length >> 1] as number;

const folder = mkdtempSync(join(scratch(), 'relet-bench-'));
const settings = settingsFrom({}, { store: join(folder, 'relet.db'), demo: true, port: 0, log: 'silent' });
const store = await openStore(settings.store);
for (let home = 0; home < HOMES; home++) await write(store, home);
await store.close();

/** Acts with a server that keeps its rows there. */
async function serving<T>(readModel: string, act: (projector: Projector, rows: ReadModels, log: EventStore) => Promise<T>): Promise<T> {
  const api = await createApi({ ...settings, readModel });
  await listen(api, settings);
  await atRest();
  try {
    return await act(api.get(Projector), api.get(ReadModels), api.get<EventStore>(EVENT_STORE, { strict: false }));
  } finally {
    await api.close();
  }
}

/** Events a second of a rebuild, and the checksum of the rows. */
const rebuilt = (readModel: string) =>
  serving(readModel, async (projector, rows) => {
    const rates: number[] = [];
    let events = 0;
    for (let n = 0; n < TIMES; n++) {
      const begun = performance.now();
      ({ events } = await projector.rebuild());
      rates.push((events * 1_000) / (performance.now() - begun));
    }
    return { rate: middle(rates), events, checksum: await rows.checksum() };
  });

/** Milliseconds until one more event of a home is visible. */
const visible = (readModel: string) =>
  serving(readModel, async (_, rows, log) => {
    const waits: number[] = [];
    for (let n = 0; n < 101; n++) {
      const head = (await log.readStream('unit-eksempel.0')).at(-1) as StoredEvent;
      const id = crypto.randomUUID();
      const rent = { ...head, id, commandId: id, type: 'RentSet', payload: { rentOere: 600_000 + n } };
      const { position } = await log.append('unit-eksempel.0', head.revision, link(head, 'unit-eksempel.0', [rent], head.recordedAt));
      const begun = performance.now();
      await rows.reached(position);
      waits.push(performance.now() - begun);
    }
    return middle(waits);
  });

/** Seconds in which the server copies the same rows into empty tables, with their keys. */
async function copied(postgres: Postgres, readModel: string): Promise<number> {
  const tables = await postgres.ask<{ name: string; key: string }>(
    `SELECT c.relname AS name, (SELECT string_agg(a.attname, ', ') FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
       WHERE i.indrelid = c.oid AND i.indisprimary) AS key
     FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('relet_meta', 'relet_changed')`,
    readModel,
  );
  let milliseconds = 0;
  for (const { name, key } of tables) {
    const file = join(postgres.folder, 'data', `${name}.copy`);
    await postgres.ask(`COPY ${name} TO '${file}'; CREATE TABLE copied_${name} (LIKE ${name})`, readModel);
    const begun = performance.now();
    await postgres.ask(`COPY copied_${name} FROM '${file}'; ALTER TABLE copied_${name} ADD PRIMARY KEY (${key})`, readModel);
    milliseconds += performance.now() - begun;
  }
  return milliseconds / 1_000;
}

if (!hasPostgres) process.stdout.write('rows in PostgreSQL: not measured, the package postgresql is not installed\n');
else {
  const postgres = await Postgres.start();
  try {
    const readModel = postgres.setting();
    const served = await rebuilt(readModel);
    const copy = served.events / (await copied(postgres, readModel));
    const file = join(folder, 'rows.db');
    const filed = await rebuilt(file);
    line('rebuild, rows in a file', filed.rate, 'events/s');
    line('rebuild, rows in PostgreSQL', served.rate, 'events/s (goal 40,000), beside those in a file', served.rate / filed.rate);
    line('  beside a plain COPY of the same rows', copy, 'events/s', served.rate / copy, 0.3);
    line('append to visible, rows in a file', await visible(file), 'ms');
    line('append to visible, rows in PostgreSQL', await visible(readModel), 'ms');
    process.stdout.write(`the same rows: ${String(filed.checksum === served.checksum)}\n`);
  } finally {
    await postgres.stop();
    rmSync(postgres.folder, { recursive: true });
  }
}
