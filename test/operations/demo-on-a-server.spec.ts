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

/** Imports the demo; answers what its report says, as text. */
async function imported(store: string, readModel: string): Promise<string> {
  const server = await serve({ store, readModel });
  const answer = await fetch(`${server.address}/v1/imports?name=history.ndjson`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', ...as('operator') },
    body: readFileSync('test/samples/history.ndjson'),
  });
  // How far it is stands before the report.
  const report = (await answer.text()).trim().split('\n').at(-1) ?? '';
  await server.stop();
  return withoutPlaces(report);
}

/** What is answered from rows, and their checksum; they are made anew of a log that they have not followed. */
async function answered(store: string, readModel: string): Promise<string[]> {
  const server = await serve({ store, readModel });
  const answers: string[] = [];
  for (const path of ASKED) {
    const response = await fetch(`${server.address}/v1/${path}`, { headers: as(path.startsWith('units') ? 'auditor' : 'analyst') });
    expect([path, response.status]).toEqual([path, 200]);
    answers.push(await response.text());
  }
  answers.push(await server.part(ReadModels).checksum());
  await server.stop();
  return answers.map(withoutPlaces);
}

/** A place in the log is another one on every engine. */
const withoutPlaces = (text: string) => text.replaceAll(/"position":(null|"[^"]*")/g, '"position":0');

const standIns: EventStoreDbStandIn[] = [];
afterAll(() => Promise.all(standIns.map((standIn) => standIn.stop())));
const onServer = async () => {
  const standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
  standIns.push(standIn);
  return standIn.setting;
};
const inSchema = async () => (await sharedPostgres()).setting();

describe('the demo gives the report and the figures of the demo in files, and the same rows', () => {
  const inFile = newStore();
  let report: string;
  let answers: string[];
  let inServer: string;
  beforeAll(async () => {
    const rows = newStore();
    report = await imported(inFile, rows);
    answers = await answered(inFile, rows);
    expect([report, ...answers].every((text) => text.length >= 64)).toBe(true);
    inServer = await onServer();
  }, 300_000);

  const withPostgres = hasPostgres ? test : test.skip;
  test('imported into an empty server, byte for byte', async () => {
    const rows = hasPostgres ? await inSchema() : newStore();
    expect(await imported(inServer, rows)).toEqual(report);
    expect(await answered(inServer, rows)).toEqual(answers);
  }, 300_000);

  test('with its log on a server and its rows in a file', async () => {
    expect(await answered(inServer, newStore())).toEqual(answers);
  }, 300_000);

  withPostgres(
    'with its log in a file and its rows in PostgreSQL',
    async () => {
      expect(await answered(inFile, await inSchema())).toEqual(answers);
    },
    300_000,
  );
});
