import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect, openStore, type Inspection, type StoreError } from '@relet/event-store';
import { progressOf, storeInfoOf, type Settings } from '@relet/platform';
import { noteOf } from './house.js';

/** The result of one check, and what to do when it is bad. */
export interface Check {
  name: string;
  level: 'ok' | 'warn' | 'bad';
  found: string;
  advice?: string;
}

const ok = (name: string, found: string): Check => ({ name, level: 'ok', found });
const warn = (name: string, found: string, advice: string): Check => ({ name, level: 'warn', found, advice });
const bad = (name: string, found: string, advice: string): Check => ({ name, level: 'bad', found, advice });

const MEGABYTE = 1 << 20;
const RESTORE = 'stop the server and `relet restore` the last good backup';

/** Examines a store in a file and the machine that it lies on. `broken` is true when the log itself is damaged. */
export async function examine(settings: Settings): Promise<{ checks: Check[]; broken: boolean }> {
  const seen = await inspect(settings.store);
  const broken =
    [seen.refused, seen.unreadable].some((error) => error?.code === 'STORE_CORRUPT') ||
    (seen.integrity ?? 'ok') !== 'ok' ||
    seen.log?.ok === false;
  const checks = [
    ok('node', process.versions.node),
    opened(settings, seen),
    writer(settings, seen),
    ...theFile(seen),
    ...theLog(seen),
    ...readModel(settings, seen),
    ...theDisk(settings.store),
    ...(await clock(settings, seen)),
    ok(
      'time zone',
      `the machine's is ${Intl.DateTimeFormat().resolvedOptions().timeZone}; days are civil days in Copenhagen whatever it is`,
    ),
  ];
  return { checks, broken };
}

function opened({ store }: Settings, { refused }: Inspection): Check {
  return refused ? bad('store', refused.message, adviceFor(refused)) : ok('store', `${store} opens`);
}

function adviceFor({ code }: StoreError): string {
  if (code === 'STORE_CORRUPT') return RESTORE;
  if (code === 'STORE_UNAVAILABLE') return 'name the store by --store or RELET_STORE';
  return code === 'NOT_A_STORE'
    ? 'name another file, or restore a backup in its place'
    : 'see that this user may read the file and its directory';
}

function writer(settings: Settings, { locked }: Inspection): Check {
  const server = noteOf(settings);
  if (locked) return ok('writer', server ? `process ${server.pid} serves it on ${server.address}` : 'another process writes to it');
  if (server)
    return warn('writer', `none, but process ${server.pid} left word of a server`, 'it ended without a word: look why, and start it again');
  return ok('writer', 'none at this moment');
}

function theFile({ journalMode, durable, integrity }: Inspection): Check[] {
  if (journalMode === undefined || integrity === undefined) return [];
  return [
    journalMode === 'wal'
      ? ok('journal_mode', 'wal')
      : warn('journal_mode', journalMode, 'readers and writer wait for each other until the server opens it'),
    durable
      ? ok('synchronous', 'full: set and read back whenever the store is opened for writing')
      : bad('synchronous', 'not full', 'use the SQLite that comes with the packages'),
    integrity === 'ok' ? ok('integrity_check', 'ok') : bad('integrity_check', integrity, RESTORE),
  ];
}

function theLog({ log, unreadable }: Inspection): Check[] {
  if (unreadable) return [bad('chain', unreadable.message, RESTORE)];
  if (!log) return [];
  const { events, streams, breaks, head } = log;
  const chain = log.ok
    ? ok('chain', `${events} events in ${streams} streams hold`)
    : bad(
        'chain',
        `${breaks.length} breaks: ${breaks
          .slice(0, 5)
          .map(({ stream, revision, kind }) => `${stream} revision ${revision} ${kind}`)
          .join(', ')}`,
        RESTORE,
      );
  return [chain, ok('head', head ?? 'the log is empty')];
}

function readModel({ readModel: path }: Settings, { log, locked }: Inspection): Check[] {
  const anew = 'stop the server and `relet rebuild`';
  try {
    const progress = progressOf(path);
    if (!progress) return [ok('read model', 'none yet: it is made at the next start')];
    const behind = Number(log?.head ?? 0) - Number(progress.position ?? 0);
    const at = `at ${progress.position ?? 'the beginning'}`;
    const position =
      behind < 0
        ? bad(
            'read model',
            `${at}, ${-behind} positions ahead of the log`,
            `put the newer store back, or restore a backup; to take the log as it is, ${anew}`,
          )
        : behind > 0 && !locked
          ? warn('read model', `${at}, ${behind} positions behind`, 'it catches up at the next start')
          : ok('read model', `${at}, ${behind} positions behind`);
    const { parked } = progress;
    const names = parked.slice(0, 5).map(({ stream }) => stream);
    return [
      position,
      parked.length
        ? warn('parked homes', `${parked.length}: ${names.join(', ')}`, 'mend what they stumbled on, then `relet repair`')
        : ok('parked homes', 'none'),
    ];
  } catch {
    return [bad('read model', `${path} cannot be read`, anew)];
  }
}

function theDisk(store: string): Check[] {
  const folder = dirname(store);
  if (!existsSync(folder)) return [bad('directory', `there is no ${folder}`, 'make it, or name another store')];
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const size = existsSync(store) ? statSync(store).size : 0;
  const room = `${Math.round(free / MEGABYTE)} MB free, the store has ${Math.round(size / MEGABYTE)} MB`;
  return [
    writable(folder),
    free < 100 * MEGABYTE
      ? bad('disk', room, 'make room: appends are refused when it is full')
      : free < 2 * size
        ? warn('disk', room, 'make room: a backup beside the store would not fit')
        : ok('disk', room),
  ];
}

function writable(folder: string): Check {
  try {
    accessSync(folder, constants.W_OK);
    return ok('directory', `${folder} can be written`);
  } catch {
    return bad('directory', `${folder} cannot be written by this user`, 'give it to the user who runs the server');
  }
}

async function clock({ store: path }: Settings, { refused, log }: Inspection): Promise<Check[]> {
  if (refused || !log?.ok) return [];
  const store = await openStore(path, { readOnly: true });
  const info = await storeInfoOf(store);
  await store.close();
  if (!info) return [ok('clock', 'the log does not say yet whose clock it has')];
  if (info.clock === 'manual')
    return [ok('use', 'a demonstration: what is recorded here proves nothing'), ok('clock', 'set by hand, for ever')];
  const ahead = log.lastRecordedAt === undefined ? 0 : Date.parse(log.lastRecordedAt) - Date.now();
  return [
    ok('use', 'a real store'),
    ahead > 0
      ? bad(
          'clock',
          `the machine's is ${Math.ceil(ahead / 1000)} s behind the last recording`,
          "set the machine's clock (NTP): until then new events carry the last one's time",
        )
      : ok('clock', "the machine's, after the last recording"),
  ];
}
