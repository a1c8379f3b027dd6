import { NestFactory } from '@nestjs/core';
import Database from 'better-sqlite3';
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, rmSync, statSync, watch } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppModule } from '../../apps/api/src/index.js';
import { Chance } from '../../apps/cli/src/demo/chance.js';
import { progressOf, removeReadModel, settingsFrom } from '@relet/platform';
import { relet } from '../acceptance/relet.js';
import { newStore, serveApart } from '../operations/processes.js';
import { writeLongLog } from './long-log.js';
import { count, tell } from './soak.js';

const KILLS = count(3, 50);
const EVENTS = count(5_000, 100_000);
const SEED = Number(process.env['RELET_SEED'] ?? 20263);

const whole = newStore();
const store = newStore();
const [readModel, old] = [store.replace('.db', '.read.db'), store.replace('.db', '.old.db')];
/** Milliseconds from the first touch of the read models to the first answer, when nothing disturbs the start. */
let usual = 0;

/** All rows of a file of read models that are read, in order, and the parked streams. */
function rowsOf(path: string): string {
  const file = new Database(path, { readonly: true });
  const tables = file
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('relet_meta', 'relet_changed')
      AND name NOT LIKE '%\\_\\_next' ESCAPE '\\' AND name NOT LIKE '%\\_\\_old' ESCAPE '\\' ORDER BY name`,
    )
    .pluck()
    .all();
  const hash = createHash('sha256');
  for (const table of tables as string[])
    for (const row of file.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().iterate()) hash.update(JSON.stringify([table, row]));
  file.close();
  return hash.digest('hex');
}

const folded = new Map<string, string>();
/** The rows for the log up to a position, made from a copy of the log that ends there. */
async function foldedUpTo(position: string): Promise<string> {
  const known = folded.get(position);
  if (known) return known;
  const copy = newStore();
  copyFileSync(whole, copy);
  const file = new Database(copy);
  file.prepare('DELETE FROM event WHERE position > ?').run(Number(position));
  file.close();
  // Opened for reading only, because the worker would go on to finish what a log that ends here has left unfinished.
  const settings = settingsFrom({}, { store: copy, readOnly: true });
  await (await NestFactory.createApplicationContext(await AppModule.with(settings), { logger: false })).close();
  const rows = rowsOf(settings.readModel);
  rmSync(dirname(copy), { recursive: true });
  folded.set(position, rows);
  return rows;
}

/** Bytes in the write-ahead log of the read models once rows, and not only tables, have been written. */
const ROWS = 300_000;

/** Starts the server and kills it some milliseconds after it has touched its read models, or has written so many bytes to them. */
async function killed(after: number, bytes: number): Promise<void> {
  const server = fork(resolve('dist/program/relet.js'), ['serve', '--store', store, '--port', '0'], {
    env: { ...process.env, NODE_OPTIONS: '' },
    silent: true,
    execArgv: [],
  });
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(dirname(store), (_, name) => {
    const touched = name?.includes('.read.db') && (bytes === 0 || sizeOf(`${readModel}-wal`) > bytes);
    if (touched) timer ??= setTimeout(() => server.kill('SIGKILL'), after);
  });
  await once(server, 'exit');
  clearTimeout(timer);
  watcher.close();
}

beforeAll(async () => {
  // The first event says what the store is, as in every log.
  await (await serveApart(whole)).stop();
  const next = await writeLongLog(whole, EVENTS * 0.4);
  await (await serveApart(whole)).stop();
  copyFileSync(whole.replace('.db', '.read.db'), old);
  await writeLongLog(whole, EVENTS * 0.6, next);
  copyFileSync(whole, store);
  const watcher = watch(dirname(store), (_, name) => name?.includes('.read.db') && (usual ||= -performance.now()));
  const server = await serveApart(store);
  usual += performance.now();
  watcher.close();
  await server.stop();
}, 300_000);

/** What a start finds: no read models, old ones, or those that the last kill has left. */
const BEFORE: ((() => void | Promise<void>) | undefined)[] = [
  () => removeReadModel(readModel),
  async () => {
    await removeReadModel(readModel);
    copyFileSync(old, readModel);
  },
  undefined,
];

test(`a projector killed while it catches up with ${EVENTS} events leaves the rows of the log up to its checkpoint, or rows that are made anew, and in the end all rows are those of the log, ${KILLS} times`, async () => {
  const chance = new Chance(SEED);
  const found = { 'before the first row': 0, 'amid a rebuild': 0, 'amid a catch-up': 0, 'behind it': 0 };
  const head = String(new Database(whole, { readonly: true }).prepare('SELECT max(position) FROM event').pluck().get());
  const all = await foldedUpTo(head);
  for (let kill = 0; kill < KILLS; kill++) {
    await BEFORE[kill % 3]?.();
    if (kill % 6 === 0) await killed(chance.next() * usual * 0.05, ROWS);
    else await killed(chance.next() * usual * 0.9, 0);
    const position = existsSync(readModel) ? (await progressOf(readModel))?.position : null;
    if (position) expect([kill, position, rowsOf(readModel)]).toEqual([kill, position, await foldedUpTo(position)]);
    found[position === head ? 'behind it' : position ? 'amid a catch-up' : rowsIn(readModel) ? 'amid a rebuild' : 'before the first row'] +=
      1;
    if (kill % 3 !== 2 && kill < KILLS - 1) continue;
    await (await serveApart(store)).stop();
    expect([kill, (await progressOf(readModel))?.position, rowsOf(readModel)]).toEqual([kill, head, all]);
    expect((await relet('rebuild', '--store', store)).exit).toBe(0);
    expect([kill, rowsOf(readModel)]).toEqual([kill, all]);
  }
  tell(
    `${Object.entries(found)
      .map(([where, times]) => `${times} ${where}`)
      .join(', ')}, seed ${SEED}`,
  );
}, 1_800_000);

const sizeOf = (path: string) => (existsSync(path) ? statSync(path).size : 0);

/** Whether there are rows of a second version, which nobody reads yet. */
function rowsIn(path: string): boolean {
  if (!existsSync(path)) return false;
  const file = new Database(path, { readonly: true });
  try {
    return (file.prepare('SELECT count(*) FROM board_home__next').pluck().get() as number) > 0;
  } catch {
    return false;
  } finally {
    file.close();
  }
}
