import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadSetting } from '../../settings.js';
import { addressOf } from './address.js';

const PASSWORD = 'hemmelig/kode@1';
const of = (rest: string) => `postgres://relet:${encodeURIComponent(PASSWORD)}@${rest}`;

test('user, password, server, database and schema are read; what is shown holds neither user nor password', () => {
  const { client, schema, shown } = addressOf(of('127.0.0.1:5433/rows?schema=plejeboliger'));
  expect(client).toEqual({ host: '127.0.0.1', port: 5433, database: 'rows', user: 'relet', password: PASSWORD, ssl: false });
  expect([schema, shown]).toEqual(['plejeboliger', '127.0.0.1:5433/rows, schema plejeboliger']);
  expect(addressOf('postgresql://db.example.dk/rows')).toMatchObject({
    schema: 'relet',
    shown: 'db.example.dk/rows',
    client: { port: 5432 },
  });
});

test('a socket of this machine is named by its folder', () => {
  const { client, shown } = addressOf('postgres:///rows?host=/var/run/postgresql');
  expect([client.host, client.database, client.ssl, shown]).toEqual(['/var/run/postgresql', 'rows', false, '/var/run/postgresql/rows']);
});

test('another machine is reached with TLS, and proves its name, unless the setting says otherwise', () => {
  const ca = join(mkdtempSync(join(tmpdir(), 'relet-')), 'ca.pem');
  writeFileSync(ca, 'a certificate');
  expect(addressOf(of('db.example.dk/rows')).client.ssl).toEqual({ rejectUnauthorized: true });
  expect(addressOf(of(`db.example.dk/rows?sslrootcert=${ca}`)).client.ssl).toEqual({ rejectUnauthorized: true, ca: 'a certificate' });
  expect(addressOf(of(`127.0.0.1/rows?sslmode=verify-full&sslrootcert=${ca}`)).client.ssl).toMatchObject({ ca: 'a certificate' });
  expect(addressOf(of('db.example.dk/rows?sslmode=disable')).client.ssl).toBe(false);
});

test.each([
  ['127.0.0.1/', 'ROWS_ADDRESS'],
  ['127.0.0.1:notaport/rows', 'ROWS_ADDRESS'],
  ['127.0.0.1/rows?schema=Has;space', 'ROWS_ADDRESS'],
  ['127.0.0.1/rows?schema=pg_catalog', 'ROWS_ADDRESS'],
  ['127.0.0.1/rows?options=-csearch_path=x', 'ROWS_ADDRESS'],
  ['127.0.0.1/rows#part', 'ROWS_ADDRESS'],
  ['db.example.dk/rows?sslmode=require', 'ROWS_TLS'],
  ['db.example.dk/rows?sslrootcert=/nowhere/ca.pem', 'FILE_UNREADABLE'],
])('%s is refused with %s, and nothing of it is said again', (rest, why) => {
  const error = (() => {
    try {
      return addressOf(of(rest));
    } catch (thrown) {
      return thrown;
    }
  })() as BadSetting;
  expect([error instanceof BadSetting, error.why]).toEqual([true, why]);
  expect(error.message).toMatch(/^RELET_READ_MODEL: /);
  expect(error.message).not.toMatch(/hemmelig|example/);
});
