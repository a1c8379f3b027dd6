import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sayIfBehind } from './behind.js';
import { asksRows, composed, type Composition, type PartName } from '../../parts.js';
import { isLocked, isLockedHere, isServer, removeDatabase, type EventStore } from '@relet/event-store';
import {
  BadSetting,
  EVENT_STORE,
  isPostgres,
  removeReadModel,
  settingsFrom,
  STORE_INFO,
  storeInfoOf,
  type Settings,
  type StoreInfo,
} from '@relet/platform';
import { languageOf, type Spoken } from './language.js';
import { knownBy, type Shown } from './there.js';

/** Options that every command takes. */
export interface Common extends Spoken {
  store?: string;
  as?: string;
  json?: boolean;
}

/** Settings of a command. The store is the one it names, else RELET_STORE, else the demo's when there is one. */
export function settingsOf({ store }: Common, given: Partial<Settings> = {}): Settings {
  const fallback = process.env['RELET_STORE'] ?? (existsSync('data/relet.db') || !existsSync(DEMO_STORE) ? undefined : DEMO_STORE);
  const chosen = store ?? fallback;
  return settingsFrom(process.env, { log: 'silent', ...(chosen !== undefined && { store: chosen }), ...given });
}

/** The clock that a command line asks for a new store. Throws BadSetting. */
export function clockIn({ clock }: { clock?: string }): Pick<Settings, 'clock'> | Record<never, never> {
  if (clock === undefined) return {};
  if (clock !== 'system' && clock !== 'manual') throw new BadSetting('--clock', 'ONE_OF', 'system, manual');
  return { clock };
}

export const DEMO_STORE = 'data/demo.db';

/** The application of one command: the parts that it asks, without HTTP. */
@Module({})
class House {}

/**
 * Runs the parts that a question asks, opened for reading beside the process that writes. Rows are those of the running server; where none runs they are
 * made for this answer, if the parts ask any, and thrown away after it.
 */
