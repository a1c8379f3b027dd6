import { readFileSync } from 'node:fs';
import { relet } from '../../acceptance/relet.js';
import { ago } from '../../faults/lettings.js';
import { newStore } from '../../operations/processes.js';

/** The commands of the script, with its days before today. */
const commands = readFileSync('test/cases/first-day/dead-citizen-moves-in.sh', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('o '))
  .map((line) => line.slice(2).replaceAll('$C', 'cccccccc-0000-4000-8000-000000000001'))
  .map((line) => line.replaceAll('2026-01-01', ago(300)).replace(/2026-11-(\d\d)/g, (_, day: string) => ago(20 - Number(day))));

test('no dead citizen moves in: the yes is cancelled with the removal, and nothing is signed', async () => {
  const store = newStore();
  const told: string[] = [];
  for (const line of commands) {
    // An answer may fall due on a Sunday, whatever today is.
    const { exit, talk } = await relet('order', ...line.split(' '), '--yes', '--store', store);
    told.push([line.split(' ')[0], exit, ...(/^[A-Z_]+(?=:)/.exec(talk) ?? [])].join(' '));
  }
  expect(told).toEqual([
    'RegisterUnit 0',
    'ApproveCitizen 0',
    'MakeOffer 0',
    'AcceptOffer 0',
    'RemoveFromList 0',
    'SignContract 3 NOTHING_ACCEPTED',
    'MoveIn 3 NO_CONTRACT',
  ]);
});
