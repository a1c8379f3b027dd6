import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect, openStore, type Inspection, type StoreError } from '@relet/event-store';
import { Users } from '@relet/identity';
import { examinePersons } from '@relet/persons';
import {
  BadSetting,
  isPostgres,
  isStill,
  PersonsError,
  problemOf,
  progressOf,
  shownReadModel,
  storeInfoOf,
  type Progress,
  type Settings,
} from '@relet/platform';
import type { DoctorWords, Words } from '@relet/words';
import { noteOf } from './house.js';

type Name = keyof DoctorWords['names'];

/** The result of one check, and what to do when it is bad. */
export interface Check {
  name: Name;
  level: 'ok' | 'warn' | 'bad';
  found: string;
  advice?: string;
}

export const ok = (name: Name, found: string): Check => ({ name, level: 'ok', found });
export const warn = (name: Name, found: string, advice: string): Check => ({ name, level: 'warn', found, advice });
export const bad = (name: Name, found: string, advice: string): Check => ({ name, level: 'bad', found, advice });

const MEGABYTE = 1 << 20;

/** Examines a store in a file and the machine that it lies on. `broken` is true when the log itself is damaged. */
export async function examine(settings: Settings, all: Words): Promise<{ checks: Check[]; broken: boolean }> {
  const { doctor: words, language } = all;
  const seen = await inspect(settings.store);
  const told = (error: StoreError) => problemOf(error, language).detail;
  const broken =
    [seen.refused, seen.unreadable].some((error) => error?.code === 'STORE_CORRUPT') ||
    (seen.integrity ?? 'ok') !== 'ok' ||
    seen.log?.ok === false;
  const checks = [
    ok('node', process.versions.node),
    seen.refused ? bad('store', told(seen.refused), adviceFor(seen.refused, words.advice)) : ok('store', words.found.opens(settings.store)),
    writer(settings, seen, words),
    ...theFile(seen, words),
    ...theLog({ ...seen, unreadable: seen.unreadable && told(seen.unreadable) }, words),
    ...(await readModel(settings, seen, words)),
    ...(await persons(settings, all)),
    ...(await users(settings, all)),
    ...theDisk(settings.store, words),
    ...(await clock(settings, seen, words)),
    ok('time zone', words.found.zone(Intl.DateTimeFormat().resolvedOptions().timeZone)),
  ];
  return { checks, broken };
}

/** Whether persons can be read, and whether the access log is as it was written; nothing where no persons are kept. */
export async function persons(settings: Settings, all: Words): Promise<Check[]> {
  const { found, advice } = all.doctor;
  const seen = await examinePersons(settings).catch(awayOrNot);
  if (!seen) return [];
  if (seen instanceof BadSetting) return [bad('persons', seen.told(all), advice.personsServers)];
  if (seen instanceof PersonsError) return [bad('persons', problemOf(seen, all.language).detail, advice.personsServers)];
  const { trouble, brokenReading, open } = seen;
  return [
    ...(open.length ? [bad('persons', found.openToOthers(open.join(', ')), `chmod 600 ${open.join(' ')}`)] : []),
    trouble ? bad('persons', found.troubles[trouble], advice.troubles[trouble]) : ok('persons', found.persons(seen.persons)),
    brokenReading === undefined
      ? ok('access log', found.readings)
      : bad('access log', found.brokenReading(brokenReading), advice.brokenReading),
  ];
}

/** What cannot be asked is said as it is; the settings name it, without user and password. */
function awayOrNot(error: unknown): BadSetting | PersonsError {
  if (error instanceof BadSetting || error instanceof PersonsError) return error;
  throw error;
}

/** Whether the codes of users can be checked; nothing where everybody's can. */
export async function users(settings: Settings, all: Words): Promise<Check[]> {
  const { found, advice } = all.doctor;
  let opened: Users | undefined;
  try {
    opened = await Users.lookInto(settings);
    const trouble = await opened?.trouble();
    await opened?.mustHaveTheKey();
    return trouble ? [bad('users', found.codes[trouble.why](trouble.users), advice.codes)] : [];
  } catch (error) {
    if (!(error instanceof BadSetting)) throw error;
    return [bad('users', error.told(all), isPostgres(settings.users) ? advice.usersServer : advice.usersFile)];
  } finally {
    await opened?.close();
  }
}

function adviceFor({ code }: StoreError, advice: DoctorWords['advice']): string {
  if (code === 'STORE_CORRUPT') return advice.restore;
  if (code === 'STORE_UNAVAILABLE') return advice.nameStore;
  return code === 'NOT_A_STORE' ? advice.nameAnother : advice.seeRights;
}

function writer(settings: Settings, { locked }: Inspection, { found, advice }: DoctorWords): Check {
  const server = noteOf(settings);
  if (locked) return ok('writer', server ? found.servedBy(server.pid, server.address) : found.writtenTo);
  if (server) return warn('writer', found.leftWord(server.pid), advice.lookWhy);
  return ok('writer', found.noWriter);
}

