import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@relet/event-store';
import { relet, reletIn } from '../acceptance/relet.js';
import { as, serve } from '../journeys/server.js';
import { newStore, reletUnder, serveApart } from '../operations/processes.js';
import { EVENT_SERVERS, RUN, type EventServer } from './event-server.js';

/** An import that ends because the events cannot be written any more says how far it came and how to go on; the same import once more does the rest. */

const HOMES = 300;
const folder = () => mkdtempSync(join(tmpdir(), 'relet-'));
const rows = () => join(folder(), 'read.db');

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits until a home is in a log; fails after a minute. */
async function inLog(setting: string, home: string): Promise<void> {
  const log = await openStore(setting, { readOnly: true });
  try {
    for (let n = 0; n < 6_000; n++) {
      if ((await log.readStream(`unit-${home}`).catch(() => [])).length) return;
      await pause(10);
    }
    throw new Error('The home did not come.');
  } finally {
    await log.close();
  }
}

/** A file that registers many homes of a name. */
function fileOf(name: string): string {
  const file = join(folder(), 'homes.ndjson');
  const home = {
    command: 'RegisterUnit',
    effective: '2020-01-01',
    occupiedSince: '2020-01-01',
    kind: 'care_home',
    building: 'Solgaarden',
    rentOere: 1,
  };
  const rows = Array.from({ length: HOMES }, (_, n) => ({ ...home, unit: `eksempel.${name}${RUN}-${n}`, municipality: 'eksempel' }));
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  return file;
}

const DONE = /(\d+) of 300 rows were written, and perhaps some that were on their way\./;

const stoppable = EVENT_SERVERS.filter(({ canBeKilled }) => canBeKilled);

describe.each(stoppable)('$name is killed while an import writes', ({ start }) => {
  let events: EventServer;
  beforeAll(async () => {
    events = await start();
  });
  afterAll(() => events.stop());

  /** Kills the server once so many homes of the name are in its log; 64 are on their way at once, so that of more than these some were acknowledged. */
  const killAfter = async (name: string, homes: number) => {
    await inLog(events.setting, `eksempel.${name}${RUN}-${homes}`);
    await events.kill();
  };

  test('the command line', async () => {
    const around = { RELET_STORE: events.setting, RELET_READ_MODEL: rows() };
    const file = fileOf('l');
    const [cut] = await Promise.all([reletUnder(around, 'import', file), killAfter('l', 100)]);
    await events.again();
    expect(cut).toMatchObject({ exit: 7, talk: expect.stringMatching(DONE) });
    expect(cut.talk).toContain('Import the same file again');
    expect(cut.talk).not.toContain('Check the path');
    const done = Number(DONE.exec(cut.talk)?.[1]);
    expect(done > 0 && done < HOMES).toBe(true);
    const again = await reletIn({ env: around }, 'import', file);
    expect(again).toMatchObject({ exit: 0 });
    const [, added, known] =
      /300 commands: ([\d,]+) new and well, ([\d,]+) known/.exec(again.out)?.map((n) => Number(n.replace(',', ''))) ?? [];
    expect([(added ?? 0) + (known ?? 0), (known ?? 0) >= done]).toEqual([HOMES, true]);
  }, 120_000);

  test('the server of relet, and a command line that goes through it, in Danish', async () => {
    const settings = { store: events.setting, readModel: rows(), clock: 'system' } as const;
    const server = await serve(settings);
    const file = fileOf('h');
    const send = async () => {
      const headers = { ...as('operator'), 'content-type': 'application/x-ndjson', 'accept-language': 'da' };
      const answer = await fetch(`${server.address}/v1/imports?name=homes.ndjson`, { method: 'POST', headers, body: readFileSync(file) });
      return JSON.parse((await answer.text()).trim().split('\n').at(-1) ?? '') as { problem: Record<string, unknown>; report: object };
    };
    const [cut] = await Promise.all([send(), killAfter('h', 100)]);
    expect(cut.problem).toMatchObject({
      ...{ code: 'STORE_UNAVAILABLE', details: { rows: expect.any(Number), of: HOMES } },
      ...{ detail: expect.stringMatching(/\d+ af 300 rækker blev skrevet/), help: expect.stringContaining('den samme fil igen') },
    });
    await events.again();
    for (let n = 0; n < 300 && (await server.get('/readyz')).status !== 200; n++) await pause(100);
    expect(await send()).toMatchObject({ report: { written: true, faults: [] } });
    await server.stop();
  }, 120_000);
});

test('a server of relet that is killed while an import writes: the command line says to run it again', async () => {
  const store = newStore();
  const server = await serveApart(store);
  const file = fileOf('s');
  const kill = async () => {
    await inLog(store, `eksempel.s${RUN}-40`);
    server.child.kill('SIGKILL');
  };
  const [cut] = await Promise.all([reletUnder({}, 'import', file, '--store', store), kill()]);
  expect(cut).toMatchObject({ exit: 7, talk: expect.stringContaining('what was written is not written twice') });
  expect(await relet('import', file, '--store', store)).toMatchObject({ exit: 0 });
}, 60_000);
