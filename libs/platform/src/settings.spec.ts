import { BadSetting, settingsFrom } from './settings.js';

test.each([
  ['RELET_READ_MODEL', 'foo://x'],
  ['RELET_BACKUPS', 'foo://x'],
  ['RELET_READ_MODEL', 'mysql://user:secret@host/rows'],
  ['RELET_READ_MODEL', 'esdb:/x'],
  ['RELET_USERS', 'postgres://user:secret@host/users'],
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

test.each(['postgres://host/rows', 'Postgres://host/rows', 'rows.db', 'C:/data/rows.db'])('rows may lie in %s', (readModel) =>
  expect(settingsFrom({ RELET_READ_MODEL: readModel }).readModel).toBe(readModel),
);
