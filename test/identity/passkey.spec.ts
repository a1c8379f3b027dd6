import { Users } from '@relet/identity';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser as Chromium, CDPSession, Page } from 'playwright-core';
import { serve, type Server } from '../journeys/server.js';
import { hasChromium, openChromium } from '../web/chromium.js';
import { inChromium } from '../web/demo.js';
import { Browser, codeBefore, codeOf, PASSWORD } from './browser.js';
import { certify } from './certificate.js';

let server: Server;
let users: Users;
let chrome: Chromium | undefined;
let address: string;
beforeAll(async () => {
  server = await serve({ clock: 'system', demo: false, host: 'localhost' });
  users = server.part(Users);
  address = `http://localhost:${new URL(server.address).port}`;
  if (hasChromium) chrome = await openChromium();
}, 60_000);
afterAll(async () => {
  await chrome?.close();
  await server.stop();
});

/** A window whose passkeys are Chromium's own invention. `verifies`: its user shows who they are. */
async function windowWith(
  { verifies }: { verifies: boolean },
  of = chrome,
): Promise<{ page: Page; cdp: CDPSession; id: string; said: string[] }> {
  const context = await (of as Chromium).newContext({ locale: 'da-DK' });
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2' as const,
    transport: 'internal' as const,
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: verifies,
  };
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  return { page, cdp, id: authenticatorId, said };
}

const linkFor = async (name: string) => {
  const { id } = await users.people.add(
    name,
    `${name} Jensen`,
    { party: 'municipality', municipality: 'eksempel', roles: ['caseworker'] },
    'machine',
  );
  return `${address}/welcome/${await users.links.make(id, 'machine')}`;
};

inChromium(
  'a user makes a passkey by the link, signs out, and signs in with it; the pages run under their own strict policy',
  async () => {
    const { page, said } = await windowWith({ verifies: true });
    await page.goto(await linkFor('anna'));
    expect(await page.textContent('h1')).toBe('Velkommen, anna');
    await page.click('#passkey');
    await page.waitForURL(`${address}/`);
    await page.goto(`${address}/sign-in`);
    expect(await page.textContent('h1')).toBe('Du er logget ind, anna Jensen');
    await page.click('text=Log ud');
    await page.waitForURL(`${address}/sign-in`);
    expect((await page.goto(`${address}/v1/me`))?.status()).toBe(401);
    await page.goto(`${address}/sign-in?to=/v1/me`);
    await page.click('#passkey');
    await page.waitForURL(`${address}/v1/me`);
    expect(await page.textContent('body')).toContain('"called":"anna Jensen"');
    expect(said.filter((line) => /Content.Security.Policy/i.test(line))).toEqual([]);
  },
  60_000,
);

inChromium(
  'a passkey whose holder did not show who they are is refused, and so is one that was taken back',
  async () => {
    const { page, cdp, id } = await windowWith({ verifies: true });
    await page.goto(await linkFor('bo'));
    await page.click('#passkey');
    await page.waitForURL(`${address}/`);
    await page.context().clearCookies();
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false });
    await page.goto(`${address}/sign-in`);
    await page.click('#passkey');
    await page.waitForSelector('#said:not(:empty)');
    expect((await page.goto(`${address}/v1/me`))?.status()).toBe(401);
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: true });
    await users.people.remove((await users.people.named('bo')).id, 'machine');
    await page.goto(`${address}/sign-in`);
    await page.click('#passkey');
    await page.waitForSelector('#said:not(:empty)');
    expect(await page.textContent('#said')).toBe('Adgangsnøglens svar hører ikke til det, der blev spurgt om.');
  },
  60_000,
);

