import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasPostgres, sharedPostgres } from '@relet/platform/testing';
import type { Rights } from '../rights.js';
import { Users } from './users.js';

const ENGINES = hasPostgres ? (['file', 'PostgreSQL'] as const) : (['file'] as const);
if (!hasPostgres) test.skip('users on PostgreSQL: skipped, the package postgresql is not installed', () => undefined);

const CASEWORKER: Rights = { party: 'municipality', municipality: 'eksempel', roles: ['caseworker'] };
const ANALYST: Rights = { party: 'administrator', roles: ['analyst'] };
const EKSEMPEL = { id: 'eksempel', name: 'Eksempel Kommune', cvr: '29189999', from: '2026-01-01', to: null };
const PASSKEY = { id: 'a passkey', publicKey: new Uint8Array([1, 2, 3]), counter: 0 };

const folder = mkdtempSync(join(tmpdir(), 'relet-users-'));
let places = 0;
const settingOf = async (engine: (typeof ENGINES)[number]) =>
  engine === 'file' ? join(folder, `${(places += 1)}.users.db`) : (await sharedPostgres()).setting();

const codeOf = (error: unknown) => (error as { code?: string }).code ?? String(error);
const refusedBy = (doing: Promise<unknown>) => doing.then(() => 'done', codeOf);

