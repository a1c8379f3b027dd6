import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openStore, type BackupMark, type LogEvent } from '@relet/event-store';
import { WORDS } from '@relet/words';
import { relet } from '../acceptance/relet.js';
import { count } from '../faults/soak.js';
import { storeOfSample } from '../temporary-folder/imported.js';
import { give, newStore, REGISTRATION, reletApart, reletKilled, serveApart } from './processes.js';

const KILLS = count(3, 25);
const PERIOD = ['--from', '2025-01-01', '--to', '2025-12-31', '--known-at', '2026-01-01', '--group-by', 'unit', '--json'];
const figures = async (store: string) => (await relet('vacancy', ...PERIOD, '--store', store)).out;
const markOf = (file: string) => JSON.parse(readFileSync(`${file}.json`, 'utf8')) as BackupMark;
const leftovers = (file: string) => readdirSync(dirname(file)).filter((name) => name.includes('partial'));

const whole = newStore();

beforeAll(async () => {
  await storeOfSample(whole);
  expect(await relet('backup', `${whole}.backup`, '--store', whole)).toMatchObject({ exit: 0 });
}, 200_000);

/** A store with the invented portfolio and its rows, and a backup of it. */
function portfolio(): { store: string; backup: string } {
  const store = newStore();
  const backup = join(dirname(store), 'monday.backup');
  for (const end of ['.db', '.read.db']) copyFileSync(whole.replace('.db', end), store.replace('.db', end));
  for (const end of ['', '.json']) copyFileSync(`${whole}.backup${end}`, `${backup}${end}`);
  return { store, backup };
}

async function eventsOf(store: string): Promise<readonly LogEvent[]> {
  const log = await openStore(store, { readOnly: true });
  const { events } = await log.readAll(undefined, { limit: 100_000 });
  await log.close();
  return events;
}

