/**
 * Measures how long 50 persons of a waiting list take to be read, and what the access log adds to a reading with 64 callers at once. With the argument
 * `postgres` rows and persons lie on a server of the bench's own.
 */
import { fdatasyncSync, closeSync, mkdtempSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createApi } from '../../apps/api/src/index.js';
import { AccessLog, makeMasterKey, Reading, Vault } from '@relet/persons';
import { DEMO_PRINCIPALS, People, ReadModels, settingsFrom, type Principal } from '@relet/platform';
import { Postgres } from '@relet/platform/testing';
import { line, scratch } from './report.js';

const PERSONS = 200;
const LIST = 50;
const CALLERS = 64;
/** Each is measured so often; the middle one counts. */
const ROUNDS = 31;

const folder = mkdtempSync(join(scratch(), 'relet-bench-persons-'));
const postgres = process.argv[2] === 'postgres' ? await Postgres.start() : undefined;
const onServer = postgres && {
  RELET_READ_MODEL: postgres.setting(),
  RELET_KEYS: await postgres.settingIn('of_keys'),
  RELET_ERASURES: await postgres.settingIn('of_erasures'),
};
const settings = settingsFrom(onServer ?? {}, { store: join(folder, 'relet.db'), port: 0, log: 'silent', demo: true });
makeMasterKey(settings.persons.masterKey);
const api = await createApi(settings);
await api.listen(0, '127.0.0.1');
const address = await api.getUrl();
const principal = DEMO_PRINCIPALS['demo-eksempel'] as Principal;
const headers = { authorization: 'Bearer demo-eksempel', 'content-type': 'application/json' };

async function post(path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${address}/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Record<string, unknown>;
}

const middle = (figures: number[]) => figures.sort((a, b) => a - b)[figures.length >> 1] as number;

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

async function rounds(act: () => Promise<unknown>): Promise<number> {
  const figures: number[] = [];
  for (let round = 0; round < ROUNDS; round++) figures.push(await timed(act));
  return middle(figures);
}

const approval = { effective: '2026-06-01', list: 'general', elderly: true };
const citizens: string[] = [];
for (let n = 0; n < PERSONS; n++)
  citizens.push((await post('persons/approvals', { approval, person: { name: `Kim Nummer${n} Jensen` } }))['citizen'] as string);
await api.get(ReadModels, { strict: false }).caughtUp(10_000);
const [people, reading] = [api.get(People, { strict: false }), api.get(Reading, { strict: false })];
const fifty = citizens.slice(0, LIST);

const initials = await rounds(() => people.initialsOf(fifty, principal));
const names = await rounds(() => reading.names({ citizens: fifty, reason: 'meeting' }, principal));
const overHttp = await rounds(() => post('persons/names', { citizens: fifty, reason: 'meeting' }));

/** Each of the callers reads a person, all at once. */
const together = () => Promise.all(citizens.slice(0, CALLERS).map((citizen) => reading.citizen(citizen, { reason: 'offer' }, principal)));
const { accessLog } = api.get(Vault, { strict: false }).open();
const note = accessLog.note.bind(accessLog);
const [withLog, without]: number[][] = [[], []];
for (let round = 0; round < 5 * ROUNDS; round++) {
  accessLog.note = note;
  withLog?.push(await timed(together));
  accessLog.note = () => Promise.resolve();
  without?.push(await timed(together));
}
const added = (middle(withLog ?? []) - middle(without ?? [])) / CALLERS;

const alone = await AccessLog.inFolder(join(folder, 'alone'));
const entry = {
  at: new Date().toISOString(),
  municipality: 'eksempel',
  how: 'look_up' as const,
  about: [fifty[0] as string],
  fields: ['name'],
  reason: 'offer' as const,
};
const waits: number[] = [];
const caller = async () => {
  for (let n = 0; n < 50; n++) waits.push(await timed(() => alone.note(entry, principal)));
};
await Promise.all(Array.from({ length: CALLERS }, caller));
await alone.close();

function rawFlush(): number {
  const file = openSync(join(folder, 'raw'), 'w');
  const figures = Array.from({ length: 200 }, () => {
    const began = performance.now();
    writeSync(file, Buffer.alloc(400, 120));
    fdatasyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  return middle(figures);
}

line('raw write + fdatasync', rawFlush() * 1_000, 'us');
line(`initials of ${LIST} persons, logged`, initials * 1_000, 'us', initials / 50, 1);
line(`names of ${LIST} persons, logged one by one`, names * 1_000, 'us', names / 50, 1);
line('the same over HTTP', overHttp * 1_000, 'us', overHttp / 50, 1);
line(`access log a reading, ${CALLERS} callers`, added * 1_000, 'us', added, 1);
line(`wait for the access log alone, ${CALLERS} callers`, middle(waits) * 1_000, 'us');
await api.close();
await postgres?.stop();
