import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from '../../api/src/app.module.js';
import { isLocked, isServer } from '@relet/event-store';
import { DEMO_PRINCIPALS, settingsFrom, type Principal, type Settings } from '@relet/platform';

/** Options that every command takes. */
export interface Common {
  store?: string;
  as?: string;
  json?: boolean;
}

/** Settings of a command. The store is the one it names, else RELET_STORE, else the demo's when there is one. */
export function settingsOf({ store }: Common, given: Partial<Settings> = {}): Settings {
  const fallback = process.env['RELET_STORE'] ?? (existsSync('data/relet.db') || !existsSync(DEMO_STORE) ? undefined : DEMO_STORE);
  const chosen = store ?? fallback;
  return settingsFrom(process.env, { log: 'silent', ...(chosen && { store: chosen }), ...given });
}

export const DEMO_STORE = 'data/demo.db';

/** The demo principal who acts. */
export function principalOf({ as }: Common, fallback: string): Principal {
  const principal = DEMO_PRINCIPALS[`demo-${as ?? fallback}`];
  if (!principal)
    throw new UsageError(
      `--as takes one of ${Object.keys(DEMO_PRINCIPALS)
        .map((name) => name.slice('demo-'.length))
        .join(', ')}.`,
    );
  return principal;
}

/** Thrown when the command line was used wrongly: exit code 2. */
export class UsageError extends Error {}

/** Runs the whole application without HTTP, opened for reading beside the process that writes. Its read models are thrown away after the answer. */
export async function reading<T>(common: Common, act: (house: INestApplicationContext) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'relet-read-'));
  try {
    return await within(settingsOf(common, { readOnly: true, readModel: join(folder, 'read.db') }), act);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the whole application without HTTP, as the one writer of the store. */
export function writing<T>(settings: Settings, act: (house: INestApplicationContext) => Promise<T>): Promise<T> {
  return within(settings, act);
}

async function within<T>(settings: Settings, act: (house: INestApplicationContext) => Promise<T>): Promise<T> {
  const house = await NestFactory.createApplicationContext(AppModule.with(settings), { logger: false, abortOnError: false });
  try {
    return await act(house);
  } finally {
    await house.close();
  }
}

const notePath = (settings: Settings) => `${settings.store}.server.json`;

/** Writes down the address of the store's server in a file beside the store. Call the answer to remove the file. */
export function announce(settings: Settings, address: string): () => void {
  if (isServer(settings.store)) return () => undefined;
  writeFileSync(notePath(settings), JSON.stringify({ address, pid: process.pid }));
  return () => rmSync(notePath(settings), { force: true });
}

/** The address that a server of the store has written down, if it has. */
export function noteOf(settings: Settings): { address: string; pid: number } | undefined {
  try {
    return JSON.parse(readFileSync(notePath(settings), 'utf8')) as { address: string; pid: number };
  } catch {
    return undefined;
  }
}

/**
 * The address of the server that writes to the store, if one does. A server that was killed leaves its address behind, and the port may belong to
 * another store's server by now. So the address counts only while the store is locked and that process lives.
 */
export function serverOf(settings: Settings): string | undefined {
  const note = noteOf(settings);
  return note && isLocked(settings.store) && lives(note.pid) ? note.address : undefined;
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
