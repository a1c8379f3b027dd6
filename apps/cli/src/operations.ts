import type { INestApplicationContext } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { backUp, fileOf, isServer, restore, shownStore, StoreError } from '@relet/event-store';
import { backUpPersons, isOnServer, mustBeRestorable, registerBeside, restorePersons } from '@relet/persons';
import {
  isPostgres,
  Projector,
  ReadModels,
  removeReadModel,
  STORE_INFO,
  type RebuildTold,
  type Settings,
  type StoreInfo,
} from '@relet/platform';
import { WORDS } from '@relet/words';
import { actingAs, readingAs } from './acting.js';
import { backUpUsers, restoreUsers, usersBeside } from '@relet/identity';
import { examine } from './doctor.js';
import { examineServer } from './doctor-of-server.js';
import { mustBeThere, usageProblem } from './telling.js';
import { clockIn, opening, settingsOf, type Common } from './house.js';
import { languageOf } from './language.js';
import { ordered } from './ordering.js';
import { EXIT, progressBar, put, putJson, say } from './output.js';
import { mustBePlain } from './plain-file.js';
import { UsageError } from './usage.js';

interface Replacing extends Common {
  keys?: string;
  yes?: boolean;
}

/** `relet init`: begins the log of a new store. A store that is there already is left as it is. */
export async function init(options: Common & { clock?: string }): Promise<number> {
  const settings = settingsOf(options, clockIn(options));
  const { done } = wordsOf(options);
  const { storeId, clock, begun } = await opening(settings, async (house) => house.get<StoreInfo>(STORE_INFO));
  const store = shownStore(settings.store);
  const told = { store, storeId, clock, made: begun === true };
  if (options.json) putJson(begun ? told : { ...usageProblem(languageOf(options), 'STORE_EXISTS', done.thereAlready(store)), ...told });
  else {
    put(begun ? done.made(store) : done.thereAlready(store));
    put(clock === 'system' ? done.realStore : done.demonstration);
  }
  return begun ? EXIT.ok : EXIT.conflict;
}

/** `relet backup FILE`: makes a backup and tells on stdout what it holds. */
export async function backup(file: string, options: Replacing): Promise<number> {
  await readingAs(options, 'operator', 'operations');
  const store = fileNamedBy(options);
  if ([file, options.keys ?? file].some((each) => !existsSync(dirname(each))))
    throw new UsageError((usage) => usage.noFolderThere(), 'FILE_UNKNOWN');
  const { done } = wordsOf(options);
  const settings = settingsOf(options);
  mustBeFiles(settings, options);
  const users = usersBeside(file);
  for (const each of [file, `${file}.json`, users, registerBeside(file), options.keys]) mustBePlain(each, { replaced: true });
  if (!options.yes && existsSync(users))
    throw new StoreError('FILE_EXISTS', `${users} exists already: name another file, or say --yes to replace it.`, {
      details: { case: 'FILE_THERE', file: users },
    });
  const mark = await backUp(store, file, { replace: options.yes ?? false });
  const { position, events, streams, bytes, sha256 } = mark;
  const register = registerBeside(file);
  const { persons: kept, users: usersKept } = settings;
  const onServer = isOnServer(kept);
  const copied = onServer
    ? { register: false, keys: false }
    : backUpPersons(kept, { register, keys: options.keys }, { replace: options.yes ?? false });
  const usersApart = isPostgres(usersKept);
  const copiedUsers = !usersApart && backUpUsers(usersKept, users);
  const told = { ...(copied.register && { persons: register }), ...(copied.keys && { keys: options.keys }), ...(copiedUsers && { users }) };
  if (options.json) putJson({ ...mark, ...told });
  else put(`${done.backedUp(file, position ?? '-')}\n${done.held(events, streams, bytes, sha256)}`);
  const { persons } = wordsOf(options);
  if (copiedUsers) say(done.usersCopied(users));
  if (usersApart) say(done.usersApart);
  if (copied.register) say(persons.personsCopied(register));
  if (copied.register) say(copied.keys && options.keys !== undefined ? persons.keysCopied(options.keys) : persons.noKeysCopied);
  if (copied.register) say(persons.inNoCopy(kept.erasures));
  if (onServer) say(persons.dumpedApart());
  return EXIT.ok;
}

