import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { relet } from '../acceptance/relet.js';

const folder = mkdtempSync(join(tmpdir(), 'relet-'));
const at = (name: string) => join(folder, name);
mkdirSync(at('folder'));
writeFileSync(at('text'), 'Bolig;Fraflyttet\n');

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
