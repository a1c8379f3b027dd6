import { readFileSync } from 'node:fs';
import { openStore } from '@relet/event-store';
import { ReadModels } from '@relet/platform';
import { hasPostgres, sharedPostgres } from '@relet/platform/testing';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { as, serve } from '../journeys/server.js';
import { newStore } from './processes.js';

const PERIOD = 'from=2024-01-01&to=2026-06-30';
const ASKED = [
  `vacancy?${PERIOD}&groupBy=building,month`,
  `vacancy?${PERIOD}&groupBy=municipality&knownAt=2026-01-01`,
  'board',
  'units/eksempel.101/history',
];

/** What the demo's report and answers say, as text; a place in the log is another one on every engine. */
async function told(store: string, readModel: string): Promise<string[]> {
  const server = await serve({ store, readModel });
  const imported = await fetch(`${server.address}/v1/imports?name=history.ndjson`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', ...as('operator') },
    body: readFileSync('test/samples/history.ndjson'),
  });
  // How far it is stands before the report.
  const answers = [(await imported.text()).trim().split('\n').at(-1) ?? ''];
  for (const path of ASKED) {
    const response = await fetch(`${server.address}/v1/${path}`, { headers: as(path.startsWith('units') ? 'auditor' : 'analyst') });
    expect([path, response.status]).toEqual([path, 200]);
    answers.push(await response.text());
  }
  answers.push(await server.part(ReadModels).checksum());
  await server.stop();
  return answers.map((text) => text.replaceAll(/"position":(null|"[^"]*")/g, '"position":0'));
}

const standIns: EventStoreDbStandIn[] = [];
afterAll(() => Promise.all(standIns.map((standIn) => standIn.stop())));
const onServer = async () => {
  const standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
  standIns.push(standIn);
  return standIn.setting;
};
const inSchema = async () => (await sharedPostgres()).setting();

describe('the demo gives the figures of the demo in files, and the same rows', () => {
  let inFiles: string[];
  beforeAll(async () => {
    inFiles = await told(newStore(), newStore());
    expect(inFiles.every((text) => text.length >= 64)).toBe(true);
  }, 300_000);

  test('imported into an empty server, byte for byte', async () => {
    expect(await told(await onServer(), newStore())).toEqual(inFiles);
  }, 300_000);

  const withPostgres = hasPostgres ? test : test.skip;
  withPostgres(
    'with its rows in PostgreSQL',
    async () => {
      expect(await told(newStore(), await inSchema())).toEqual(inFiles);
    },
    300_000,
  );

  withPostgres(
    'with its log on a server and its rows in PostgreSQL',
    async () => {
      expect(await told(await onServer(), await inSchema())).toEqual(inFiles);
    },
    300_000,
  );
});
