import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportReport } from '@relet/reletting';
import { relet } from '../acceptance/relet.js';

const folder = mkdtempSync(join(tmpdir(), 'relet-import-'));
let stores = 0;

/** The path of a store that does not exist yet. */
export const newStore = () => join(folder, `store-${++stores}.db`);

/** Writes a file to be imported; answers its path. */
export function fileOf(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

type Report<K> = Extract<ImportReport, { kind: K }>;

/** Imports a file into a store by the command line; answers the report, or the sentence of a refusal. */
export async function imported<K extends ImportReport['kind'] = 'relettings'>(
  file: string,
  store: string,
  ...options: string[]
): Promise<{ exit: number; talk: string; report: Report<K> }> {
  const { exit, out, talk } = await relet('import', file, '--store', store, '--json', '--yes', ...options);
  return { exit, talk, report: (out ? JSON.parse(out) : undefined) as Report<K> };
}

/** Faults as line, code and column. */
export const faultsIn = ({ faults }: Pick<ImportReport, 'faults'>) => faults.map(({ line, code, column }) => `${line} ${code} ${column}`);

/** A home's events: day, type, content. */
export async function timeline(unit: string, store: string): Promise<[string, string, object][]> {
  const { out } = await relet('history', unit, '--store', store, '--json');
  const { events } = JSON.parse(out) as { events: { type: string; effective: string; payload: object }[] };
  return events.map(({ effective, type, payload }) => [effective, type, payload]);
}

/** Every home and where it stands. */
export async function homesIn(store: string): Promise<Record<string, { stage: string; building?: string }>> {
  const { out } = await relet('portfolio', '--store', store, '--json');
  return (JSON.parse(out) as { homes: Record<string, { stage: string }> }).homes;
}
