import { chownSync, copyFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { hasPostgres, Postgres } from '@relet/platform/testing';
import { certify } from '../identity/certificate.js';
import { newStore, reletUnder } from './processes.js';

const HOME = ['RegisterUnit', 'eksempel.1', 'effective=2020-01-01', 'kind=care_home', 'municipality=eksempel', 'building=Solgaarden'];
interface Check {
  name: string;
  level: string;
  found: string;
}

(hasPostgres ? describe : describe.skip)('the command line, with rows in PostgreSQL', () => {
  let postgres: Postgres;
  const store = newStore();
  const given: Record<string, string> = { RELET_STORE: store };
  const relet = async (...argv: string[]) => {
    const told = await reletUnder(given, ...argv, '--json');
    expect(told.out + told.talk).not.toMatch(/hemmelig/);
    return told;
  };
  const rowsOf = async () => {
    const { out } = await relet('doctor');
    return (JSON.parse(out) as { checks: Check[] }).checks.find(({ name }) => name === 'read model');
  };

  beforeAll(async () => {
    postgres = await Postgres.start();
    given['RELET_READ_MODEL'] = postgres.setting();
    expect(await relet('init', '--clock', 'manual')).toMatchObject({ exit: 0 });
  });
  afterAll(() => postgres.stop());

  test('orders, examines, rebuilds, and makes the rows of a restored store anew', async () => {
    const backup = newStore();
    expect(await relet('backup', backup, '--as', 'operator')).toMatchObject({ exit: 0 });
    expect(await relet('order', ...HOME, 'rentOere=600000', 'occupiedSince=2020-01-01', '--now', '2024-01-01', '--yes')).toMatchObject({
      exit: 0,
    });
    expect(await rowsOf()).toMatchObject({ level: 'ok', found: expect.stringContaining('0 positions behind') });
    const rebuilt = await relet('rebuild', '--as', 'operator');
    expect(JSON.parse(rebuilt.out)).toMatchObject({ events: 1, differs: { streams: [], tables: {} } });
    expect(await relet('restore', backup, '--yes', '--as', 'operator')).toMatchObject({ exit: 0 });
    expect(await relet('order', ...HOME, 'rentOere=600001', 'occupiedSince=2020-01-01', '--now', '2024-01-01', '--yes')).toMatchObject({
      exit: 0,
    });
  }, 120_000);

  test('takes the server only by the certificate that proves its name', async () => {
    const { cert, key } = await certify(mkdtempSync(join(tmpdir(), 'relet-')), 'localhost');
    const { uid, gid } = statSync(join(postgres.folder, 'data'));
    const [there, thereKey] = [join(postgres.folder, 'cert.pem'), join(postgres.folder, 'key.pem')];
    copyFileSync(cert, there);
    writeFileSync(thereKey, readFileSync(key), { mode: 0o600 });
    chownSync(thereKey, uid, gid);
    for (const [name, value] of Object.entries({ ssl: 'on', ssl_cert_file: there, ssl_key_file: thereKey }))
      await postgres.ask(`ALTER SYSTEM SET ${name} = '${value}'`);
    await postgres.ask('SELECT pg_reload_conf()');
    // The server reads its settings in its own time.
    for (let n = 0; n < 100 && (await postgres.ask<{ ssl: string }>('SHOW ssl'))[0]?.ssl !== 'on'; n++) await setTimeout(50);
    const plain = given['RELET_READ_MODEL'] as string;
    const asked = async (host: string, more: string) => {
      given['RELET_READ_MODEL'] = `${plain.replace('@127.0.0.1', `@${host}`)}&sslmode=verify-full${more}`;
      return (await rowsOf())?.level;
    };
    expect([
      await asked('localhost', `&sslrootcert=${cert}`),
      await asked('localhost', ''),
      await asked('127.0.0.1', `&sslrootcert=${cert}`),
    ]).toEqual(['ok', 'bad', 'bad']);
    given['RELET_READ_MODEL'] = plain;
  }, 60_000);

  test('says which server is away, and of no setting more than that', async () => {
    await postgres.stop();
    expect(await rowsOf()).toMatchObject({
      level: 'bad',
      found: expect.stringMatching(/^127\.0\.0\.1:\d+\/postgres, schema \w+ cannot be read$/),
    });
    const { exit, talk } = await relet('next', 'eksempel.1');
    expect([exit, talk]).toMatchObject([0, '']);
    const served = await relet('serve', '--port', '0');
    expect([served.exit, served.talk]).toEqual([
      2,
      expect.stringMatching(/RELET_READ_MODEL: 127\.0\.0\.1:\d+\/postgres, schema \w+ \(ECONNREFUSED\) cannot be reached/),
    ]);
    await postgres.begin();
  }, 60_000);
});