describe.each(ENGINES)('users in %s, which two processes share', (engine) => {
  let setting: string;
  let usersKey: string;
  let here: Users;
  let there: Users;
  beforeEach(async () => {
    [setting, usersKey] = [await settingOf(engine), join(folder, `${(places += 1)}.key`)];
    [here, there] = [await Users.open({ users: setting, usersKey }), await Users.open({ users: setting, usersKey })];
  });
  afterEach(async () => {
    await here.close();
    await there.close();
  });
  const added = async (name = 'anna', rights: Rights = CASEWORKER) => (await here.people.add(name, undefined, rights, 'machine')).id;

  test('are nobody at first', async () => {
    expect([await here.people.all(), await here.accounts.all(), await here.hasSomebody(), await here.changes()]).toEqual([
      ...[[], [], false, { changes: [] }],
    ]);
    expect([await here.sessions.known('nothing'), await here.trouble(), await here.municipalities.managedOn('2026-01-01')]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });

  test('are known by a name as eyes read it, and by their id', async () => {
    const id = await added('Åse Holm');
    expect((await there.people.named('Åse holm')).id).toBe(id);
    expect((await there.people.named(id)).name).toBe('Åse Holm');
    expect((await there.people.keysOf('Åse HOLM'))?.id).toBe(id);
    expect(await there.people.keysOf('åse holm')).toBeUndefined();
    expect(await refusedBy(there.people.add('ÅSE HOLM', undefined, ANALYST, 'machine'))).toBe('USER_EXISTS');
    expect(await refusedBy(there.people.named('bo'))).toBe('USER_UNKNOWN');
    expect(await there.people.keysOf('bo\0')).toBeUndefined();
  });

  test('of one name are one, when two processes add them at the same moment', async () => {
    const both = [here, there].map(({ people }) => refusedBy(people.add('anna', undefined, CASEWORKER, 'machine')));
    expect((await Promise.all(both)).sort()).toEqual(['USER_EXISTS', 'done']);
    expect(await here.people.all()).toHaveLength(1);
  });

  test('of an identity provider are one by their subject, when two processes see them first at the same moment', async () => {
    const seen = await Promise.all([here, there].map(({ people }) => people.ofSubject('https://login', 'subject', 'Anna Holm')));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
    expect(await there.people.ofSubject('https://login', 'subject', 'Anna Bo')).toMatchObject({ called: 'Anna Bo', name: null });
  });

  test('have rights that hold everywhere at once, and none once they are removed', async () => {
    const id = await added();
    const token = await here.sessions.begin(id, 'password');
    expect((await there.sessions.known(token))?.principal).toMatchObject({ id, by: { municipality: 'eksempel', role: 'caseworker' } });
    await here.people.give(id, ANALYST, 'machine');
    expect((await there.sessions.known(token))?.principal).toEqual({ id, by: { party: 'administrator', role: 'analyst' } });
    await here.people.remove(id, 'machine');
    expect(await there.sessions.known(token)).toBeUndefined();
    expect([await there.hasSomebody(), (await there.people.of(id))?.removed]).toEqual([false, expect.any(Number)]);
  });

  test('sign out everywhere at once: a session, one of theirs, all of them', async () => {
    const id = await added();
    const tokens = await Promise.all([0, 1, 2, 3].map(() => here.sessions.begin(id, 'passkey')));
    const [first, second] = tokens as [string, string];
    const known = async () => (await Promise.all(tokens.map((token) => there.sessions.known(token)))).map((each) => each !== undefined);
    expect([await known(), (await there.sessions.ofPerson(id)).length]).toEqual([[true, true, true, true], 4]);
    await here.sessions.end(first);
    expect(await known()).toEqual([false, true, true, true]);
    await here.sessions.endOf(id, (await there.sessions.idOf(second)) as string);
    expect(await known()).toEqual([false, false, true, true]);
    expect(await refusedBy(here.sessions.endOf(id, 'session-of-nobody'))).toBe('SESSION_UNKNOWN');
    expect(await here.sessions.endAll(id, 'machine')).toBe(2);
    expect(await known()).toEqual([false, false, false, false]);
  });

  test('use a link once, when two processes take it at the same moment, and a code opens one session', async () => {
    const id = await added();
    const link = await here.links.make(id, 'machine');
    const shown = await there.links.opened(link);
    expect(shown).toMatchObject({ person: id, name: 'anna' });
    const uses = [here, there, here, there].map(({ links }) => refusedBy(links.use(link, { password: 'a hash', step: 7 })));
    expect((await Promise.all(uses)).sort()).toEqual(['LINK_UNKNOWN', 'LINK_UNKNOWN', 'LINK_UNKNOWN', 'done']);
    expect(await there.people.keysOf('anna')).toMatchObject({ password: 'a hash', totp: shown.totp, isUnchecked: false, totp_step: 7 });
    const steps = await Promise.all([here, there].map(({ people }) => people.useStep(id, 8)));
    expect([steps.sort(), await here.people.useStep(id, 8), await here.people.hasPassword(id)]).toEqual([[false, true], false, true]);
    await there.links.use(await here.links.make(id, 'machine'), { passkey: PASSKEY });
    expect(await here.passkeys.of(PASSKEY.id)).toMatchObject({ person: id, public_key: Buffer.from([1, 2, 3]), counter: 0 });
    await here.passkeys.used(PASSKEY.id, 4);
    expect([(await there.passkeys.of(PASSKEY.id))?.counter, await there.people.hasPassword(id)]).toEqual([4, false]);
    const names = (await here.changes()).changes.map(({ what }) => what);
    expect(names).toEqual(['user_added', 'link_made', 'signed_up', 'link_made', 'signed_up']);
  });

  test('end once what they began, at whichever process they come back', async () => {
    const secret = await here.begun.keep({ challenge: 'x' });
    const taken = await Promise.all([here, there].map(({ begun }) => begun.take(secret)));
    expect(taken.filter((held) => held !== undefined)).toEqual([{ challenge: 'x' }]);
  });

  test('have programs beside them, whose tokens work until they are revoked', async () => {
    const { account, token } = await here.accounts.add('booking', ANALYST, 1, 'machine');
    expect([await there.accounts.of(account.id), (await there.accounts.principalOf(token))?.id]).toEqual([account, account.id]);
    await here.accounts.revoke(account.id, 'machine');
    expect([await there.accounts.principalOf(token), await refusedBy(there.accounts.revoke(account.id, 'machine'))]).toEqual([
      ...[undefined, 'ACCOUNT_UNKNOWN'],
    ]);
  });

  test('have buildings, and colleagues who stand in', async () => {
    const [anna, bo, carl] = [await added(), await added('bo'), await added('carl', ANALYST)];
    await here.portfolios.setBuildings(anna, ['Åhuset', 'Solgaarden']);
    await here.portfolios.setStandIn(anna, { by: bo, first: '2026-03-01', last: '2026-03-31' });
    expect(await refusedBy(there.portfolios.setStandIn(anna, { by: carl, first: '2026-03-01', last: '2026-03-31' }))).toBe('USER_UNKNOWN');
    expect(await there.portfolios.standsInFor(bo, '2026-03-31')).toEqual([{ person: anna, buildings: ['Solgaarden', 'Åhuset'] }]);
    expect([await there.portfolios.standsInFor(bo, '2026-04-01'), await there.portfolios.standIn(anna)]).toEqual([
      ...[[], { by: bo, first: '2026-03-01', last: '2026-03-31' }],
    ]);
    await there.portfolios.setBuildings(anna, []);
    expect(await here.portfolios.standsInFor(bo, '2026-03-01')).toEqual([{ person: anna, buildings: [] }]);
    expect(await refusedBy(here.portfolios.setBuildings('nobody', []))).toBe('USER_UNKNOWN');
  });

  test('see the municipalities that are managed on a day', async () => {
    await here.municipalities.set(EKSEMPEL, 'machine');
    expect(await there.municipalities.all()).toEqual([EKSEMPEL]);
    expect(await refusedBy(there.municipalities.set({ ...EKSEMPEL, id: 'nordby' }, 'machine'))).toBe('CVR_TAKEN');
    expect(await there.municipalities.remove('eksempel', 'machine')).toBe(false);
    await here.municipalities.set({ ...EKSEMPEL, to: '2026-02-01' }, 'machine');
    await here.municipalities.set({ ...EKSEMPEL, id: 'nordby', cvr: '29189998' }, 'machine');
    expect([await there.municipalities.managedOn('2026-02-01'), await there.municipalities.managedOn('2026-02-02')]).toEqual([
      ...[new Set(['eksempel', 'nordby']), new Set(['nordby'])],
    ]);
    expect([await there.municipalities.withCvr('29189998'), await there.municipalities.remove('nordby', 'machine')]).toEqual([
      'nordby',
      true,
    ]);
  });

  test('leave a chain of changes that is never forked', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `user ${n}`);
    await Promise.all(names.map((name, n) => (n % 2 ? here : there).people.add(name, undefined, ANALYST, 'machine')));
    const { changes, broken } = await here.changes();
    expect([changes.length, broken]).toEqual([20, undefined]);
  });
});

