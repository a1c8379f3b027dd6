/** Measures a rebuild of all projections, a portfolio figure over 10,000 re-lettings, and the time from the start to the first answer. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createApi, listen } from '../../apps/api/src/index.js';
import { openStore, link, type EventDraft } from '@relet/event-store';
import { Projector, ReadModels, settingsFrom } from '@relet/platform';
import { line, scratch } from './report.js';

const HOMES = 1_000;
const LETTINGS = 10;
const day = (n: number) => new Date(Date.UTC(2004, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);

/** One home's history: registered, then let again and again with all its steps, 14 events a re-letting. */
function* history(home: number): Generator<Pick<EventDraft, 'type' | 'effective' | 'payload'>> {
  let at = home % 300;
  const next = (days: number) => day((at += days));
  yield {
    type: 'UnitRegistered',
    effective: day(0),
    payload: { kind: 'care_home', municipality: 'eksempel', building: `Hus ${home % 26}`, rentOere: 600000, occupiedSince: day(0) },
  };
  for (let n = 0; n < LETTINGS; n++) {
    yield { type: 'DeathRegistered', effective: next(600), payload: {} };
    yield { type: 'NoticeGiven', effective: day(at), payload: { by: 'relatives', liableUntil: day(at + 40) } };
    yield { type: 'Vacated', effective: next(1), payload: { reason: 'death', direct: false } };
    yield { type: 'ClearancePermitted', effective: day(at), payload: { basis: 'certificate' } };
    yield { type: 'KeysReturned', effective: next(14), payload: {} };
    yield { type: 'InspectionPlanned', effective: day(at), payload: { planned: day(at + 2) } };
    yield { type: 'InspectionDone', effective: next(2), payload: { works: 'standard' } };
    yield { type: 'WorksOrdered', effective: next(1), payload: { due: day(at + 8) } };
    yield {
      type: 'OfferMade',
      effective: day(at),
      payload: {
        offerId: `o${n}`,
        citizen: `00000000-0000-5000-8000-${String(home * 100 + n).padStart(12, '0')}`,
        respondBy: day(at + 7),
        direct: false,
      },
    };
    yield { type: 'OfferAccepted', effective: next(3), payload: { offerId: `o${n}` } };
    yield { type: 'WorksCompleted', effective: next(8), payload: {} };
    yield { type: 'ReadyForLetting', effective: day(at), payload: { direct: false } };
    yield { type: 'ContractSigned', effective: next(1), payload: { rentFrom: day(at + 5) } };
    yield { type: 'MovedIn', effective: next(6), payload: { direct: false } };
  }
}

const folder = mkdtempSync(join(scratch(), 'relet-bench-'));
const settings = settingsFrom({}, { store: join(folder, 'relet.db'), port: 0, log: 'silent' });
const store = await openStore(settings.store);
let count = 0;
for (let home = 0; home < HOMES; home++) {
  const stream = `unit-eksempel.${home}`;
  const drafts = [...history(home)].map((event): EventDraft => {
    const id = `00000000-0000-5000-8000-${String(++count).padStart(12, '0')}`;
    return {
      ...event,
      id,
      v: 1,
      actor: 'bench',
      role: 'caseworker',
      party: 'administrator',
      municipality: 'eksempel',
      commandId: id,
      commandHash: '',
      correlationId: id,
      causationId: id,
    };
  });
  await store.append(stream, 'noStream', link(undefined, stream, drafts, '2026-01-01T00:00:00.000Z'));
}
await store.close();

const api = await createApi(settings);
await listen(api, settings);
const projector = api.get(Projector);
const started = performance.now();
const { events } = await projector.rebuild();
const seconds = (performance.now() - started) / 1000;
line('rebuild of all projections', events / seconds, 'events/s', events / seconds / 50_000, 1);
line('peak memory of the process', process.resourceUsage().maxRSS / 1024, 'MB (goal 500)');
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
line('portfolio figure, first question', await ask('from=2004-01-01&to=2025-12-31'), 'ms');
const times = [];
for (let n = 0; n < 9; n++) times.push(await ask('from=2004-01-01&to=2025-12-31'));
line('portfolio figure over 10,000 re-lettings', times.sort((a, b) => a - b)[4] as number, 'ms (goal 100)');
line('the same as known a year ago, from the log', await ask('from=2004-01-01&to=2025-12-31&knownAt=2026-01-02'), 'ms');
await api.close();

const restarted = performance.now();
const second = await createApi(settings);
await listen(second, settings);
await fetch(`${await second.getUrl()}/readyz`);
line('start to first answer', performance.now() - restarted, 'ms (goal 3000)');
await second.close();
