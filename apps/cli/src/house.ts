import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from '../../api/src/app.module.js';
import { isLocked, isServer } from '@relet/event-store';
import { DEMO_PRINCIPALS, settingsFrom, type Principal, type Settings } from '@relet/platform';

/** What every command takes. */
export interface Common {
  store?: string;
  as?: string;
  json?: boolean;
}

/** Settings of a command: its own store, else RELET_STORE, else the demo's when there is one. */
export function settingsOf({ store }: Common, given: Partial<Settings> = {}): Settings {
  const fallback = process.env['RELET_STORE'] ?? (existsSync('data/relet.db') || !existsSync(DEMO_STORE) ? undefined : DEMO_STORE);
  const chosen = store ?? fallback;
  return settingsFrom(process.env, { log: 'silent', ...(chosen && { store: chosen }), ...given });
}

export const DEMO_STORE = 'data/demo.db';

/** Who acts: one of the demo principals. */
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

/** The command line was used wrongly: exit 2. */
export class UsageError extends Error {}

/** The whole application without HTTP, opened for reading beside whoever writes; its read models last as long as the answer. */
export async function reading<T>(common: Common, act: (house: INestApplicationContext) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'relet-read-'));
  try {
    return await within(settingsOf(common, { readOnly: true, readModel: join(folder, 'read.db') }), act);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The whole application without HTTP, as the one writer. */
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

/** Leaves word where the server of a store can be asked; answers how to take it away. */
export function announce(settings: Settings, address: string): () => void {
  if (isServer(settings.store)) return () => undefined;
  writeFileSync(notePath(settings), JSON.stringify({ address, pid: process.pid }));
  return () => rmSync(notePath(settings), { force: true });
}

/** The word that a server of the store left, if it did. */
export function noteOf(settings: Settings): { address: string; pid: number } | undefined {
  try {
    return JSON.parse(readFileSync(notePath(settings), 'utf8')) as { address: string; pid: number };
  } catch {
    return undefined;
  }
}

/**
 * The address of the server that writes to the store, if it left word. A server that was killed leaves its word behind, and its port may be
 * another store's by now: without the lock and the process the word is not taken.
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
