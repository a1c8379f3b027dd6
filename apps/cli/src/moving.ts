import { moveUsers } from '@relet/identity';
import { movePersons } from '@relet/persons';
import { BadSetting, isPostgres } from '@relet/platform';
import { WORDS } from '@relet/words';
import { actingAs } from './acting.js';
import { settingsOf, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, put, putJson } from './output.js';
import { UsageError } from './usage.js';

/** `relet move users TO` and `relet move persons KEYS ERASURES`: from the files that the settings name into databases of servers. Nothing of a person is told. */
export async function move(what: string, to: string, erasures: string | undefined, options: Common): Promise<number> {
  const isOfUsers = what === 'users' && erasures === undefined;
  const isKnown = isOfUsers || (what === 'persons' && erasures !== undefined);
  if (!isKnown || ![to, erasures ?? to].every(isPostgres)) throw new UsageError((_, { done }) => done.moveWhat);
  const settings = settingsOf(options);
  await actingAs('operations', options, 'operator', settings);
  const { done } = WORDS[languageOf(options)].commandLine;
  // What lies on a server is not moved, and its address is not repeated.
  if (isPostgres(isOfUsers ? settings.users : settings.persons.keys))
    throw new BadSetting(isOfUsers ? 'RELET_USERS' : 'RELET_KEYS', 'MOVE_FROM_FILE');
  if (isOfUsers) {
    const moved = await moveUsers(settings, to);
    if (options.json) putJson(moved);
    else put(done.usersMoved(moved.people, moved.accounts, moved.changes, new URL(to).host));
    return EXIT.ok;
  }
  if (!isPostgres(settings.readModel)) throw new BadSetting('RELET_READ_MODEL', 'ROWS_NEEDED');
  const moved = await movePersons(settings, { keys: to, erasures: erasures as string });
  if (options.json) putJson(moved);
  else put(done.personsMoved(moved.persons, moved.keys, moved.readings, moved.erasures));
  return EXIT.ok;
}