(hasPostgres ? describe : describe.skip)('users on several machines', () => {
  const machine = async (users: string, usersKey = join(folder, `${(places += 1)}.key`)) => ({
    usersKey,
    users: await Users.open({ users, usersKey }),
  });

  test('have one key for their codes: a machine without it makes none of its own, and does not start', async () => {
    const setting = await settingOf('PostgreSQL');
    const [one, other] = [await machine(setting), await machine(setting)];
    const { id } = await one.users.people.add('anna', undefined, ANALYST, 'machine');
    await one.users.mustHaveTheKey();
    const link = await one.users.links.make(id, 'machine');
    await expect(other.users.links.make(id, 'machine')).rejects.toThrow(
      /RELET_USERS_KEY: the codes of the users are sealed under the key of another/,
    );
    await expect(other.users.mustHaveTheKey()).rejects.toThrow(/RELET_USERS_KEY/);
    copyFileSync(one.usersKey, other.usersKey);
    await other.users.mustHaveTheKey();
    expect((await other.users.links.opened(link)).person).toBe(id);
    const third = await machine(setting);
    writeFileSync(third.usersKey, Buffer.alloc(32, 7), { mode: 0o600 });
    await expect(third.users.mustHaveTheKey()).rejects.toThrow(/RELET_USERS_KEY/);
    for (const { users } of [one, other, third]) await users.close();
  });

  test('are not made where they are only looked for, and foreign tables are not taken for them', async () => {
    const setting = await settingOf('PostgreSQL');
    expect(await Users.lookInto({ users: setting, usersKey: '' })).toBeUndefined();
    const schema = new URL(setting).searchParams.get('schema') as string;
    const postgres = await sharedPostgres();
    expect(await postgres.ask(`SELECT FROM pg_namespace WHERE nspname = '${schema}'`)).toEqual([]);
    await postgres.ask(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.somebody (id text)`);
    await expect(Users.open({ users: setting, usersKey: '' })).rejects.toThrow(/RELET_USERS/);
  });

  test('change that was meddled with is found by its number', async () => {
    const setting = await settingOf('PostgreSQL');
    const { users } = await machine(setting);
    for (const name of ['anna', 'bo', 'carl']) await users.people.add(name, undefined, ANALYST, 'machine');
    await (await sharedPostgres()).ask(`UPDATE change SET told = replace(told, 'analyst', 'auditor') WHERE n = 2`, setting);
    expect((await users.changes()).broken).toBe(2);
    await users.close();
  });
});