function theFile({ journalMode, durable, integrity }: Inspection, { found, advice }: DoctorWords): Check[] {
  if (journalMode === undefined || integrity === undefined) return [];
  return [
    journalMode === 'wal' ? ok('journal_mode', 'wal') : warn('journal_mode', journalMode, advice.wal),
    durable ? ok('synchronous', found.full) : bad('synchronous', found.notFull, advice.sqlite),
    integrity === 'ok' ? ok('integrity_check', 'ok') : bad('integrity_check', integrity, advice.restore),
  ];
}

/** Whether every chain of the log holds; `unreadable` says why it cannot be read to its end. */
export function theLog(
  { log, unreadable }: Pick<Inspection, 'log'> & { unreadable?: string | undefined },
  { found, advice }: DoctorWords,
): Check[] {
  if (unreadable) return [bad('chain', unreadable, advice.restore)];
  if (!log) return [];
  const { events, streams, breaks, head } = log;
  const chain = log.ok
    ? ok('chain', found.holds(events, streams))
    : bad(
        'chain',
        found.breaks(
          breaks.length,
          breaks
            .slice(0, 5)
            .map(({ stream, revision, kind }) => found.place(stream, revision, kind))
            .join(', '),
        ),
        advice.restore,
      );
  return [chain, ok('head', head ?? found.empty)];
}

async function readModel(
  { store, readModel: setting }: Settings,
  { log, locked }: Inspection,
  { found, advice }: DoctorWords,
): Promise<Check[]> {
  try {
    const progress = await progressOf(setting);
    if (!progress) return [ok('read model', found.noRows)];
    const behind = Number(log?.head ?? 0) - Number(progress.position ?? 0);
    const at = progress.position ?? '';
    const position =
      behind < 0
        ? bad('read model', found.ahead(at, -behind), advice.newerStore)
        : log?.ok && !(await isStillIn(store, progress))
          ? bad('read model', found.otherEvent(at), advice.newerStore)
          : behind > 0 && !locked
            ? warn('read model', found.behind(at, behind), advice.catchesUp)
            : ok('read model', found.behind(at, behind));
    return [position, parkedHomes(progress.parked, { found, advice })];
  } catch {
    return [bad('read model', found.unreadable(await shownReadModel(setting)), advice.anew)];
  }
}

async function isStillIn(path: string, progress: Progress): Promise<boolean> {
  const store = await openStore(path, { readOnly: true });
  try {
    return await isStill(store, progress, (stream) => progress.parked.some((each) => each.stream === stream));
  } finally {
    await store.close();
  }
}

export function parkedHomes(parked: readonly { stream: string }[], { found, advice }: Pick<DoctorWords, 'found' | 'advice'>): Check {
  const names = parked.slice(0, 5).map(({ stream }) => stream);
  return parked.length ? warn('parked homes', `${parked.length}: ${names.join(', ')}`, advice.repair) : ok('parked homes', found.none);
}

function theDisk(store: string, words: DoctorWords): Check[] {
  const { found, advice } = words;
  const folder = dirname(store);
  if (!existsSync(folder)) return [bad('directory', found.noFolder(folder), advice.makeFolder)];
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const size = existsSync(store) ? statSync(store).size : 0;
  const room = found.room(Math.round(free / MEGABYTE), Math.round(size / MEGABYTE));
  return [
    writable(folder, words),
    free < 100 * MEGABYTE
      ? bad('disk', room, advice.makeRoom)
      : free < 2 * size
        ? warn('disk', room, advice.roomForBackup)
        : ok('disk', room),
  ];
}

function writable(folder: string, { found, advice }: DoctorWords): Check {
  try {
    accessSync(folder, constants.W_OK);
    return ok('directory', found.writable(folder));
  } catch {
    return bad('directory', found.notWritable(folder), advice.giveFolder);
  }
}

export async function clock(
  { store: path }: Settings,
  { refused, log }: Pick<Inspection, 'refused' | 'log'>,
  { found, advice }: DoctorWords,
): Promise<Check[]> {
  if (refused || !log?.ok) return [];
  const store = await openStore(path, { readOnly: true });
  const info = await storeInfoOf(store);
  await store.close();
  if (!info) return [ok('clock', found.clockUnsaid)];
  if (info.clock === 'manual') return [ok('use', found.demonstration), ok('clock', found.byHand)];
  const ahead = log.lastRecordedAt === undefined ? 0 : Date.parse(log.lastRecordedAt) - Date.now();
  return [
    ok('use', found.real),
    ahead > 0 ? bad('clock', found.late(Math.ceil(ahead / 1000)), advice.setClock) : ok('clock', found.machine),
  ];
}
