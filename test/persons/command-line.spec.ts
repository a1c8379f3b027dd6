import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { reletIn, type Ran } from '../acceptance/relet.js';
import { serveApart } from '../operations/processes.js';

const store = join(mkdtempSync(join(tmpdir(), 'relet-persons-')), 'relet.db');

/** Runs one command line with something on stdin. */
const relet = (argv: readonly string[], stdin = '', lang = 'en') => reletIn({ stdin }, ...argv, '--store', store, '--lang', lang);

/** The same in a process of its own. */
function reletApart(argv: readonly string[], stdin = '', lang = 'en'): Promise<Ran> {
  const child = spawn(process.execPath, [resolve('dist/program/relet.js'), ...argv, '--store', store, '--lang', lang], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let [out, talk] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (talk += text.toString()));
  child.stdin.end(stdin);
  return new Promise((done) => child.on('close', (code) => done({ exit: code ?? -1, out, talk })));
}

const APPROVAL = ['effective=2026-06-01', 'list=general', 'elderly=true', 'name=Anna Birgitte Ågård'].join('\n');

/** What a caseworker, an officer and an operator type from the first person to its erasure. */
async function wholeLife(): Promise<void> {
  const name = 'Anna Birgitte Ågård';
  expect((await relet(['person', 'approve', '--now', '2026-06-01'], APPROVAL)).exit).toBe(0);
  const found = await relet(['person', 'find', '--reason', 'case_work'], 'name=aaga anna');
  const [citizen = '', ...shown] = found.out.trim().split('  ');
  expect(shown).toEqual([name]);
  expect((await relet(['person', 'note', citizen], 'Har en hund.\n')).out).toBe(`Kept: ${citizen}.\n`);
  const contact = { contacts: [{ name: 'Bo Ågård', relation: 'child', phone: '12345678' }] };
  expect((await relet(['person', 'change', citizen], JSON.stringify(contact))).exit).toBe(0);
  const look = await relet(['person', 'show', citizen, '--reason', 'offer'], '', 'da');
  expect(look.out).toBe(`navn: ${name}\nkontaktperson: Bo Ågård (barn), 12345678\nnotat 01.06.2026: Har en hund.\n`);
  expect(await relet(['person', 'show', citizen])).toMatchObject({ exit: 3, talk: expect.stringMatching(/^REASON_NEEDED/) });
  expect((await relet(['reads', citizen])).out).toMatch(/search .*name .*work on the case\n.*look-up .*offer of a home\n$/);
  expect((await relet(['reads', citizen, '--citizen-copy'])).out).not.toContain('demo-');
  expect((await relet(['reads', '--reviews'])).out).toMatch(/^month/);
  expect((await relet(['hold', citizen, '--ground', 'legal_claim'])).exit).toBe(0);
  await relet(['order', 'RemoveFromList', citizen, 'effective=2026-06-01', 'reason=own_wish', '--as', 'eksempel']);
  const erase = ['erase', citizen, '--ground', 'request_granted'];
  expect(await relet(erase)).toMatchObject({ exit: 3, talk: expect.stringMatching(/^ARCHIVE_HOLD/) });
  expect((await relet(['hold', citizen, '--lift'])).exit).toBe(0);
  expect((await relet(erase)).out).toMatch(/^Erased: .*Certificate [0-9a-f]{64}\.\n$/);
  expect((await relet(['person', 'show', citizen, '--reason', 'offer'])).out).toBe(
    'name: [slettet]\ncivil registration number: [slettet]\n',
  );
}

test('a new store gets its master key once, and then keeps persons, from the first to its erasure', async () => {
  expect((await relet(['init', '--clock', 'manual'])).exit).toBe(0);
  expect(await relet(['person', 'approve', '--now', '2026-06-01'], APPROVAL)).toMatchObject({
    exit: 7,
    talk: expect.stringMatching(/^PERSONS_UNREADABLE.*\n.*relet keys new/),
  });
  expect((await relet(['keys', 'new'])).out).toMatch(/^Made: the master key .*relet\.master\.key\./);
  expect(await relet(['keys', 'new'])).toMatchObject({ exit: 3, talk: expect.stringMatching(/^FILE_EXISTS/) });
  expect((await relet(['keep', 'eksempel', '--cpr', 'no', '--months', '60'], '', 'da')).out).toBe(
    'eksempel: CPR-numre registreres ikke; slettes efter 60 måneder.\n',
  );
  // What is set is shown where nothing is set anew.
  expect(await relet(['keep', 'eksempel', '--json'])).toMatchObject({ exit: 0, out: expect.stringMatching(/"retentionMonths": 60/) });
  await wholeLife();
}, 600_000);

