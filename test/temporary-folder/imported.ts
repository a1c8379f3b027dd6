import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** How long another process may take over the import, in milliseconds. */
const PATIENCE = 180_000;

/** A store of its own for a demo that is about to be started. A run of the tests imports the demo's history once and copies it, because that takes longer than most journeys. */
export async function storeOfDemo(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'relet-web-'));
  // Without a run around it nobody takes an older copy away: it might be of another version.
  if (process.env['RELET_SAID'] !== undefined) cpSync(await importedOnce(join(tmpdir(), 'imported-demo')), folder, { recursive: true });
  return join(folder, 'demo.db');
}

/** The same history in a store of its own: its log and its rows, as an import leaves them, and nothing else that a demo makes. */
export async function storeOfSample(store = join(mkdtempSync(join(tmpdir(), 'relet-sample-')), 'relet.db')): Promise<string> {
  const demo = await storeOfDemo();
  for (const end of ['.db', '.read.db']) renameSync(demo.replace(/\.db$/, end), store.replace(/\.db$/, end));
  return store;
}

async function importedOnce(folder: string): Promise<string> {
  const isReady = join(folder, 'ready');
  if (isFirst(folder)) {
    const argv = [resolve('dist/program/relet.js'), 'demo', '--once', '--port', '0', '--store', join(folder, 'demo.db')];
    execFileSync(process.execPath, argv, { env: { ...process.env, NODE_OPTIONS: '' }, stdio: 'ignore', timeout: PATIENCE });
    writeFileSync(isReady, '');
  }
  for (let waited = 0; !existsSync(isReady); waited += 100) {
    if (waited > PATIENCE) throw new Error('The demo was not imported.');
    await new Promise((done) => setTimeout(done, 100));
  }
  return folder;
}

/** True for the one process that makes the folder. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
