/** Measures whether the time of an answer tells what is foreign from what is unknown: pairs in turn, and the ratio of the middle ones. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createApi, listen } from '../../apps/api/src/index.js';
import { settingsFrom } from '@relet/platform';
import { atRest, line, scratch } from './report.js';

const PAIRS = 1_000;
const CITIZEN = '11111111-2222-4333-8444-555555555555';
const NOBODY = '99999999-9999-4999-8999-999999999999';

const folder = mkdtempSync(join(scratch(), 'relet-bench-'));
const settings = settingsFrom({}, { store: join(folder, 'relet.db'), port: 0, log: 'silent', demo: true });
const api = await createApi(settings);
const address = await listen(api, settings);

async function ask(who: string, path: string, body?: object): Promise<number> {
  const headers = { authorization: `Bearer demo-${who}`, ...(body && { 'content-type': 'application/json' }) };
  const before = performance.now();
  const answer = await fetch(`${address}/v1/${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
  await answer.text();
  const took = performance.now() - before;
  if ((who === 'eksempel') !== (answer.status === 404)) throw new Error(`${path} was answered with ${answer.status}.`);
  return took;
}

const home = {
  effective: '2020-01-01',
  kind: 'care_home',
  municipality: 'nordby',
  building: 'Huset',
  rentOere: 600_000,
  occupiedSince: '2020-01-01',
};
await ask('administrator', 'units/nordby.1', home);
for (let n = 1; n <= 60; n++) await ask('administrator', 'units/nordby.1/rent', { effective: '2021-01-01', rentOere: 600_000 + n });
await ask('nordby', `citizens/${CITIZEN}/approval`, { effective: '2021-01-01', list: 'general', elderly: true });
await atRest();

const middle = (figures: number[]) => figures.sort((a, b) => a - b)[figures.length >> 1] ?? 0;
const PATHS: [string, string, string][] = [
  ['a home on the board', 'units/nordby.1', 'units/nordby.2'],
  ["a home's history", 'units/nordby.1/history', 'units/nordby.2/history'],
  ["a home's next steps", 'units/nordby.1/next-steps', 'units/nordby.2/next-steps'],
  ["a home's events", 'units/nordby.1/events', 'units/nordby.2/events'],
  ["a citizen's history", `citizens/${CITIZEN}/history`, `citizens/${NOBODY}/history`],
  ["a citizen's next steps", `citizens/${CITIZEN}/next-steps`, `citizens/${NOBODY}/next-steps`],
];
for (const [what, foreign, unknown] of PATHS) {
  const [ofForeign, ofUnknown]: [number[], number[]] = [[], []];
  for (let n = 0; n < PAIRS; n++) {
    ofForeign.push(await ask('eksempel', foreign));
    ofUnknown.push(await ask('eksempel', unknown));
  }
  const [one, other] = [middle(ofForeign), middle(ofUnknown)];
  line(`${what}, foreign against unknown`, one * 1000, 'µs', one / other);
}
await api.close();
