import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { openStore } from '@relet/event-store';
import { settingsFrom } from '@relet/platform';
import { give, newStore, REGISTRATION, reletUnder, serveApart } from './processes.js';

async function listening(): Promise<{ server: Server; port: string }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: String((server.address() as AddressInfo).port) };
}

async function freePort(): Promise<string> {
  const { server, port } = await listening();
  await once(server.close(), 'close');
  return port;
}

const ask = async (port: string, path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, text: await response.text() };
};
/** A metric's value, as it stands in the text. */
const valueOf = (text: string, name: string) => new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];

test('programs that watch ask on a port of their own, and find nothing else there', async () => {
  const [port, backups] = [await freePort(), mkdtempSync(join(tmpdir(), 'relet-backups-'))];
  const server = await serveApart(newStore(), { RELET_WATCH: port, RELET_BACKUPS: backups, RELET_DEMO: 'principals' });
  expect(await ask(port, '/livez')).toEqual({ status: 200, text: '{"status":"ok"}' });
  expect(JSON.parse((await ask(port, '/readyz')).text)).toMatchObject({ status: 'ok', seconds: 0 });
  expect(valueOf((await ask(port, '/metrics')).text, 'relet_backup_age_seconds')).toBe('Nan');
  const monday = { format: 1, takenAt: new Date(Date.now() - 90_000).toISOString(), events: 1 };
  writeFileSync(join(backups, 'Monday.db.json'), JSON.stringify(monday));
  writeFileSync(join(backups, 'Sunday.db.json'), JSON.stringify({ ...monday, takenAt: '2026-01-01T00:00:00Z' }));
  writeFileSync(join(backups, 'other.json'), 'no mark');
  await give(server.address, 'eksempel.1', { ...REGISTRATION }, 'one');
  const { text } = await ask(port, '/metrics');
  expect(Number(valueOf(text, 'relet_backup_age_seconds'))).toBeGreaterThanOrEqual(90);
  expect(Number(valueOf(text, 'relet_backup_age_seconds'))).toBeLessThan(3_600);
  expect(valueOf(text, 'relet_deadlines_due')).toBe('0');
  expect(text).toContain('relet_commands_total{command="RegisterUnit",outcome="taken"} 1');
  for (const path of ['/', '/v1/board', '/openapi.json', '/sign-in']) expect([path, (await ask(port, path)).status]).toEqual([path, 404]);
  expect(await server.stop()).toBe(0);
  await expect(ask(port, '/livez')).rejects.toThrow();
}, 60_000);

test('a projector and a worker, which serve nobody, tell there whether they follow', async () => {
  const backing = await openStore(newStore());
  const standIn = await EventStoreDbStandIn.start(backing);
  const rows = newStore();
  for (const role of ['projector', 'worker']) {
    const port = await freePort();
    const process = await serveApart(standIn.setting, { RELET_READ_MODEL: rows, RELET_WATCH: port, RELET_LOG: 'silent' }, '0', role);
    expect([role, JSON.parse((await ask(port, '/readyz')).text)]).toMatchObject([role, { status: 'ok' }]);
    expect(valueOf((await ask(port, '/metrics')).text, 'relet_projection_lag_events')).toBe('0');
    standIn.faults.unavailable = 1_000;
    expect([role, (await ask(port, '/readyz')).status]).toEqual([role, 503]);
    standIn.faults.unavailable = 0;
    expect(await process.stop()).toBe(0);
  }
  await standIn.stop();
  await backing.close();
}, 120_000);

test('an address to be watched at that is none, or is taken, stops the start', async () => {
  for (const [value, watch] of [
    ['9464', { host: '127.0.0.1', port: 9464 }],
    ['10.0.0.5:9464', { host: '10.0.0.5', port: 9464 }],
    ['[::]:9464', { host: '::', port: 9464 }],
  ] as const)
    expect(settingsFrom({ RELET_WATCH: value }).watch).toEqual(watch);
  for (const value of ['', 'host:9464', '70000', '1.2.3:1', 'http://10.0.0.5:9464', ':9464'])
    expect(() => settingsFrom({ RELET_WATCH: value })).toThrow(/^RELET_WATCH: /);
  const { server: taken, port } = await listening();
  const { exit, talk } = await reletUnder({ RELET_WATCH: port }, 'serve', '--store', newStore(), '--port', '0');
  taken.close();
  expect([exit, talk]).toEqual([2, expect.stringContaining(`RELET_WATCH: the port ${port} is taken`)]);
}, 60_000);
