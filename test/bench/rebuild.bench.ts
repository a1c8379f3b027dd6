/** Measures a rebuild of all projections, figures over 10,000 re-lettings, one home with a long history, and the time from the start to the first answer. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createApi, listen } from '../../apps/api/src/index.js';
import { openStore, link, type EventStore, type StoredEvent } from '@relet/event-store';
import { Archive } from '@relet/history';
import { DEMO_PRINCIPALS, EVENT_STORE, Projector, ReadModels, settingsFrom, type Principal } from '@relet/platform';
import { write } from './portfolio.js';
import { atRest, line, scratch } from './report.js';

const HOMES = 1_000;
/** Lettings of one home more, whose history has some 3,000 events. */
const LONG = 214;

const folder = mkdtempSync(join(scratch(), 'relet-bench-'));
const settings = settingsFrom({}, { store: join(folder, 'relet.db'), demo: true, port: 0, log: 'silent' });
let store = await openStore(settings.store);
for (let home = 0; home < HOMES; home++) await write(store, home);
await store.close();

const api = await createApi(settings);
await listen(api, settings);
const projector = api.get(Projector);
await atRest();
const started = performance.now();
const { events } = await projector.rebuild();
const seconds = (performance.now() - started) / 1000;
line('rebuild of all projections', events / seconds, 'events/s (goal 150,000)');
line('peak memory of the process', process.resourceUsage().maxRSS / 1024, 'MB (goal 350)');
const readModels = api.get(ReadModels);
const checksum = await readModels.checksum();
const { differs } = await projector.rebuild();
const identical = differs?.streams.length === 0 && (await readModels.checksum()) === checksum;
process.stdout.write(`rebuilt twice, identical rows: ${String(identical)}\n`);

const ask = async (query: string) => {
  const before = performance.now();
  const answer = await fetch(`${await api.getUrl()}/v1/vacancy?${query}`, { headers: { authorization: 'Bearer demo-analyst' } });
  await answer.text();
  return performance.now() - before;
};
line('portfolio figure, first question', await ask('from=2004-01-01&to=2025-12-31'), 'ms (goal 150)');
const times = [];
for (let n = 0; n < 9; n++) times.push(await ask('from=2004-01-01&to=2025-12-31'));
line('portfolio figure over 10,000 re-lettings', times.sort((a, b) => a - b)[4] as number, 'ms (goal 60)');
line('the same as known a year ago', await ask('from=2004-01-01&to=2025-12-31&knownAt=2025-11-26'), 'ms (goal 150)');
line('as known when half of the homes stood otherwise', await ask('from=2004-01-01&to=2025-12-31&knownAt=2021-10-27'), 'ms');
line('as known before each was let for the last time', await ask('from=2004-01-01&to=2025-12-31&knownAt=2021-01-01'), 'ms');
await api.close();

/** Milliseconds until one more event of a home is visible, the middle one of many. */
async function visible(log: EventStore, readModels: ReadModels, home: number): Promise<number> {
  const stream = `unit-eksempel.${home}`;
  const waits: number[] = [];
  for (let n = 0; n < 101; n++) {
    const head = (await log.readStream(stream)).at(-1) as StoredEvent;
    const draft = {
      ...head,
      id: `10000000-0000-5000-8000-${String(home * 1_000 + n).padStart(12, '0')}`,
      type: 'RentSet',
      payload: { rentOere: 600_000 + n },
    };
    const events = link(head, stream, [{ ...draft, commandId: draft.id }], head.recordedAt);
    const { position } = await log.append(stream, head.revision, events);
    const before = performance.now();
    await readModels.reached(position);
    waits.push(performance.now() - before);
  }
  return waits.sort((a, b) => a - b)[50] as number;
}

store = await openStore(settings.store);
await write(store, HOMES, LONG);
await store.close();
const again = await createApi(settings);
await listen(again, settings);
const [log, rows] = [again.get<EventStore>(EVENT_STORE, { strict: false }), again.get(ReadModels)];
const short = await visible(log, rows, 0);
const long = await visible(log, rows, HOMES);
line('append to visible, a home with 141 events', short, 'ms');
line('append to visible, a home with 3,000 events', long, 'ms', long / short);
const replays = [];
for (let n = 0; n < 5; n++) {
  const before = performance.now();
  await again.get(Archive, { strict: false }).replay('unit', `eksempel.${HOMES}`, DEMO_PRINCIPALS['demo-auditor'] as Principal);
  replays.push(performance.now() - before);
}
line('replay of a home with 3,000 events, the first', replays[0] as number, 'ms (goal 100)');
line('  the middle one of five', replays.sort((a, b) => a - b)[2] as number, 'ms');
await again.close();

const restarted = performance.now();
const second = await createApi(settings);
await listen(second, settings);
await fetch(`${await second.getUrl()}/readyz`);
line('start to first answer', performance.now() - restarted, 'ms (goal 3000)');
await second.close();
