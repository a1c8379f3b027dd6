import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeMasterKey } from '@relet/persons';
import { settingsFrom } from '@relet/platform';
import { relet } from '../acceptance/relet.js';
import { serveApart, type ServerProcess } from '../operations/processes.js';
import { filesIn, foundIn, writtenAs } from './raw-search.js';

const COUNT = 200;
const folder = mkdtempSync(join(tmpdir(), 'relet-canaries-'));
const store = join(folder, 'relet.db');
const { persons: paths } = settingsFrom({}, { store });
const LOGGED = { RELET_CLOCK: 'manual', RELET_LOG: 'info' };

/** A word that lies nowhere else: letters alone, so that it may be part of a name. */
const word = () => [...randomBytes(12)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');

interface Canary {
  citizen: string;
  unit: string;
  /** Every value of the person, in every field. */
  values: string[];
}

/** What lies in register and keys of one canary, as bytes. */
interface Sealed {
  values: Buffer[];
  key: Buffer;
}

let server: ServerProcess;
let said = '';
const canaries: Canary[] = [];

async function ask(
  as: string,
  path: string,
  body?: object,
  method = body ? 'POST' : 'GET',
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${server.address}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer demo-${as}`, ...(body && { 'content-type': 'application/json', 'relet-now': '2026-06-01' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** A citizen and the case of a home, with a canary in every field. */
async function planted(n: number): Promise<Canary> {
  const [first, last, mail, street, note, heir, heirNote] = Array.from({ length: 7 }, word) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const number = String(n).padStart(4, '0');
  const [cpr, phone] = [
    `6${1 + (n % 9)}0${1 + (n % 9)}37${number}`,
    `7${number}${randomBytes(3).readUIntBE(0, 3).toString().padStart(8, '0')}`,
  ];
  const contacts = [{ name: `Kim ${last}`, relation: 'child', phone, email: `${mail}@example.com`, address: `${street}vej 1` }];
  const approval = { effective: '2026-06-01', list: 'general', elderly: true };
  const { body } = await ask('eksempel', 'persons/approvals', { approval, person: { name: `${first} ${last}`, cpr, contacts } });
  const [citizen, unit] = [body['citizen'] as string, `eksempel.home${n}`];
  await ask('eksempel', `citizens/${citizen}/person/notes`, { text: `Et notat om ${note}.` });
  await ask('administrator', `units/${unit}`, {
    effective: '2026-06-01',
    kind: 'care_home',
    municipality: 'eksempel',
    building: 'Solgaarden',
    rentOere: 1,
  });
  await ask('administrator', `units/${unit}/estate/contacts`, { contacts: [{ name: heir, relation: 'relative' }] });
  await ask('administrator', `units/${unit}/estate/notes`, { text: `Et notat om ${heirNote}.` });
  return { citizen, unit, values: [first, last, cpr, phone, mail, street, note, heir, heirNote] };
}

/** The bytes of some canaries as register and keys hold them now. */
function sealedOf(some: readonly Canary[]): Sealed[] {
  const [register, keys] = [new Database(paths.register, { readonly: true }), new Database(paths.keys, { readonly: true })];
  const sealed = some.flatMap(({ citizen, unit }) =>
    [citizen, unit].map((about): Sealed => {
      const id = register.prepare('SELECT id FROM subject WHERE about = ?').pluck().get(about) as string;
      const values = register.prepare('SELECT sealed FROM value WHERE subject = ?').pluck().all(id) as Buffer[];
      return { values, key: keys.prepare('SELECT wrapped FROM wrapped_key WHERE owner = ?').pluck().get(id) as Buffer };
    }),
  );
  register.close();
  keys.close();
  return sealed;
}

beforeAll(async () => {
  makeMasterKey(paths.masterKey);
  mkdirSync(join(folder, 'apart'));
  server = await serveApart(store, LOGGED);
  await ask('operator', 'municipalities/eksempel/persons', { cpr: true });
  for (let n = 0; n < COUNT; n++) canaries.push(await planted(n));
}, 600_000);
afterAll(() => server.stop());

test('a raw search finds a value in each way of writing it down', () => {
  const found = writtenAs('kanariefugl').map((form, n) =>
    foundIn([[`form ${n}`, Buffer.concat([Buffer.from('før'), form, Buffer.from('efter')])]], ['kanariefugl']),
  );
  expect(found).toEqual(writtenAs('kanariefugl').map((_, n) => [`kanariefugl in form ${n}`]));
});

test('of 200 persons no value lies in any file, log or error, and of the 100 who were erased neither key nor row; all others can be read', async () => {
  const values = canaries.flatMap((canary) => canary.values);
  const [gone, kept] = [canaries.slice(0, COUNT / 2), canaries.slice(COUNT / 2)];
  for (const {
    citizen,
    unit,
    values: [first, last, cpr],
  } of canaries.slice(0, 20)) {
    await ask('eksempel', `citizens/${citizen}/person/look-up`, { reason: 'offer', fields: ['name', 'cpr', 'contacts', 'notes'] });
    await ask('administrator', `units/${unit}/estate/look-up`, { reason: 'estate' });
    await ask('eksempel', 'persons/search', { name: `${first} ${last}`, reason: 'offer' });
    await ask('eksempel', 'persons/search', { cpr: `${cpr}9`, reason: 'offer' });
    await ask('eksempel', 'persons/approvals', { approval: { effective: first }, person: { name: last, cpr: first } });
    await ask('eksempel', `citizens/${citizen}/person/changes`, { [first as string]: last });
  }
  for (const path of ['waiting-list', 'board', 'meeting?since=2026-06-01', 'citizens']) await ask('eksempel', path);
  const [file, keys] = [join(folder, 'monday.db'), join(folder, 'apart/monday.keys')];
  expect(await relet('backup', file, '--keys', keys, '--store', store)).toMatchObject({ exit: 0 });
  const sealed = { gone: sealedOf(gone), kept: sealedOf(kept) };
  for (const { citizen, unit } of gone) {
    await ask('eksempel', `citizens/${citizen}/removal`, { effective: '2026-06-01', reason: 'died' });
    for (const whom of [{ citizen }, { unit }])
      expect((await ask('eksempel', 'persons/erasures', { ...whom, ground: 'request_granted' })).body['certificate']).not.toBeNull();
  }
  const logs = () => [['log', Buffer.from(said + server.said.out + server.said.talk)] as const];
  expect(server.said.out.length).toBeGreaterThan(10_000);
  expect(foundIn([...filesIn(folder), ...logs()], values)).toEqual([]);

  // Positive: the same search finds all that was not erased, in the very files.
  const own = () => filesIn(folder).filter(([path]) => path.startsWith(paths.register) || path.startsWith(paths.keys));
  const bytesOf = (some: Sealed[]) => some.flatMap(({ values: sealedValues, key }) => [...sealedValues, key]);
  expect(foundIn(own(), bytesOf(sealed.gone))).toEqual([]);
  expect(foundIn(own(), bytesOf(sealed.kept))).toHaveLength(bytesOf(sealed.kept).length);
  for (const {
    citizen,
    values: [first, last, cpr],
  } of kept) {
    const { body } = await ask('eksempel', `citizens/${citizen}/person/look-up`, {
      reason: 'offer',
      fields: ['name', 'cpr', 'notes', 'contacts'],
    });
    expect(body).toMatchObject({ name: `${first} ${last}`, cpr, contacts: [{ name: `Kim ${last}` }] });
  }

  await server.stop();
  said = server.said.out + server.said.talk;
  expect(await relet('restore', file, '--keys', keys, '--yes', '--store', store)).toMatchObject({ exit: 0 });
  server = await serveApart(store, LOGGED);
  expect(foundIn([...filesIn(folder), ...logs()], values)).toEqual([]);
  expect(
    foundIn(
      own().filter(([path]) => !path.includes('.replaced')),
      bytesOf(sealed.gone),
    ),
  ).toEqual([]);
  for (const { citizen } of gone.slice(0, 20))
    expect((await ask('eksempel', `citizens/${citizen}/person/look-up`, { reason: 'offer' })).body).toMatchObject({
      erased: true,
      name: '[slettet]',
    });
  expect(await relet('verify', '--store', store)).toMatchObject({ exit: 0 });
}, 900_000);
