import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { relet } from '../acceptance/relet.js';
import { newStore, PROGRAM, PROGRAM_IN_PARTS, serveApart, type ServerProcess } from '../operations/processes.js';

const store = newStore();
let server: ServerProcess;
beforeAll(async () => {
  server = await serveApart(store, { RELET_CLOCK: 'manual' });
});
afterAll(() => server.child.kill('SIGKILL'));

const order = (...words: string[]) => relet('order', ...words, '--json', '--store', store);
const typesOf = (out: string) => (JSON.parse(out) as { events: { type: string }[] }).events.map(({ type }) => type);
const HOME = ['kind=care_home', 'municipality=eksempel', 'building=Solgaarden', 'rentOere=600000'];

test('while a server runs, the command line gives it commands and deadlines, and reads the result from the store', async () => {
  await order('RegisterUnit', 'eksempel.1', 'effective=2026-06-01', ...HOME, '--now', '2026-06-01');
  const offer = ['effective=2026-06-01', 'offerId=o', 'direct=true', 'respondBy=2026-06-08'];
  expect(typesOf((await order('MakeOffer', 'eksempel.1', ...offer)).out)).toEqual(['OfferMade']);
  const { exit, out } = await relet('deadlines', 'run', '--now', '2026-06-20', '--json', '--store', store);
  expect([exit, JSON.parse(out)]).toMatchObject([0, { today: '2026-06-20', expired: [{ unit: 'eksempel.1', effective: '2026-06-09' }] }]);
  expect(typesOf((await relet('history', 'eksempel.1', '--json', '--store', store)).out).at(-1)).toBe('OfferExpired');
});

test('a refusal by the server is shown with its code, and the exit code is 3', async () => {
  const { exit, talk } = await order('ReturnKeys', 'eksempel.1', 'effective=2026-06-20');
  expect([exit, talk]).toEqual([3, expect.stringContaining('WRONG_STATE')]);
});

test('after the server was killed the command line opens the store itself', async () => {
  server.child.kill('SIGKILL');
  await server.ended;
  expect(await order('SetRent', 'eksempel.1', 'effective=2026-06-20', 'rentOere=1')).toMatchObject({ exit: 0 });
});

/** Runs the command line in a process that writes into a file which modules it has loaded, for a pipe may be cut off when a process ends. */
function modulesOf(program: string, ...argv: string[]): string[] {
  const told = join(mkdtempSync(join(tmpdir(), 'relet-')), 'modules.json');
  const telling = `
    import { registerHooks } from 'node:module';
    import { writeFileSync } from 'node:fs';
    const urls = new Set();
    registerHooks({ load: (url, context, next) => (urls.add(url), next(url, context)) });
    process.on('exit', () => writeFileSync(${JSON.stringify(told)}, JSON.stringify([...urls])));`;
  const options = { env: { ...process.env, NODE_OPTIONS: '' }, encoding: 'utf8', maxBuffer: 1 << 24 } as const;
  spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(telling)}`, program, ...argv], options);
  return JSON.parse(readFileSync(told, 'utf8')) as string[];
}

/** The packages among them. In the program that people start these are joined with the rest. */
const packagesOf = (...argv: string[]) => [
  ...new Set(modulesOf(PROGRAM_IN_PARTS, ...argv).flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? [])),
];

test('a command line loads what it asks and nothing else: help no house, a history neither rows nor the web server', () => {
  expect(packagesOf('--version')).toEqual(['commander']);
  expect(packagesOf('board', '--help')).toEqual(['commander']);
  const packages = packagesOf('portfolio', '--json', '--store', store);
  expect(packages).toContain('@nestjs/core');
  expect(packages.filter((name) => ['fastify', 'kysely', 'jose'].includes(name))).toEqual([]);
}, 60_000);

test('the program that people start opens less than a tenth of the modules that it is made of', () => {
  const [joined, apart] = [PROGRAM, PROGRAM_IN_PARTS].map((program) => modulesOf(program, 'board', '--store', store).length);
  expect(apart).toBeGreaterThan(1000);
  expect(joined).toBeLessThan(Number(apart) / 10);
}, 60_000);
