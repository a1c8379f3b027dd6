import Database from 'better-sqlite3';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { makeMasterKey } from '@relet/persons';
import { settingsFrom } from '@relet/platform';
import { newStore, PROGRAM_IN_PARTS, serveApart, type ServerProcess } from '../operations/processes.js';
import { count } from './soak.js';

const ROUNDS = count(1, 25);
const store = newStore();
const ARMED = { RELET_CLOCK: 'manual', NODE_OPTIONS: `--import=${pathToFileURL('test/faults/killed-after.ts').href}` };

let server: ServerProcess;
beforeAll(async () => {
  makeMasterKey(settingsFrom({}, { store }).persons.masterKey);
  server = await serveApart(store, ARMED, '0', 'all', PROGRAM_IN_PARTS);
});
afterAll(() => server.stop());

interface Answered {
  status: number;
  body: Record<string, unknown>;
}

async function post(path: string, body: object, key = ''): Promise<Answered> {
  const headers = { authorization: 'Bearer demo-eksempel', 'content-type': 'application/json', 'relet-now': '2026-06-01' };
  const response = await fetch(`${server.address}/v1/${path}`, {
    method: 'POST',
    headers: { ...headers, ...(key && { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  return { status: response?.status ?? 0, body: ((await response?.json().catch(() => ({}))) ?? {}) as Record<string, unknown> };
}

/** Gives a command to a server that is killed after a step of it, and starts the server again. */
async function cutOffAfter(step: string, give: () => Promise<Answered>): Promise<void> {
  server.child.send(step);
  await once(server.child, 'message');
  expect([step, (await give()).status]).toEqual([step, 0]);
  expect(await server.ended).toBe('SIGKILL');
  server = await serveApart(store, ARMED, '0', 'all', PROGRAM_IN_PARTS);
}

const lookUp = (citizen: string) => post(`citizens/${citizen}/person/look-up`, { reason: 'case_work' });
const waiting = async (): Promise<string[]> => {
  const response = await fetch(`${server.address}/v1/waiting-list`, { headers: { authorization: 'Bearer demo-eksempel' } });
  return ((await response.json()) as { citizens: { citizen: string }[] }).citizens.map(({ citizen }) => citizen);
};
/** Rows that stand for nobody: an approval that was cut off before its event leaves none. */
function leftOver(): unknown {
  const register = new Database(settingsFrom({}, { store }).persons.register, { readonly: true });
  const rows = register.prepare("SELECT count(*) FROM subject WHERE state = 'pending'").pluck().get();
  register.close();
  return rows;
}
const approval = { effective: '2026-06-01', list: 'general', elderly: true };

test.each(['key', 'row', 'event', 'row going live'])(
  'an approval cut off after its %s leaves the citizen with the person or neither, and under its key it is one approval of one person',
  async (step) => {
    for (let round = 0; round < ROUNDS; round++) {
      // A search tells of twenty at most, so each is found by a word of their own.
      const own = `nummer${String.fromCharCode(97 + round).repeat(3)}`;
      const [key, name] = [`${step.replaceAll(' ', '-')}/${round}`, `Anna ${step} ${own}`];
      const give = () => post('persons/approvals', { approval, person: { name } }, key);
      const before = await waiting();
      await cutOffAfter(step, give);
      expect([step, leftOver()]).toEqual([step, 0]);
      const [citizen] = (await waiting()).filter((each) => !before.includes(each));
      expect([step, citizen !== undefined]).toEqual([step, step === 'event' || step === 'row going live']);
      if (citizen !== undefined) expect((await lookUp(citizen)).body).toMatchObject({ name });
      expect((await post('persons/search', { name: `${step} ${own}`, reason: 'case_work' })).body['persons']).toHaveLength(citizen ? 1 : 0);
      const given = await give();
      expect([step, given.status]).toEqual([step, 200]);
      if (citizen !== undefined) expect(given.body['citizen']).toBe(citizen);
      expect(await waiting()).toHaveLength(before.length + 1);
      expect((await lookUp(given.body['citizen'] as string)).body).toMatchObject({ name });
    }
  },
  3_600_000,
);

test.each(['event', 'line in the record', 'key going', 'row going', 'certificate'])(
  'an erasure cut off after its %s is finished by the next start, with a certificate',
  async (step) => {
    for (let round = 0; round < ROUNDS; round++) {
      const { body } = await post('persons/approvals', { approval, person: { name: 'Skal Slettes' } });
      const citizen = body['citizen'] as string;
      await post(`citizens/${citizen}/removal`, { effective: '2026-06-01', reason: 'own_wish' });
      const erase = () => post('persons/erasures', { citizen, ground: 'request_granted' });
      await cutOffAfter(step, erase);
      expect((await lookUp(citizen)).body).toMatchObject({ erased: true, name: '[slettet]' });
      expect((await post('persons/search', { name: 'skal slettes', reason: 'case_work' })).body['persons']).toEqual([]);
      const { body: erased } = await erase();
      expect([step, erased['certificate']]).toEqual([step, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    }
  },
  3_600_000,
);