inChromium(
  'without the script the forms work: a password and a code, typed in a browser',
  async () => {
    const context = await (chrome as Chromium).newContext({ locale: 'en-GB', javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${await linkFor('carl')}?lang=en`);
    const key = (await page.textContent('code')) ?? '';
    await page.fill('[name=password]', PASSWORD);
    await page.fill('[name=again]', PASSWORD);
    await page.fill('[name=code]', await codeBefore(key));
    await page.click('text=Save and sign in');
    await page.waitForURL(`${address}/`);
    await page.context().clearCookies();
    await page.goto(`${address}/sign-in`);
    await page.click('text=In English');
    await page.fill('[name=name]', 'carl');
    await page.fill('[name=password]', 'wrong');
    await page.fill('[name=code]', '123456');
    await page.click('button:has-text("Sign in"):not(#passkey)');
    expect(await page.textContent('[role=alert]')).toContain('do not belong together');
    await page.fill('[name=name]', 'carl');
    await page.fill('[name=password]', PASSWORD);
    await page.fill('[name=code]', codeOf(key));
    await page.click('button:has-text("Sign in"):not(#passkey)');
    await page.waitForURL(`${address}/`);
    expect((await page.goto(`${address}/v1/me`))?.status()).toBe(200);
  },
  60_000,
);

inChromium(
  'a user comes by another host name over TLS, with a passkey of that name, and records something there',
  async () => {
    const name = 'relet.example.dk';
    const folder = mkdtempSync(join(tmpdir(), 'relet-far-'));
    const { cert, key, pin } = await certify(folder, name);
    const port = 40_000 + (process.pid % 20_000);
    const publicUrl = `https://${name}:${port}`;
    const far = Users.inFile(join(folder, 'relet.users.db'));
    const { id } = await far.people.add('anna', 'Anna', { party: 'administrator', roles: ['caseworker'] }, 'machine');
    const link = `${publicUrl}/welcome/${await far.links.make(id, 'machine')}`;
    const settings = { store: join(folder, 'relet.db'), clock: 'system', demo: false, host: '0.0.0.0', port } as const;
    const there = await serve({ ...settings, publicUrl, tls: { cert, key } });
    const args = [`--host-resolver-rules=MAP ${name} 127.0.0.1`, `--ignore-certificate-errors-spki-list=${pin}`];
    const elsewhere = await openChromium(...args);
    try {
      const { page } = await windowWith({ verifies: true }, elsewhere);
      await page.goto(link);
      await page.click('#passkey');
      await page.waitForURL(`${publicUrl}/`);
      await page.goto(`${publicUrl}/sign-in`);
      await page.click('text=Log ud');
      await page.waitForURL(`${publicUrl}/sign-in`);
      await page.click('#passkey');
      await page.waitForURL(`${publicUrl}/`);
      // The front page may fetch nothing. From one that may, it is asked and ordered as the web application will: by the session alone.
      await page.goto(`${publicUrl}/sign-in`);
      const status = await page.evaluate(`fetch('/v1/units/eksempel.1', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ effective: '2026-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 1 }),
      }).then((answer) => answer.status)`);
      expect(status).toBe(200);
      const history = JSON.parse(
        String(await page.evaluate(`fetch('/v1/units/eksempel.1/history').then((answer) => answer.text())`)),
      ) as object;
      expect(history).toMatchObject({ events: [{ actor: id }] });
    } finally {
      await elsewhere.close();
      await there.stop();
      await far.close();
    }
  },
  60_000,
);

test('the answer of a passkey counts once, for what was asked of this browser, and nothing that is sent instead breaks anything', async () => {
  const link = (await linkFor('dora')).replace(address, '');
  const browser = new Browser(address);
  const answers: unknown[] = [
    {},
    null,
    [],
    'x',
    { id: 'x' },
    { id: {} },
    { id: 'x', response: { clientDataJSON: 'AAAA' } },
    { id: 'a'.repeat(10_000) },
  ];
  for (const answer of answers) {
    expect([answer, (await new Browser(address).json('/sign-in/passkey', answer)).code]).toEqual([answer, 'SIGN_IN_NOT_BEGUN']);
    expect((await browser.json('/sign-in/passkey/options', {})).status).toBe(200);
    expect([answer, (await browser.json('/sign-in/passkey', answer)).code]).toEqual([answer, 'PASSKEY_REFUSED']);
    expect((await browser.json('/sign-in/passkey', answer)).code).toBe('SIGN_IN_NOT_BEGUN');
    await browser.json(`${link}/passkey/options`, {});
    expect([answer, (await browser.json(`${link}/passkey`, answer)).code]).toEqual([answer, 'PASSKEY_REFUSED']);
  }
  // What was begun to sign in makes no new passkey, and not that of another link.
  await browser.json('/sign-in/passkey/options', {});
  expect((await browser.json(`${link}/passkey`, {})).code).toBe('SIGN_IN_NOT_BEGUN');
  await browser.json(`${link}/passkey/options`, {});
  expect((await browser.json(`${(await linkFor('eva')).replace(address, '')}/passkey`, {})).code).toBe('SIGN_IN_NOT_BEGUN');
  expect((await browser.json('/welcome/nobody/passkey/options', {})).code).toBe('LINK_UNKNOWN');
});
