import { readFileSync } from 'node:fs';
import { openStore } from '@relet/event-store';
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
async function told(store: string): Promise<string[]> {
  const server = await serve({ store, readModel: newStore() });
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
  await server.stop();
  return answers.map((text) => text.replaceAll(/"position":(null|"[^"]*")/g, '"position":0'));
}

test('the demo imported into an empty server gives the figures of the demo in a file, byte for byte', async () => {
  const standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
  const [file, server] = [await told(newStore()), await told(standIn.setting)];
  expect(server).toEqual(file);
  expect(file.every((text) => text.length > 200)).toBe(true);
  await standIn.stop();
}, 300_000);