/** `relet restore FILE --store PATH`: puts a backup in place of the store and removes the read models, so that they are made anew. */
export async function restoreFrom(file: string, options: Replacing): Promise<number> {
  await actingAs('operations', options, 'operator');
  const store = fileNamedBy(options);
  mustBeThere(file);
  mustBePlain(store);
  const { done } = wordsOf(options);
  const settings = settingsOf(options);
  const { readModel, persons, users } = settings;
  mustBeFiles(settings, options);
  const onServer = isOnServer(persons);
  const from = { register: registerBeside(file), keys: options.keys };
  if (!onServer) await mustBeRestorable(persons, from);
  const { replaced, ...restored } = await restore(file, store, {
    replace: options.yes ?? false,
    before: () => removeReadModel(readModel),
  });
  const brought = onServer ? undefined : await restorePersons(persons, from, new Date().toISOString());
  const usersAre = isPostgres(users) ? undefined : restoreUsers(usersBeside(file), users);
  if (options.json) putJson({ ...restored, ...(brought && { erasedAgain: brought.erasedAgain }), ...(usersAre && { users: usersAre }) });
  else put(done.restored(store, restored.events, restored.streams, restored.position ?? '-'));
  if (replaced) say(done.kept(replaced));
  if (usersAre) say(usersAre === 'restored' ? done.usersRestored(users) : done.usersKept(users));
  if (isPostgres(users)) say(done.usersApart);
  if (brought) say(wordsOf(options).persons.restored(brought.erasedAgain));
  if (onServer) say(wordsOf(options).persons.restoredApart());
  return EXIT.ok;
}

/** `relet doctor`: examines a store. Exit code 6 when the log is broken, 1 when something else is bad. */
export async function doctor(options: Common): Promise<number> {
  const settings = settingsOf(options);
  const all = WORDS[languageOf(options)];
  const { doctor: words } = all;
  const { checks, broken } = await (isServer(settings.store) ? examineServer(settings, all) : examine(settings, all));
  if (options.json) putJson({ store: shownStore(settings.store), checks });
  else
    for (const { level, name, found, advice } of checks)
      put(`${words.levels[level].padEnd(4)}  ${words.names[name]}: ${found}${advice ? `  -> ${advice}` : ''}`);
  const bad = checks.filter(({ level }) => level === 'bad').length;
  say(wordsOf(options).done.checks(bad, checks.length));
  return broken ? EXIT.broken : bad ? EXIT.failure : EXIT.ok;
}

/** Histories that are named at most; `--json` names all. */
const SOME = 20;

/** `relet rebuild`: makes the read models anew from the log as it is; beside a running server that one does, and is asked meanwhile. */
export async function rebuild(options: Common): Promise<number> {
  const { token } = await actingAs('operations', options, 'operator');
  const language = languageOf(options);
  const { done } = WORDS[language].commandLine;
  const here = (house: INestApplicationContext) => {
    const { position } = house.get(ReadModels);
    return house.get(Projector).rebuildAndTell(progressBar('rebuild', Number(position?.split('/')[0]) || 1, language));
  };
  return ordered<RebuildTold>(
    options,
    {
      there: async () => ({ path: 'read-models/rebuild', token }),
      here: (house) => () => here(house),
      say: ({ events, streams, differs }) => {
        put(done.rebuilt(events, streams));
        if (!differs?.streams.length) return;
        const some = differs.streams.slice(0, SOME).join(', ');
        say(done.differed(differs.streams.length, streams, differs.streams.length > SOME ? `${some} ...` : some));
      },
    },
    settingsOf(options, { logAsItIs: true }),
  );
}

/** What is kept of persons on servers is dumped and put back by the server's own programs. */
function mustBeFiles({ persons }: Settings, { keys }: Replacing): void {
  if (keys !== undefined && isOnServer(persons)) throw new UsageError((usage) => usage.keysOnServer());
}

const wordsOf = (options: Common) => WORDS[languageOf(options)].commandLine;

function fileNamedBy(options: Common): string {
  const { store } = settingsOf(options);
  const file = fileOf(store);
  if (file === undefined) throw new UsageError((usage) => usage.storeOnServer());
  return file;
}
