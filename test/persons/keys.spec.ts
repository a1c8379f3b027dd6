import { jest } from '@jest/globals';
import { chmodSync, copyFileSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { examinePersons, makeMasterKey, Vault } from '@relet/persons';
import { relet } from '../acceptance/relet.js';
import { settingsFrom } from '@relet/platform';
import { as, serve, type Server } from '../journeys/server.js';
import { newStore, serveApart } from '../operations/processes.js';
import { approve, approveBare, lookUp, on, serveWithPersons } from './persons-house.js';

jest.setTimeout(120_000);

let server: Server;
let citizen: string;
beforeEach(async () => {
  server = await serveWithPersons();
  citizen = await approve(server, { name: 'Anna Jensen' });
});
afterEach(() => server.stop());

const again = async (change: () => void = () => undefined) => {
  await server.stop();
  change();
  server = await serve({ store: server.settings.store });
};
const files = () => server.settings.persons;

test('without the master key persons cannot be read, all else goes on, nothing is written over, and with the key all is as before', async () => {
  const { masterKey, keys } = files();
  const before = await again(() => renameSync(masterKey, `${masterKey}.away`)).then(() => readFileSync(keys));
  for (const act of ['look-up', 'changes', 'notes']) {
    const bodies = { 'look-up': { reason: 'offer' }, changes: { name: 'X Y' }, notes: { text: 'x' } };
    const { status, body } = await server.post(`/v1/citizens/${citizen}/person/${act}`, bodies[act as 'notes'], as('eksempel'));
    expect([act, status, body.code]).toEqual([act, 503, 'PERSONS_UNREADABLE']);
  }
  expect((await server.post('/v1/persons/search', { name: 'anna', reason: 'offer' }, as('eksempel'))).body.code).toBe('PERSONS_UNREADABLE');
  expect((await approveBare(server, '77777777-0000-4000-8000-000000000000')).status).toBe(200);
  expect((await server.get('/v1/vacancy?from=2026-01-01&to=2026-06-01', as('analyst'))).status).toBe(200);
  expect((await server.get('/v1/waiting-list', as('eksempel'))).body).not.toHaveProperty('initials');
  expect(readFileSync(keys)).toEqual(before);
  expect(await server.get('/readyz')).toMatchObject({
    status: 200,
    body: { warnings: ['Persons cannot be read: the master key is missing.'] },
  });
  const { warnings } = (await server.get('/readyz', { 'accept-language': 'da' })).body;
  expect(warnings).toEqual(['Personer kan ikke læses: hovednøglen mangler.']);
  await again(() => renameSync(`${masterKey}.away`, masterKey));
  expect(await server.get('/readyz')).toMatchObject({ status: 200, body: { warnings: [] } });
  expect((await lookUp(server, citizen)).body).toMatchObject({ name: 'Anna Jensen' });
});

test('a person can be erased while the master key is lost', async () => {
  await server.post(`/v1/citizens/${citizen}/removal`, { effective: '2026-06-01', reason: 'own_wish' }, on('2026-06-01'));
  await again(() => rmSync(files().masterKey));
  const { body } = await server.post('/v1/persons/erasures', { citizen, ground: 'request_granted' }, as('eksempel'));
  expect(body).toMatchObject({ citizen, certificate: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('another master key opens nothing and changes nothing', async () => {
  const { masterKey, keys } = files();
  await again(() => {
    renameSync(masterKey, `${masterKey}.right`);
    makeMasterKey(masterKey);
  });
  expect((await lookUp(server, citizen)).body.code).toBe('PERSONS_UNREADABLE');
  const before = readFileSync(keys);
  const approval = { effective: '2026-06-01', list: 'general', elderly: true };
  const other = await server.post('/v1/persons/approvals', { approval, person: { name: 'Bo Berg' } }, as('nordby'));
  expect([other.status, other.body.code]).toEqual([503, 'PERSONS_UNREADABLE']);
  expect(readFileSync(keys)).toEqual(before);
  await again(() => renameSync(`${masterKey}.right`, masterKey));
  expect((await lookUp(server, citizen)).body).toMatchObject({ name: 'Anna Jensen' });
});

test('a master key, register or keys that others can read keep the server from starting', async () => {
  const { masterKey, register, keys } = files();
  await server.stop();
  for (const [variable, file] of [
    ['RELET_MASTER_KEY', masterKey],
    ['RELET_PERSONS', register],
    ['RELET_KEYS', keys],
  ] as const) {
    chmodSync(file, 0o640);
    await expect(Vault.open(server.settings, '2026-06-01T10:00:00.000Z')).rejects.toThrow(new RegExp(`^${variable}: other.* can read`));
    chmodSync(file, 0o600);
  }
  server = await serve({ store: server.settings.store });
  expect((await lookUp(server, citizen)).status).toBe(200);
});

test('a master key that is none stops the start of a relet that keeps nobody yet; where persons are kept it is like a lost one, also half a next one', async () => {
  const { masterKey } = files();
  const right = readFileSync(masterKey);
  const none = randomBytes(31).toString('base64');
  await again(() => writeFileSync(masterKey, none));
  expect((await lookUp(server, citizen)).body.code).toBe('PERSONS_UNREADABLE');
  expect((await server.get('/readyz')).body).toMatchObject({
    warnings: ['Persons cannot be read: the file of the master key holds none.'],
  });
  expect(await examinePersons(server.settings)).toMatchObject({ trouble: 'keyOther' });
  await again(() => {
    writeFileSync(masterKey, right);
    writeFileSync(`${masterKey}.next`, '', { mode: 0o600 });
  });
  expect([(await lookUp(server, citizen)).status, existsSync(`${masterKey}.next`)]).toEqual([200, false]);
  const first = settingsFrom({}, { store: newStore() });
  writeFileSync(first.persons.masterKey, none, { mode: 0o600 });
  await expect(Vault.open(first, '2026-06-01T10:00:00.000Z')).rejects.toThrow('holds no key');
});

test('register, keys and master key can be read by their owner alone, and a master key is never written over', () => {
  const { register, keys, masterKey } = files();
  for (const file of [register, keys, masterKey]) expect([file, statSync(file).mode & 0o077]).toEqual([file, 0]);
  expect(() => makeMasterKey(masterKey)).toThrow('never written over');
});

test('a new master key takes the place of the old one, which opens nothing any more', async () => {
  const { masterKey } = files();
  copyFileSync(masterKey, `${masterKey}.old`);
  const { body } = await server.post('/v1/persons/keys/rotation', {}, as('operator'));
  expect(body).toEqual({ keys: 2 });
  expect(readFileSync(masterKey)).not.toEqual(readFileSync(`${masterKey}.old`));
  expect((await lookUp(server, citizen)).body).toMatchObject({ name: 'Anna Jensen' });
  await again();
  expect((await lookUp(server, citizen)).body).toMatchObject({ name: 'Anna Jensen' });
  await again(() => renameSync(`${masterKey}.old`, masterKey));
  expect((await lookUp(server, citizen)).body.code).toBe('PERSONS_UNREADABLE');
});

test('a rotation that was cut off before or after the keys were wrapped anew is forgotten or finished', async () => {
  const { masterKey } = files();
  await again(() => makeMasterKey(`${masterKey}.next`));
  expect([existsSync(`${masterKey}.next`), (await lookUp(server, citizen)).status]).toEqual([false, 200]);
  const before = readFileSync(masterKey);
  await server.part(Vault).rotate();
  await again(() => {
    renameSync(masterKey, `${masterKey}.next`);
    writeFileSync(masterKey, before, { mode: 0o600 });
  });
  expect([existsSync(`${masterKey}.next`), (await lookUp(server, citizen)).status]).toEqual([false, 200]);
});

test('a sealed value that was moved to another person or field, or altered, is not opened', async () => {
  const other = await approve(server, { name: 'Åge Skov' });
  const { register } = server.part(Vault).open();
  const name = async (id: string) => (await register.values(id, ['name']))[0]?.sealed as Buffer;
  const put = async (id: string, sealed: Buffer, field = 'name') => {
    const subject = await register.subject(id);
    if (subject)
      await register.write({
        subject,
        values: [{ field, sealed, at: '', writer: '' }],
        given: { command: String(Math.random()), proof: Buffer.alloc(1) },
      });
  };
  const own = await name(citizen);
  const altered = Buffer.from(own);
  altered[altered.length - 1] = (altered.at(-1) as number) ^ 1;
  for (const sealed of [await name(other), altered]) {
    await put(citizen, sealed);
    const { status, body } = await lookUp(server, citizen);
    expect([status, body.code]).toEqual([503, 'PERSONS_UNREADABLE']);
  }
  await put(citizen, own);
  await put(citizen, own, 'contacts');
  expect((await lookUp(server, citizen)).body.code).toBe('PERSONS_UNREADABLE');
});

describe.each(['register', 'keys'] as const)('an empty file of the %s', (which) => {
  test('that a first start has left which was cut off is taken for a new one', async () => {
    const { persons, store } = settingsFrom({}, { store: newStore() });
    makeMasterKey(persons.masterKey);
    writeFileSync(persons[which], '', { mode: 0o600 });
    const first = await serve({ store });
    const registered = await approve(first, { name: 'Bo Berg' });
    expect((await lookUp(first, registered)).body).toMatchObject({ name: 'Bo Berg' });
    await first.stop();
  });

  test('that was not empty before is never taken for a new one', async () => {
    const path = files()[which];
    await server.stop();
    copyFileSync(path, `${path}.whole`);
    writeFileSync(path, '');
    await expect(Vault.open(server.settings, '2026-06-01T10:00:00.000Z')).rejects.toThrow('is empty, and was not');
    copyFileSync(`${path}.whole`, path);
    server = await serve({ store: server.settings.store });
    expect((await lookUp(server, citizen)).body).toMatchObject({ name: 'Anna Jensen' });
  });
});

test('`relet doctor` says what is wrong with the files of the persons, and changes nothing of them', async () => {
  const { masterKey, keys, erasures, accessLog } = files();
  await lookUp(server, citizen);
  await lookUp(server, citizen);
  const month = join(accessLog, '2026-06.ndjson');
  const found = async () => {
    const { out } = await relet('doctor', '--json', '--store', server.settings.store);
    const { checks } = JSON.parse(out) as { checks: { name: string; level: string; found: string }[] };
    return checks.filter(({ name }) => ['persons', 'access log'].includes(name)).map(({ level, found }) => `${level} ${found}`);
  };
  expect(await found()).toEqual(['ok 1 kept, sealed', 'ok every reading is as it was written']);
  await server.stop();
  const faults: [string, string, RegExp][] = [
    [masterKey, '', /^bad the master key is missing/],
    [keys, '', /^bad the keys are missing/],
    [erasures, '', /^bad the record of erasures is missing/],
    [month, readFileSync(month, 'utf8').replace('case_work', 'meeting'), /^bad reading 1 is not/],
  ];
  for (const [file, text, says] of faults) {
    const before = readFileSync(file);
    if (text) writeFileSync(file, text);
    else rmSync(file);
    expect([file, (await found()).some((each) => says.test(each))]).toEqual([file, true]);
    writeFileSync(file, before, { mode: 0o600 });
  }
  chmodSync(masterKey, 0o644);
  expect(await found()).toContain('bad others can read the master key');
  chmodSync(masterKey, 0o600);
  for (const file of [files().register, keys]) {
    chmodSync(file, 0o640);
    expect(await found()).toContain(`bad others on this machine can read ${file}: the server does not start`);
    const { out } = await relet('doctor', '--store', server.settings.store);
    expect(out).toContain(`chmod 600 ${file}`);
    chmodSync(file, 0o600);
  }
  renameSync(masterKey, `${masterKey}.right`);
  const made = await relet('keys', 'new', '--store', server.settings.store);
  expect([made.exit, existsSync(masterKey)]).toEqual([7, false]);
  makeMasterKey(masterKey);
  expect((await found())[0]).toMatch(/^bad the keys are wrapped by another master key/);
  renameSync(`${masterKey}.right`, masterKey);
  server = await serve({ store: server.settings.store });
  expect((await lookUp(server, citizen)).status).toBe(200);
}, 240_000);

test('the start says in its log why persons cannot be read, and that a register belongs to another log', async () => {
  const { register, keys, masterKey, erasures } = files();
  await server.stop();
  const said = async (store: string, given: Record<string, string> = {}) => {
    const started = await serveApart(store, { RELET_LOG: 'error', ...given });
    await started.stop();
    return started.said.out;
  };
  const elsewhere = { RELET_PERSONS: register, RELET_KEYS: keys, RELET_MASTER_KEY: masterKey, RELET_ERASURES: erasures };
  expect(await said(newStore(), elsewhere)).toContain('1 persons are registered whose citizens this log does not know');
  renameSync(masterKey, `${masterKey}.right`);
  expect(await said(server.settings.store)).toContain('the master key is missing');
  makeMasterKey(masterKey);
  expect(await said(server.settings.store)).toContain('wrapped by another master key');
  renameSync(`${masterKey}.right`, masterKey);
  server = await serve({ store: server.settings.store });
  expect((await lookUp(server, citizen)).status).toBe(200);
}, 240_000);
