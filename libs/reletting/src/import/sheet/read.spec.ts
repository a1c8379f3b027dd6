import { NotServing } from '@relet/platform';
import { asTheyStand } from './headers.js';
import { readSheet } from './read.js';

const nowhere = new URL('./gone.js', import.meta.url);
const bytes = Buffer.from('Bolig;Fraflyttet\neksempel.1;01-03-2026\n');

test('a reader that cannot be started, as while the program is replaced, is no fault of the file: it may be sent again soon', async () => {
  await expect(readSheet(bytes, { known: asTheyStand([]) }, () => undefined, nowhere)).rejects.toThrow(NotServing);
  await expect(readSheet(bytes, { known: asTheyStand(['bolig', 'fraflyttet']) }, () => undefined)).resolves.toBeUndefined();
});
