import type { Command } from 'commander';
import { backUp, fileOf, restore } from '@relet/event-store';
import { removeReadModel, STORE_INFO, type StoreInfo } from '@relet/platform';
import { examine } from './doctor.js';
import { clockIn, opening, settingsOf, UsageError, type Common } from './house.js';
import { EXIT, put, putJson, say } from './output.js';

interface Replacing extends Common {
  yes?: boolean;
}

/** Adds the commands that make a store, and keep one in a file safe: `init`, `backup`, `restore`, `doctor`. */
export function registerOperations(command: (usage: string, about: string) => Command, done: (exit: number) => void): void {
  command('init', 'make a store, and say whose clock it has')
    .option('--clock <clock>', 'system for real work; manual for a demonstration, whose clock is set by hand')
    .action(async (o) => done(await init(o)));
  command('backup <file>', 'copy the store while it is written to, and check the copy')
    .option('--yes', 'replace a backup of that name')
    .action(async (file, o) => done(await backup(file, o)));
  command('restore <file>', 'check a backup and put it in the place of a store that nobody writes to')
    .option('--yes', 'replace the store that is there; it is kept as <store>.replaced')
    .action(async (file, o) => done(await restoreFrom(file, o)));
  command('doctor', 'examine the store and the machine, and say what to do').action(async (o) => done(await doctor(o)));
}

/** `relet init`: begins the log of a new store. A store that is there already is left as it is. */
async function init(options: Common & { clock?: string }): Promise<number> {
  const settings = settingsOf(options, clockIn(options));
  const { storeId, clock, begun } = await opening(settings, async (house) => house.get<StoreInfo>(STORE_INFO));
  if (options.json) putJson({ store: settings.store, storeId, clock, made: begun === true });
  else put(`${settings.store}  ${storeId}  clock ${clock}`);
  if (!begun) say('There is a store already, and it was left as it is.');
  say(clockOf(clock));
  return begun ? EXIT.ok : EXIT.conflict;
}

/** What the clock of a store means for those who use it. */
const clockOf = (clock: StoreInfo['clock']) =>
  clock === 'system'
    ? "It is a real store: what is recorded carries the machine's time. This is never changed."
    : 'It is a demonstration: its clock is set by hand, so what is recorded proves nothing. This is never changed.';

/** `relet backup FILE`: makes a backup and tells on stdout what it holds. */
async function backup(file: string, options: Replacing): Promise<number> {
  const mark = await backUp(fileNamedBy(options), file, { replace: options.yes ?? false });
  if (options.json) putJson(mark);
  else put(`position ${mark.position ?? '-'}  events ${mark.events}  streams ${mark.streams}  bytes ${mark.bytes}  sha256 ${mark.sha256}`);
  say(`${file} holds everything that was acknowledged up to position ${mark.position ?? '-'}; its chain of hashes holds.`);
  return EXIT.ok;
}

/** `relet restore FILE --store PATH`: puts a backup in place of the store and removes the read models, so that they are made anew. */
async function restoreFrom(file: string, options: Replacing): Promise<number> {
  const store = fileNamedBy(options);
  const { readModel } = settingsOf(options);
  const { replaced, ...restored } = await restore(file, store, {
    replace: options.yes ?? false,
    before: () => removeReadModel(readModel),
  });
  if (options.json) putJson(restored);
  else put(`position ${restored.position ?? '-'}  events ${restored.events}  streams ${restored.streams}`);
  if (replaced) say(`The store that was there is kept as ${replaced}; delete it when it is no longer needed.`);
  say(`${store} is restored; the read models are made anew at the next start.`);
  return EXIT.ok;
}

/** `relet doctor`: examines a store. Exit code 6 when the log is broken, 1 when something else is bad. */
async function doctor(options: Common): Promise<number> {
  fileNamedBy(options);
  const settings = settingsOf(options);
  const { checks, broken } = await examine(settings);
  if (options.json) putJson({ store: settings.store, checks });
  else for (const { level, name, found, advice } of checks) put(`${level.padEnd(4)}  ${name}: ${found}${advice ? `  -> ${advice}` : ''}`);
  const bad = checks.filter(({ level }) => level === 'bad').length;
  say(bad ? `${bad} of ${checks.length} checks are bad.` : 'Nothing is bad.');
  return broken ? EXIT.broken : bad ? EXIT.failure : EXIT.ok;
}

function fileNamedBy(options: Common): string {
  const { store } = settingsOf(options);
  const file = fileOf(store);
  if (file === undefined)
    throw new UsageError(
      "A store on a server is backed up, restored and examined by the server's own tools; this is for a store in a file.",
    );
  return file;
}