test('beside a running server it asks that server', async () => {
  const server = await serveApart(store);
  await reletApart(['person', 'approve', '--now', '2026-06-01'], APPROVAL);
  const [citizen = ''] = (await reletApart(['person', 'find', '--reason', 'case_work'], 'name=ågård')).out.split('  ');
  expect((await relet(['person', 'show', citizen, '--reason', 'offer'])).out).toBe('name: Anna Birgitte Ågård\n');
  expect((await relet(['reads', citizen])).out).toMatch(/search .*\n.*look-up .*offer of a home\n$/);
  expect((await relet(['reads', citizen, '--how', 'look_up'])).out).not.toMatch(/search/);
  expect((await relet(['reads', citizen, '--how', 'look_up', '--to', '2020-01-01'])).out).not.toMatch(/look-up/);
  expect((await relet(['keep', 'eksempel'])).out).toBe('eksempel: civil registration numbers are not kept; erased after 60 months.\n');
  expect((await relet(['keys', 'rotate'])).out).toMatch(/^\d+ keys are wrapped by a new master key/);
  await relet(['order', 'RemoveFromList', citizen, 'effective=2026-06-01', 'reason=own_wish', '--as', 'eksempel']);
  expect((await relet(['erase', citizen, '--ground', 'request_granted'])).out).toMatch(/^Erased: /);
  await server.stop();
}, 600_000);

test('beside a running server lists show initials, which that server writes down; without one they show pseudonyms', async () => {
  const server = await serveApart(store, { RELET_CLOCK: 'manual' });
  const typed = APPROVAL.replace('Anna Birgitte Ågård', 'Inger Marie Dam');
  expect((await relet(['person', 'approve', '--now', '2026-06-01'], typed)).exit).toBe(0);
  const [citizen = ''] = (await relet(['person', 'find', '--reason', 'case_work'], 'name=inger')).out.trim().split('  ');
  expect((await relet(['board', '--waiting', '--as', 'eksempel'])).out).toContain(`I.M.D. ${citizen}`);
  const { initials } = JSON.parse((await relet(['board', '--waiting', '--json', '--as', 'eksempel'])).out) as { initials: object[] };
  expect(initials).toContainEqual({ citizen, initials: 'I.M.D.' });
  expect((await relet(['meeting', '--since', '2026-05-01', '--as', 'eksempel'])).exit).toBe(0);
  const seen = (await relet(['reads', citizen, '--as', 'dpo'])).out;
  expect(seen.match(/initials/g)?.length).toBeGreaterThanOrEqual(2);
  // Nobody who may not know the person is told.
  expect((await relet(['board', '--waiting', '--as', 'auditor'])).out).not.toContain('I.M.D.');
  await server.stop();
  const alone = (await relet(['board', '--waiting', '--as', 'eksempel'])).out;
  expect([alone.includes(citizen), alone.includes('I.M.D.')]).toEqual([true, false]);
});

test('each is refused to those whose part it is not, and what is mistyped is told', async () => {
  for (const [argv, as] of [
    [['person', 'find'], 'analyst'],
    [['reads'], 'eksempel'],
    [['keys', 'rotate'], 'administrator'],
    [['keep', 'eksempel', '--cpr', 'no'], 'dpo'],
  ] as const)
    expect([argv, (await relet([...argv, '--as', as], 'name=anna')).exit]).toEqual([argv, 5]);
  for (const argv of [
    ['person', 'fnd'],
    ['keys', 'old'],
    ['keep', 'eksempel', '--cpr', 'maybe'],
    ['keep', 'eksempel', '--months', '60'],
    ['reads', '--how', 'secretly'],
    ['person', 'show'],
    ['hold', 'eksempel.101'],
  ])
    expect([argv, (await relet(argv)).exit]).toEqual([argv, 2]);
  expect(await relet(['person', 'change', 'x'], '{')).toMatchObject({ exit: 2, talk: expect.stringMatching(/^MALFORMED/) });
  expect(await relet(['reads', '--sign-off', '2026-05'])).toMatchObject({ exit: 4, talk: expect.stringMatching(/^MUNICIPALITY_UNKNOWN/) });
}, 300_000);