describe('a backup while a server writes', () => {
  test('holds everything that was acknowledged before it began, from eight writers, and is whole', async () => {
    const store = newStore();
    const server = await serveApart(store, { RELET_LOG: 'silent' });
    const acknowledged: string[] = [];
    let writing = true;
    const writer = async (home: number) => {
      for (let n = 0; writing && n < 2_000; n++) {
        const [path, body] = n ? [`eksempel.${home}/rent`, { effective: '2021-01-01', rentOere: n }] : [`eksempel.${home}`, REGISTRATION];
        const { status, body: receipt } = await give(server.address, path, body, `${home}-${n}`);
        expect(status).toBe(200);
        acknowledged.push(`${home} ${n} ${receipt.position}`);
      }
    };
    const writers = Array.from({ length: 8 }, (_, home) => writer(home));
    const backups: { before: string[]; file: string }[] = [];
    for (let n = 0; n < 3; n++) {
      const file = join(dirname(store), `${n}.backup`);
      const before = [...acknowledged];
      expect(await reletApart('backup', file, '--store', store, '--json')).toMatchObject({ exit: 0 });
      backups.push({ before, file });
    }
    writing = false;
    await Promise.all(writers);
    await server.stop();
    expect(acknowledged.length).toBeGreaterThan(backups[2]?.before.length ?? 0);
    for (const { before, file } of backups) {
      const events = await eventsOf(file);
      const kept = new Set(
        events.map(({ stream, payload, position }) => `${stream.split('.')[1]} ${Number(payload['rentOere'])} ${position}`),
      );
      // The registration is command 0 and says rent 1.
      const lost = before.filter((one) => !kept.has(one) && !kept.has(one.replace(/ 0 /, ' 1 ')));
      expect(lost).toEqual([]);
      expect(markOf(file)).toMatchObject({ position: events.at(-1)?.position, events: events.length });
    }
  }, 120_000);

  test('is described on stdout and in a file beside it, with position, events and SHA-256', async () => {
    const { store, backup } = portfolio();
    const again = await relet('backup', `${backup}2`, '--store', store);
    const { position, events, sha256 } = markOf(`${backup}2`);
    expect(again.out).toContain(`up to position ${position}; its chain of hashes holds.\n${WORDS.en.number(events)} events `);
    expect(again.out).toContain(sha256);
    expect(events).toBe((await eventsOf(store)).length);
    expect(leftovers(backup)).toEqual([]);
  });

  test('replaces another one only with --yes, and never the store itself', async () => {
    const { store, backup } = portfolio();
    expect(await relet('backup', backup, '--store', store)).toMatchObject({ exit: 3, talk: expect.stringContaining('FILE_EXISTS') });
    expect(await relet('backup', backup, '--store', store, '--yes')).toMatchObject({ exit: 0 });
    expect(await relet('backup', store, '--store', store, '--yes')).toMatchObject({ exit: 3 });
  });

  test('replaces no pipe, folder or link, and neither does anything else that writes a file', async () => {
    const { store } = portfolio();
    const folder = dirname(store);
    const at = (name: string) => join(folder, name);
    for (const pipe of ['pipe', 'marked.json', 'counted.users']) execFileSync('mkfifo', [at(pipe)]);
    mkdirSync(at('folder'));
    writeFileSync(at('plain'), 'kept');
    symlinkSync(at('plain'), at('link'));
    symlinkSync(at('pipe'), at('link-to-pipe'));
    const kinds = () =>
      ['pipe', 'folder', 'link', 'marked.json', 'counted.users'].map((name) => {
        const found = lstatSync(at(name));
        return found.isFIFO() ? 'pipe' : found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'link' : 'file';
      });
    const period = ['vacancy', '--from', '2025-01-01', '--to', '2025-12-31', '--csv', 'da', '--about'];
    const ways = [
      ['backup'],
      ['backup', at('keys-to'), '--keys'],
      ['verify', '--heads'],
      period,
      ['export', 'events'],
      ['meeting', '--since', '2026-10-01', '--html'],
    ];
    for (const [way, name, says] of [
      ...ways.flatMap(
        (each) =>
          [
            [each, 'pipe', 'a device or a pipe'],
            [each, 'folder', 'a folder'],
          ] as const,
      ),
      ...ways.slice(0, 2).map((each) => [each, 'link', 'a link'] as const),
      ...ways.slice(2).map((each) => [each, 'link-to-pipe', 'a device or a pipe'] as const),
      ...['marked', 'counted'].map((each) => [['backup'], each, 'a device or a pipe'] as const),
    ]) {
      const { exit, out, talk } = await relet(...way, at(name), '--store', store, ...(way[0] === 'backup' ? ['--yes'] : []));
      expect([way, name, exit, out, talk]).toEqual([way, name, 2, '', expect.stringMatching(`^FILE_NOT_USABLE: That is ${says}`)]);
    }
    expect(kinds()).toEqual(['pipe', 'folder', 'link', 'pipe', 'pipe']);
    // Through a link it is written into the file that it leads to.
    expect(await relet('verify', '--heads', at('link'), '--store', store)).toMatchObject({ exit: 0 });
    expect([lstatSync(at('link')).isSymbolicLink(), readFileSync(at('plain'), 'utf8')]).toEqual([true, expect.stringContaining('unit-')]);
  }, 120_000);

  test('of an altered log is refused, and no file is left under its name', async () => {
    const { store, backup } = portfolio();
    alter(store);
    expect(await relet('backup', `${backup}2`, '--store', store)).toMatchObject({
      exit: 6,
      talk: expect.stringContaining('no backup was made'),
    });
    expect([existsSync(`${backup}2`), existsSync(`${backup}2.json`), leftovers(backup)]).toEqual([false, false, []]);
  });

  test("of a store on a server is refused: that is done with the server's own tools", async () => {
    for (const verb of [
      ['backup', 'x'],
      ['restore', 'x'],
    ])
      expect(await relet(...verb, '--store', 'esdb://127.0.0.1:1?tls=false')).toMatchObject({
        exit: 2,
        talk: expect.stringContaining("the server's own tools"),
      });
  });
});

