/** A command on a home with 3,000 events beside one on a home with 30, over HTTP, one after the other. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createApi, listen } from '../../apps/api/src/index.js';
import { plusDays } from '@relet/domain';
import { link, openStore, uuidV5, type EventDraft } from '@relet/event-store';
import { settingsFrom } from '@relet/platform';
import { line, scratch } from './report.js';

const COMMANDS = 400;

type Told = Pick<EventDraft, 'type' | 'effective' | 'payload'>;

/** Rents of one day, one event each: the shortest way to a long history. */
const rents = (n: number): Told => ({ type: 'RentSet', effective: '2004-01-02', payload: { rentOere: 500_000 + n } });

/** A rent each day. */
const rentsByDay = (n: number): Told => ({ ...rents(n), effective: plusDays('2004-01-02', n) });

/** One letting after the other, each a month long. */
function lettings(n: number): Told {
  const [letting, step] = [Math.floor((n - 1) / LETTING.length), (n - 1) % LETTING.length];
  const { type, after, payload } = LETTING[step] as (typeof LETTING)[number];
  return { type, effective: plusDays('1990-01-01', letting * 31 + after), payload: payload(uuidV5(SPACE, `offer ${letting}`)) };
}
const SPACE = '6f9b2f0e-6a0c-5b6e-9d7a-0c6f2c1d4e5b';
const citizen = '6f9b2f0e-6a0c-5b6e-9d7a-0c6f2c1d4e5c';
const LETTING: { type: string; after: number; payload: (offerId: string) => EventDraft['payload'] }[] = [
  { type: 'NoticeGiven', after: 1, payload: () => ({ reason: 'moved', liableUntil: '2030-01-01' }) },
  { type: 'Vacated', after: 5, payload: () => ({ reason: 'moved' }) },
  { type: 'KeysReturned', after: 6, payload: () => ({}) },
  { type: 'InspectionDone', after: 8, payload: () => ({ works: 'none' }) },
  { type: 'ReadyForLetting', after: 8, payload: () => ({}) },
  { type: 'OfferMade', after: 10, payload: (offerId) => ({ offerId, citizen, respondBy: '2030-01-01' }) },
  { type: 'OfferAccepted', after: 12, payload: (offerId) => ({ offerId, citizen, rentFrom: '2030-01-01' }) },
  { type: 'ContractSigned', after: 14, payload: (offerId) => ({ offerId }) },
  { type: 'MovedIn', after: 20, payload: (offerId) => ({ offerId, citizen, source: 'list' }) },
];

function* history(length: number, told: (n: number) => Told): Generator<Told> {
  const home = { kind: 'care_home', municipality: 'eksempel', building: 'Hus', rentOere: 600000, occupiedSince: '1990-01-01' };
  yield { type: 'UnitRegistered', effective: '1990-01-01', payload: home };
  for (let n = 1; n < length; n++) yield told(n);
}

async function write(path: string, unit: string, length: number, told: (n: number) => Told): Promise<void> {
  const store = await openStore(path);
  const id = (n: number) => uuidV5(SPACE, `${unit} ${n}`);
  const drafts = [...history(length, told)].map((event, n): EventDraft => ({
    ...event,
    ...{ id: id(n), v: 1, actor: 'bench', role: 'caseworker', party: 'administrator', municipality: 'eksempel' },
    ...{ commandId: id(n), commandHash: '', correlationId: id(n), causationId: id(n) },
  }));
  await store.append(`unit-${unit}`, 'noStream', link(undefined, `unit-${unit}`, drafts, '2026-01-01T00:00:00.000Z'));
  await store.close();
}

const path = join(mkdtempSync(join(scratch(), 'relet-bench-')), 'relet.db');
const KINDS = [
  ['rents', rents, 'rents of one day'],
  ['days', rentsByDay, 'rents, each of its own day'],
  ['lettings', lettings, 'events of lettings'],
] as const;
for (const [name, told] of KINDS) for (const length of [30, 3_000]) await write(path, `eksempel.${name}-${length}`, length, told);
const settings = settingsFrom({}, { store: path, demo: true, port: 0, log: 'silent' });
const api = await createApi(settings);
const address = await listen(api, settings);

/** Milliseconds of one command, the middle one of many; and the processor's milliseconds of each. */
async function commands(unit: string): Promise<{ median: number; cpu: number }> {
  const times: number[] = [];
  const cpu = process.cpuUsage();
  for (let n = 0; n < COMMANDS; n++) {
    const begun = performance.now();
    const body = JSON.stringify({ effective: '2024-01-01', rentOere: 600_000 + n });
    const headers = { authorization: 'Bearer demo-administrator', 'content-type': 'application/json' };
    const answer = await fetch(`${address}/v1/units/${unit}/rent`, { method: 'POST', headers, body });
    if (answer.status !== 200) throw new Error(await answer.text());
    await answer.text();
    times.push(performance.now() - begun);
  }
  const { user, system } = process.cpuUsage(cpu);
  return { median: times.sort((a, b) => a - b)[COMMANDS / 2] as number, cpu: (user + system) / 1000 / COMMANDS };
}

for (const [name, , what] of KINDS) {
  await commands(`eksempel.${name}-30`);
  const short = await commands(`eksempel.${name}-30`);
  const long = await commands(`eksempel.${name}-3000`);
  line(`a command on a home with 30 ${what}`, short.median * 1000, 'us');
  line(`a command on a home with 3,000 ${what}`, long.median * 1000, 'us', long.median / short.median, 2);
  line('  processor, 30 events', short.cpu * 1000, 'us a command');
  line('  processor, 3,000 events', long.cpu * 1000, 'us a command', long.cpu / short.cpu, 2);
}
await api.close();
