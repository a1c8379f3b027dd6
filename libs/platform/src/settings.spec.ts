import { BadSetting, settingsFrom } from './settings.js';

test.each([
  ['RELET_READ_MODEL', 'foo://x'],
  ['RELET_BACKUPS', 'foo://x'],
  ['RELET_READ_MODEL', 'mysql://user:secret@host/rows'],
  ['RELET_READ_MODEL', 'esdb:/x'],
  ['RELET_USERS', 'esdb://user:secret@host:2113'],
  ['RELET_PERSONS', 'https://user:secret@host/persons.db'],
  ['RELET_ACCESS_LOG', 'ftp://host/log'],
])('%s is a file: the address %s is refused without being repeated', (variable, value) => {
  const reading = () => settingsFrom({ [variable]: value });
  expect(reading).toThrow(BadSetting);
  expect(reading).toThrow(/the path of a file/);
  expect(reading).not.toThrow(/secret/);
});

test.each(['RELET_STORE', 'RELET_USERS', 'RELET_PERSONS', 'RELET_KEYS', 'RELET_ACCESS_LOG', 'RELET_BACKUPS'])(
  '%s names a file: an empty name and a database in memory, of which nothing is kept, are refused',
  (variable) => {
    for (const name of ['', ' ']) expect(() => settingsFrom({ [variable]: name })).toThrow(/the name is empty/);
    expect(() => settingsFrom({ [variable]: ':memory:' })).toThrow(/kept in memory is lost/);
  },
);

test('rows may lie in memory: they are made anew', () => {
  expect(settingsFrom({ RELET_READ_MODEL: ':memory:' }).readModel).toBe(':memory:');
  expect(() => settingsFrom({ RELET_READ_MODEL: '' })).toThrow(/the name is empty/);
});

describe('persons on servers', () => {
  const [rows, keys, erasures] = [
    'postgres://user:secret@host/rows',
    'postgres://user:secret@host/keys',
    'postgres://user:secret@host/erased',
  ];
  const all = { RELET_READ_MODEL: rows, RELET_KEYS: keys, RELET_ERASURES: erasures };

  test('are named by the settings that name files else', () =>
    expect(settingsFrom(all).persons).toMatchObject({ keys, erasures, masterKey: 'data/relet.master.key' }));

  test.each<[string, Record<string, string | undefined>, string]>([
    ['keys on a server go with rows on one', { RELET_READ_MODEL: 'read.db' }, 'RELET_READ_MODEL'],
    ['all are named, or none', { RELET_ERASURES: undefined }, 'RELET_ERASURES'],
    ['all are named, or none', { RELET_KEYS: undefined }, 'RELET_ERASURES'],
    ['the register lies with the rows', { RELET_PERSONS: 'persons.db' }, 'RELET_PERSONS'],
    ['the access log lies with the rows', { RELET_ACCESS_LOG: 'access' }, 'RELET_ACCESS_LOG'],
  ])('%s: anything else is refused, by its variable and without a password', (_, given, variable) => {
    const reading = () => settingsFrom({ ...all, ...given });
    expect(reading).toThrow(new RegExp(`^${variable}: `));
    expect(reading).not.toThrow(/secret/);
  });

  test('of another kind are refused', () =>
    expect(() => settingsFrom({ RELET_KEYS: 'mysql://user:secret@host/keys' })).toThrow(/^RELET_KEYS: the path/));
});

test.each(['postgres://host/rows', 'Postgres://host/rows', 'rows.db', 'C:/data/rows.db'])('rows may lie in %s', (readModel) =>
  expect(settingsFrom({ RELET_READ_MODEL: readModel }).readModel).toBe(readModel),
);