describe('a backup that is restored', () => {
  test('elsewhere serves the same figures', async () => {
    const { store, backup } = portfolio();
    const other = newStore();
    expect(await relet('restore', backup, '--store', other)).toMatchObject({ exit: 0 });
    const then = await figures(store);
    expect(then).toContain('emptyUnitDays');
    expect(await figures(other)).toBe(then);
    const server = await serveApart(other);
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  test('over a later store removes its read models, keeps that store under another name, and goes on from the backup', async () => {
    const { store, backup } = portfolio();
    const then = await figures(store);
    const before = (await eventsOf(store)).length;
    await relet('order', 'RegisterUnit', 'eksempel.late', ...fields(), '--store', store, '--now', '2027-01-01', '--yes');
    expect((await eventsOf(store)).length).toBe(before + 1);
    expect(await relet('restore', backup, '--store', store)).toMatchObject({ exit: 3, talk: expect.stringContaining('FILE_EXISTS') });
    expect(await relet('restore', backup, '--store', store, '--yes')).toMatchObject({ exit: 0 });
    expect(existsSync(store.replace(/\.db$/, '.read.db'))).toBe(false);
    expect((await eventsOf(`${store}.replaced`)).length).toBe(before + 1);
    expect(await figures(store)).toBe(then);
    expect((await relet('history', 'eksempel.late', '--store', store)).exit).toBe(4);
    expect(leftovers(store)).toEqual([]);
  });

  test('twice keeps both stores that were there', async () => {
    const { store, backup } = portfolio();
    const before = (await eventsOf(store)).length;
    await relet('order', 'RegisterUnit', 'eksempel.late', ...fields(), '--store', store, '--now', '2027-01-01', '--yes');
    await relet('restore', backup, '--store', store, '--yes');
    const { exit, talk, out } = await relet('restore', backup, '--store', store, '--yes');
    expect([exit, `${talk}${out}`]).toEqual([0, expect.stringContaining('.replaced-2')]);
    expect((await eventsOf(`${store}.replaced`)).length).toBe(before + 1);
    expect((await eventsOf(`${store}.replaced-2`)).length).toBe(before);
  });

  test('does not read the write-ahead log of the old store', async () => {
    const { store, backup } = portfolio();
    const held = new Database(store);
    held.prepare("INSERT INTO event (stream, revision, body) VALUES ('unit-x.1', 0, '{}')").run();
    expect(existsSync(`${store}-wal`)).toBe(true);
    expect(await relet('restore', backup, '--store', store, '--yes')).toMatchObject({ exit: 0 });
    held.close();
    expect((await relet('verify', '--store', store)).exit).toBe(0);
    expect((await eventsOf(store)).length).toBe(markOf(backup).events);
  });

  test('heals a store that no longer opens', async () => {
    const { store, backup } = portfolio();
    truncateSync(store, 20_000);
    expect((await relet('verify', '--store', store)).exit).toBe(6);
    expect(await relet('restore', backup, '--store', store, '--yes')).toMatchObject({ exit: 0 });
    expect((await relet('verify', '--store', store)).exit).toBe(0);
  });

  test('is refused while a server holds the store', async () => {
    const { store, backup } = portfolio();
    const server = await serveApart(store);
    expect(await relet('restore', backup, '--store', store, '--yes')).toMatchObject({
      exit: 7,
      talk: expect.stringContaining('STORE_LOCKED'),
    });
    expect(await server.stop()).toBe(0);
    expect(basename(store)).toBe('relet.db');
  });

  test.each<[string, (backup: string) => void]>([
    ['cut short', (backup) => truncateSync(backup, 30_000)],
    ['altered, with its mark', (backup) => alter(backup)],
    ['altered, without its mark', (backup) => (alter(backup), rmSync(`${backup}.json`))],
    ['another one than its mark tells of', (backup) => writeFileSync(`${backup}.json`, JSON.stringify({ ...markOf(backup), sha256: '0' }))],
    ['beside a mark that is half written', (backup) => writeFileSync(`${backup}.json`, '{"format":')],
  ])('is refused when it is %s, and the store stays as it is', async (_, damage) => {
    const { store, backup } = portfolio();
    damage(backup);
    const before = (await eventsOf(store)).length;
    expect(await relet('restore', backup, '--store', store, '--yes')).toMatchObject({ exit: 6 });
    expect([(await eventsOf(store)).length, existsSync(`${store}.replaced`), leftovers(store)]).toEqual([before, false, []]);
    expect(await relet('restore', backup, '--store', `${store}.new`)).toMatchObject({ exit: 6 });
    expect(existsSync(`${store}.new`)).toBe(false);
  });

  test(`killed ${KILLS} times while it is put in place leaves the old store or the new one, whole`, async () => {
    const { store, backup } = portfolio();
    await relet('order', 'RegisterUnit', 'eksempel.late', ...fields(), '--store', store, '--now', '2027-01-01', '--yes');
    const [older, later] = [markOf(backup).events, (await eventsOf(store)).length];
    for (let kill = 0; kill < KILLS; kill++) {
      copyFileSync(`${store}`, `${store}.later`);
      await reletKilled(dirname(store), (kill * 7919) % 100, 'restore', backup, '--store', store, '--yes');
      expect((await relet('verify', '--store', store)).exit).toBe(0);
      expect([older, later]).toContain((await eventsOf(store)).length);
      copyFileSync(`${store}.later`, store);
    }
  }, 60_000);

  test('is restored without its mark as well', async () => {
    const { store, backup } = portfolio();
    const alone = join(dirname(store), 'alone.db');
    copyFileSync(backup, alone);
    expect(await relet('restore', alone, '--store', `${store}.new`)).toMatchObject({ exit: 0 });
  });
});

/** Changes one event directly in the file, so that its hash no longer holds. */
function alter(file: string): void {
  const db = new Database(file);
  const { changes } = db
    .prepare(
      "UPDATE event SET body = replace(body, 'RentSet', 'RentSat') WHERE position = (SELECT max(position) FROM event WHERE body LIKE '%RentSet%')",
    )
    .run();
  db.close();
  expect(changes).toBe(1);
}

function fields(): string[] {
  return Object.entries(REGISTRATION).map(([name, value]) => `${name}=${value}`);
}
