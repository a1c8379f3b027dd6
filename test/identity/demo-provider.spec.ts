import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoProvider, type DemoProvider } from '../../apps/cli/src/demo/identity-provider.js';
import { Browser } from './browser.js';

const BACK = 'http://127.0.0.1:9/sign-in/oidc/callback';
const portFileOfItsOwn = () => join(mkdtempSync(join(tmpdir(), 'relet-provider-')), 'port');
let provider: DemoProvider;
beforeAll(async () => {
  provider = await demoProvider(portFileOfItsOwn());
  await provider.leadBackTo('http://127.0.0.1:9');
});
afterAll(() => provider.stop());

test('whoever has signed in to the demo stays signed in: what its provider has given out outlives its own session', async () => {
  const { issuer, clientSecretFile } = JSON.parse(readFileSync(provider.settingsFile, 'utf8')) as Record<string, string>;
  const verifier = randomBytes(32).toString('base64url');
  const asked = new URLSearchParams({
    ...{ client_id: 'relet', response_type: 'code', scope: 'openid profile', redirect_uri: BACK, state: 'state', nonce: 'nonce' },
    ...{ code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' },
  });
  const browser = new Browser(issuer as string);
  const on = (to: string | null) => (to ?? '').replace(issuer as string, '');
  const choose = await browser.get(on((await browser.get(`/auth?${asked.toString()}`)).to));
  const [, link = ''] = /href="([^"]*\/analyst)"/.exec(choose.text) ?? [];
  const back = await browser.get(on((await browser.get(link)).to));
  const code = new URL(back.to as string).searchParams.get('code') as string;
  const secret = readFileSync(clientSecretFile as string, 'utf8');
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`relet:${encodeURIComponent(secret)}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: BACK, code_verifier: verifier }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  // The session of the provider ends after a second, and its clocks may differ by fifteen.
  await new Promise((done) => setTimeout(done, 17_000));
  const told = await fetch(`${issuer}/me`, { headers: { authorization: `Bearer ${token}` } });
  expect([told.status, ((await told.json()) as { sub: string }).sub]).toEqual([200, 'analyst']);
});

test('after a restart the provider of the demo is found where it was, so that whoever signs in is who they were; where that is taken it is found elsewhere', async () => {
  const portFile = portFileOfItsOwn();
  const issuerOf = ({ settingsFile }: DemoProvider) => (JSON.parse(readFileSync(settingsFile, 'utf8')) as { issuer: string }).issuer;
  const started = async () => {
    const each = await demoProvider(portFile);
    return { issuer: issuerOf(each), stop: each.stop };
  };
  const first = await started();
  const beside = await started();
  expect(beside.issuer).not.toBe(first.issuer);
  beside.stop();
  const again = await started();
  expect(again.issuer).toBe(beside.issuer);
  for (const each of [first, again]) each.stop();
});
