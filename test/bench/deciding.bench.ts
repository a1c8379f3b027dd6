/** A command on a home with 3,000 events beside one on a home with 30, over HTTP, one after the other. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createApi, listen } from '../../apps/api/src/index.js';
import { link, openStore, type EventDraft } from '@relet/event-store';
import { settingsFrom } from '@relet/platform';
import { line, scratch } from './report.js';

const COMMANDS = 400;

/** Rents of a home, one event each: the shortest way to a long history. */
function* history(length: number): Generator<Pick<EventDraft, 'type' | 'effective' | 'payload'>> {
  const home = { kind: 'care_home', municipality: 'eksempel', building: 'Hus', rentOere: 600000, occupiedSince: '2004-01-01' };
  yield { type: 'UnitRegistered', effective: '2004-01-01', payload: home };
  for (let n = 1; n < length; n++) yield { type: 'RentSet', effective: '2004-01-02', payload: { rentOere: 500_000 + n } };
}

async function write(path: string, unit: string, length: number): Promise<void> {
  const store = await openStore(path);
  const id = (n: number) => `00000000-0000-5000-8000-${String(length * 10_000 + n).padStart(12, '0')}`;
  const drafts = [...history(length)].map((event, n): EventDraft => ({
    ...event,
    ...{ id: id(n), v: 1, actor: 'bench', role: 'caseworker', party: 'administrator', municipality: 'eksempel' },
    ...{ commandId: id(n), commandHash: '', correlationId: id(n), causationId: id(n) },
  }));
  await store.append(`unit-${unit}`, 'noStream', link(undefined, `unit-${unit}`, drafts, '2026-01-01T00:00:00.000Z'));
  await store.close();
}

const path = join(mkdtempSync(join(scratch(), 'relet-bench-')), 'relet.db');
await write(path, 'eksempel.short', 30);
await write(path, 'eksempel.long', 3_000);
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

await commands('eksempel.short');
const short = await commands('eksempel.short');
const long = await commands('eksempel.long');
line('a command on a home with 30 events', short.median * 1000, 'us');
line('a command on a home with 3,000 events', long.median * 1000, 'us', long.median / short.median, 2);
line('  processor, 30 events', short.cpu * 1000, 'us a command');
line('  processor, 3,000 events', long.cpu * 1000, 'us a command', long.cpu / short.cpu, 2);
await api.close();
