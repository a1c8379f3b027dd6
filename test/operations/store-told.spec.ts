import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { relet, reletIn } from '../acceptance/relet.js';

const folder = mkdtempSync(join(tmpdir(), 'relet-'));
const at = (name: string) => join(folder, name);
mkdirSync(at('folder'));
writeFileSync(at('text'), 'Bolig;Fraflyttet\n');

const PERIOD = ['--from', '2026-01-01', '--to', '2026-02-01'];
test.each([
  [['board']],
  [['history', 'eksempel.1']],
  [['next', 'eksempel.1']],
  [['vacancy', ...PERIOD]],
  [['export', 'vacancies', ...PERIOD]],
  [['export', 'events'], 'operator'],
  [['backup', at('backup.db')], 'operator'],
])('a store that is not there is told as that, whoever reads: %j', async (command, as = 'administrator') => {
  const store = ['--store', at('none.db'), '--lang', 'en'];
  for (const who of [[], ['--as', as]]) {
    const { exit, talk } = await reletIn({ env: { RELET_DEMO: '' } }, ...command, ...store, ...who);
    expect([exit, talk]).toEqual([7, expect.stringContaining('STORE_UNAVAILABLE')]);
  }
});

test.each([
  [['verify', '--store', at('folder')], `${at('folder')} er en mappe, ikke en fil.`, `${at('folder')} is a folder, not a store of events.`],
  [['verify', '--store', at('text')], `${at('text')} er ikke et hændelseslager.`, `${at('text')} is not a store of events.`],
  [
    ['restore', at('text'), '--store', at('relet.db')],
    `${at('text')} er ikke et hændelseslager.`,
    `${at('text')} is not a store of events.`,
  ],
  [
    ['verify', '--store', 'kurrentdb://localhost:2113'],
    'kurrentdb:// hører til et andet program. Skriv den samme adresse med esdb://: serverne er de samme.',
    'kurrentdb:// belongs to another client. Write the same address with esdb://: the servers are the same.',
  ],
])('which case of a code it is, and of which file, is said in both languages: %j', async (command, danish, english) => {
  expect((await relet(...command, '--lang', 'da')).talk).toContain(danish);
  expect((await relet(...command, '--lang', 'en')).talk).toContain(english);
});