export async function reading<T>(
  common: Common,
  parts: readonly PartName[],
  act: (house: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const areAsked = parts.some(asksRows);
  const beside = settingsOf(common, { readOnly: true });
  if (serverOf(beside)) return within(beside, { parts, rows: areAsked ? 'made elsewhere' : 'none' }, act);
  const folder = mkdtempSync(join(tmpdir(), 'relet-read-'));
  const settings = settingsOf(common, { readOnly: true, readModel: join(folder, 'read.db') });
  const rows = areAsked ? 'made here' : 'none';
  try {
    return await within(settings, { parts, rows }, async (house) => {
      if (areAsked) await sayIfBehind(house, beside.readModel, languageOf(common));
      return act(house);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs what orders need, as the one writer of the store; the rows are those that a server of the store would ask. The log of a server cannot be taken away again, so it is
 * begun with what is written first; rows of a log that was not begun are.
 */
export async function writing<T>(settings: Settings, act: (house: INestApplicationContext) => Promise<T>): Promise<T> {
  const parts = ['reletting', 'byItself', 'board', 'persons'] as const;
  let isBegun = true;
  try {
    return await within({ ...settings, beginsLate: isServer(settings.store) }, { parts, rows: 'made here' }, async (house) => {
      try {
        return await act(house);
      } finally {
        const { begun } = house.get<StoreInfo>(STORE_INFO);
        // What is left to do waits no longer for a server that is away.
        house.get<EventStore>(EVENT_STORE).beBrief?.();
        // A server that does not say now whether its log was begun is no reason to lose the rows, or the error that led here.
        if (begun) isBegun = await storeInfoOf(house.get<EventStore>(EVENT_STORE)).then(Boolean, () => true);
      }
    });
  } finally {
    if (!isBegun && !isPostgres(settings.readModel)) await removeReadModel(settings.readModel);
  }
}

/** Opens a store for writing with nothing but the platform, which begins the log of a new one. */
export function opening<T>(settings: Settings, act: (house: INestApplicationContext) => Promise<T>): Promise<T> {
  return within(settings, { parts: [], rows: 'none' }, act);
}

async function within<T>(settings: Settings, composition: Composition, act: (house: INestApplicationContext) => Promise<T>): Promise<T> {
  const house = await NestFactory.createApplicationContext(await composed(House, settings, composition), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await act(house);
  } finally {
    await house.close();
  }
}

/** The file of this machine that stands for a store: its own, or that of the rows which are made of a server's log. None where both lie on servers: then nobody has to be asked first. */
const standsFor = ({ store, readModel }: Settings) => (!isServer(store) ? store : isPostgres(readModel) ? undefined : readModel);

const noteBeside = (file: string) => `${file}.server.json`;

/** What a server writes down for this machine: where people reach it, where it listens here, and over TLS what it shows. */
interface Note {
  address: string;
  pid: number;
  at?: string;
  shown?: Shown;
}

/** Writes down the address of the store's server in a file beside the store, or beside the rows. Call the answer to remove the file. */
export function announce(settings: Settings, address: string, listening: string): () => void {
  const file = standsFor(settings);
  if (file === undefined) return () => undefined;
  const { publicUrl, tls } = settings;
  const name = publicUrl === undefined ? {} : { name: new URL(publicUrl).hostname };
  // Who listens everywhere listens on this machine, too.
  const at = listening.replace('//0.0.0.0', '//127.0.0.1').replace('//[::]', '//[::1]');
  const note: Note = { address, pid: process.pid, at, ...(tls && { shown: { ...name, cert: resolve(tls.cert) } }) };
  writeFileSync(noteBeside(file), JSON.stringify(note));
  // Another one that serves the same rows may have written its own since.
  return () => {
    if (noteOf(settings)?.pid === process.pid) rmSync(noteBeside(file), { force: true });
  };
}

/** The address that a server of the store has written down, if it has. */
export function noteOf(settings: Settings): Note | undefined {
  const file = standsFor(settings);
  try {
    return file === undefined ? undefined : (JSON.parse(readFileSync(noteBeside(file), 'utf8')) as Note);
  } catch {
    return undefined;
  }
}

/** Where people reach the server that writes to the store, if one does. */
export const addressOfServer = (settings: Settings): string | undefined =>
  serverOf(settings) === undefined ? undefined : noteOf(settings)?.address;

/**
 * Where the server that writes to the store listens on this machine, if one does. A server that was killed leaves its address behind, and the port may belong to
 * another store's server by now. So the address counts only while the store is locked and that process lives.
 */
export function serverOf(settings: Settings): string | undefined {
  const note = noteOf(settings);
  if (!note || !isLocked(standsFor(settings) as string) || !lives(note.pid)) return undefined;
  return knownBy(note.at ?? note.address, note.shown);
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Acts on a store. One that was made for it is removed again when nothing was written into it. */
export async function unlessWritten<T>(settings: Settings, act: () => Promise<T>, isWritten: () => boolean | Promise<boolean>): Promise<T> {
  const madeForIt = !isServer(settings.store) && !existsSync(settings.store);
  try {
    return await act();
  } finally {
    if (madeForIt && existsSync(settings.store) && !(await isWritten())) await removeStore(settings);
  }
}

/** Takes a store in a file away, with its rows and locks; not one that another process writes to by now. */
async function removeStore({ store, readModel }: Settings): Promise<void> {
  if (isLocked(store)) return;
  removeDatabase(store);
  await removeReadModel(readModel);
  for (const path of isPostgres(readModel) ? [store] : [store, readModel]) rmSync(`${path}.lock`, { force: true });
}

/**
 * Starts on a store. Where a setting refuses the start, the store and the rows that were made for it are taken away again: the next start would find a store whose clock
 * nobody has chosen. What another process has begun meanwhile stays, and so do rows on a server.
 */
export async function unlessRefused<T>(settings: Settings, start: () => Promise<T>): Promise<T> {
  const { store, readModel } = settings;
  const made = isServer(store) ? [] : [store, ...(isPostgres(readModel) ? [] : [readModel])].filter((path) => !existsSync(path));
  try {
    return await start();
  } catch (error) {
    // Rows on a server know the store that they were made of.
    const isAlone = error instanceof BadSetting && (!isPostgres(readModel) || error.why === 'ROWS_AWAY');
    const isOurs = () => isLockedHere(store) || !isLocked(store);
    // A start that was given up may have the files open until its process ends; by then another process may have begun to use them.
    if (made.includes(store) && isAlone && isOurs()) process.once('exit', () => isOurs() && made.forEach(removeFile));
    throw error;
  }
}

function removeFile(path: string): void {
  removeDatabase(path);
  rmSync(`${path}.lock`, { force: true });
}
