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

test.each(['postgres://host/rows', 'Postgres://host/rows', 'rows.db', 'C:/data/rows.db'])('rows may lie in %s', (readModel) =>
  expect(settingsFrom({ RELET_READ_MODEL: readModel }).readModel).toBe(readModel),
);
