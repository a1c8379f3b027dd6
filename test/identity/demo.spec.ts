import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { storeOfDemo } from '../temporary-folder/imported.js';
import { Browser, type Page } from './browser.js';

let demo: ChildProcess;
let address: string;
beforeAll(async () => {
  const env = { ...process.env, NODE_OPTIONS: '', RELET_DEMO: '' };
  demo = fork(resolve('dist/program/relet.js'), ['demo', '--port', '0', '--lang', 'en', '--store', await storeOfDemo()], {
    env,
    silent: true,
    execArgv: [],
  });
  address = await new Promise<string>((found, failed) => {
    let said = '';
    demo.stderr?.on('data', (text: Buffer) => {
      said += text.toString();
      const [, url] = /served on (\S+)/.exec(said) ?? [];
      if (url) found(url);
    });
    demo.once('exit', () => failed(new Error(said)));
  });
}, 200_000);
afterAll(() => demo.kill('SIGTERM'));

const pathOf = (page: Page, of: string) => (page.to ?? '').replace(of, '');

test('the demo asks who one is, and signs one in by the same way as an identity provider does', async () => {
  const seen: Record<string, unknown> = {};
  for (const name of ['administrator', 'eksempel', 'auditor']) {
    const browser = new Browser(address);
    expect((await browser.get('/sign-in?to=/tavle')).to).toBe('/sign-in/oidc?to=%2Ftavle');
    const begun = await browser.get('/sign-in/oidc?to=/v1/me');
    // A link from elsewhere leads to the same choice, and not round in a ring.
    expect((await new Browser(address).get('/sign-in/oidc', { 'sec-fetch-site': 'cross-site' })).to).toContain('/auth?');
    const issuer = new URL(begun.to ?? '').origin;
    const there = new Browser(issuer);
    const choose = pathOf(await there.get(pathOf(begun, issuer)), issuer);
    const page = await there.get(choose);
    expect(page.text).toMatch(/Who are you\?[\s\S]*Caseworker of the municipality Eksempel/);
    const [, link = ''] = new RegExp(`href="([^"]*/${name})"`).exec(page.text) ?? [];
    const back = await there.get(pathOf(await there.get(link), issuer));
    expect(await browser.get(pathOf(back, address))).toMatchObject({ status: 303, to: '/v1/me' });
    const { id: _, ...me } = JSON.parse((await browser.get('/v1/me')).text) as Record<string, unknown>;
    seen[name] = me;
    expect((await browser.get('/v1/board')).status).toBe(200);
  }
  expect(seen).toMatchObject({
    administrator: { party: 'administrator', roles: ['caseworker'], called: 'Sagsbehandler hos administrator' },
    eksempel: { party: 'municipality', municipality: 'eksempel', roles: ['caseworker'] },
    auditor: { party: 'administrator', roles: ['auditor'] },
  });
  // The tokens that everybody knows work here, too.
  expect((await fetch(`${address}/v1/me`, { headers: { authorization: 'Bearer demo-analyst' } })).status).toBe(200);
});

test('the demo ends when it is told to, with its identity provider', async () => {
  const ended = new Promise((code) => demo.once('exit', code));
  demo.kill('SIGTERM');
  expect(await ended).toBe(0);
});
