import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { createApi, listen } from '../../apps/api/src/index.js';
import { openStore, link, type EventStore } from '@relet/event-store';
import { draft, EventStoreDbStandIn } from '@relet/event-store/testing';
import { EVENT_STORE, Projector, ReadModels, settingsFrom } from '@relet/platform';
import { SmallDisk } from '../faults/small-disk.js';
import { give, newStore, REGISTRATION, serveApart, type ServerProcess } from './processes.js';

type Line = Record<string, unknown>;
const ALLOWED = [
  'time',
  'level',
  'requestId',
  'method',
  'route',
  'status',
  'ms',
  'code',
  'principal',
  'municipality',
  'command',
  'stream',
  'revision',
];
const linesOf = ({ said }: ServerProcess) =>
  said.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
const requestsOf = (server: ServerProcess) => linesOf(server).filter(({ requestId }) => requestId);

describe('the log', () => {
  const NAME = 'Kirstine';
  const NUMBER = '311299-9876';
  const CANARY = `${NAME} ${NUMBER}`;

  test('never holds what was sent: no name and no number, wherever in a request they were', async () => {
    const server = await serveApart(newStore(), { RELET_LOG: 'info' });
    await sendEverywhere(server, CANARY);
    expect(await server.stop()).toBe(0);
    const { out, talk } = server.said;
    expect(requestsOf(server).length).toBeGreaterThan(15);
    for (const word of [NAME, NUMBER, NUMBER.replace('-', ''), encodeURIComponent(CANARY)]) expect(out + talk).not.toContain(word);
  });

  test('has one line for each request, with the allowed fields alone', async () => {
    const server = await serveApart(newStore(), { RELET_LOG: 'info' });
    await give(server.address, 'eksempel.1', REGISTRATION, 'one');
    await give(server.address, 'eksempel.1/ready', { effective: '2021-01-01' }, 'two');
    await fetch(`${server.address}/v1/board`, { headers: { authorization: 'Bearer demo-eksempel' } });
    await fetch(`${server.address}/v1/${NAME}`);
    await fetch(`${server.address}/v1/units/eksempel.1/history`, { headers: { authorization: 'Bearer demo-analyst' } });
    expect(await server.stop()).toBe(0);
    const lines = requestsOf(server);
    const of = { method: 'POST', principal: 'demo-administrator', level: 'info' };
    expect(lines).toMatchObject([
      { ...of, route: '/v1/units/:unit', status: 200, command: 'RegisterUnit', stream: 'unit-eksempel.1', revision: 0 },
      { ...of, route: '/v1/units/:unit/ready', status: 409, command: 'DeclareReady', code: 'NOT_READY' },
      { method: 'GET', route: '/v1/board', status: 200, principal: 'demo-eksempel', municipality: 'eksempel' },
      { method: 'GET', route: 'none', status: 404, code: 'NOT_FOUND' },
      { method: 'GET', route: '/v1/units/:unit/history', status: 403, principal: 'demo-analyst', code: 'NOT_YOUR_PART' },
    ]);
    expect(lines.flatMap((line) => Object.keys(line).filter((field) => !ALLOWED.includes(field)))).toEqual([]);
    expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(5);
  });

  test('holds as much as RELET_LOG allows', async () => {
    for (const [level, said] of [
      ['error', 0],
      ['silent', 0],
      ['info', 1],
    ] as const) {
      const server = await serveApart(newStore(), { RELET_LOG: level });
      await fetch(`${server.address}/v1/board`);
      await server.stop();
      expect([level, server.said.out.split('"requestId"').length - 1]).toEqual([level, said]);
    }
  });
});

/** Sends requests with a text in every place that a client can fill. */
async function sendEverywhere({ address }: ServerProcess, text: string): Promise<void> {
  const encoded = encodeURIComponent(text);
  const json = { authorization: 'Bearer demo-administrator', 'content-type': 'application/json' };
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${address}${path}`, { method: 'POST', body, headers: { ...json, ...headers } });
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${address}${path}`, { headers: { ...json, ...headers } });
  await get(`/v1/units/${encoded}/history`);
  await get(`/${encoded}`);
  await get(`/v1/vacancy?from=${encoded}&to=${encoded}&${encoded}=1`);
  await get('/v1/board', { authorization: `Bearer ${text}` });
  for (const header of ['relet-now', 'accept-language', 'user-agent', 'x-request-id', 'request-id', 'x-forwarded-for', 'referer', 'cookie'])
    await get('/v1/board', { [header]: text });
  await post(`/v1/units/${encoded}/notice`, JSON.stringify(REGISTRATION));
  await post('/v1/units/eksempel.1', JSON.stringify({ ...REGISTRATION, building: text, [text]: text }));
  await post('/v1/units/eksempel.1', JSON.stringify({ ...REGISTRATION, effective: text, kind: text }));
  await post('/v1/units/eksempel.1', `{"building": "${text}`);
  await post('/v1/units/eksempel.1', `${text}`);
  await post('/v1/units/eksempel.1', text, { 'content-type': `text/${NAME_OF_TYPE}; name="${text}"` });
  await post('/v1/units/eksempel.1', JSON.stringify(REGISTRATION), { 'idempotency-key': text, 'if-match': text });
  await post('/v1/units/eksempel.1', `{"__proto__": {"${text}": 1}}`);
  await post('/v1/imports', `Bolig;Fraflyttet\n${text};${text}\n`, { 'content-type': 'text/csv' });
  await post('/v1/commands', JSON.stringify({ commands: [{ command: text, target: text, fields: { [text]: text } }] }));
  await raw(address, `GET /v1/units/%zz${encoded} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  await raw(address, `${text} / HTTP/1.1\r\n${text}\r\n\r\n`);
  await raw(address, `GET /v1/board HTTP/1.1\r\n${text.replace(' ', '\u0001')}: ${text}\r\nConnection: close\r\n\r\n`);
}
const NAME_OF_TYPE = 'Kirstine';

/** Sends bytes that no HTTP client would send. */
async function raw(address: string, text: string): Promise<void> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined).resume();
  socket.end(text);
  await once(socket, 'close');
}

/** Serves the API in this process, so that a test can reach its parts. */
async function serveHere(store = newStore()) {
  const settings = settingsFrom({}, { store, port: 0, clock: 'manual', log: 'silent' });
  const api = await createApi(settings);
  const address = await listen(api, settings);
  const ready = async (language = 'en') => {
    const response = await fetch(`${address}/readyz`, { headers: { 'accept-language': language } });
    return { status: response.status, type: response.headers.get('content-type'), body: (await response.json()) as Line };
  };
  const at = (day: string) => fetch(`${address}/v1/board`, { headers: { authorization: 'Bearer demo-administrator', 'relet-now': day } });
  await at('2026-05-01');
  const metrics = async () => (await fetch(`${address}/metrics`)).text();
  return { api, address, at, ready, metrics };
}

describe('/readyz', () => {
  test('says ok, and how far the read models are', async () => {
    const { api, address, ready } = await serveHere();
    await give(address, 'eksempel.1', REGISTRATION, 'one');
    await api.get(ReadModels).reached('2');
    expect(await ready()).toMatchObject({
      status: 200,
      body: { status: 'ok', position: '2', positions: 0, seconds: 0, parkedHomes: 0, warnings: [] },
    });
    await api.close();
  });

  test('warns of a parked home, and stays ready', async () => {
    const { api, ready } = await serveHere();
    const unreadable = link(undefined, 'unit-eksempel.1', [{ ...draft(), type: 'RoofBlownOff' }], '2026-06-01T10:00:00.000Z');
    const { position } = await api.get<EventStore>(EVENT_STORE).append('unit-eksempel.1', 'noStream', unreadable);
    await api.get(ReadModels).reached(position);
    expect(await ready()).toMatchObject({ status: 200, body: { parkedHomes: 1, warnings: [expect.stringContaining('relet repair')] } });
    await api.close();
  });

  test('is a problem with its reason once the read models are left behind', async () => {
    const { api, address, at, ready, metrics } = await serveHere();
    // From here on the projector no longer follows the log.
    (Reflect.get(api.get(Projector), 'subscription') as { unsubscribe(): void }).unsubscribe();
    await give(address, 'eksempel.1', REGISTRATION, 'one');
    expect(await ready()).toMatchObject({ status: 200, body: { positions: 1, events: 1 } });
    await at('2026-06-01');
    const { status, type, body } = await ready();
    expect([status, type, body['code']]).toEqual([503, 'application/problem+json; charset=utf-8', 'NOT_SERVING']);
    expect(body['details']).toEqual({ projector: expect.stringMatching(/^\d+ s behind the log; events that it has not seen: 1\.$/) });
    const danish = { projector: expect.stringMatching(/^\d+ s bag efter loggen; hændelser, den endnu ikke har set: 1\.$/) };
    expect((await ready('da')).body['details']).toEqual(danish);
    const asked = { headers: { authorization: 'Bearer demo-operator', 'accept-language': 'da' } };
    const { parts } = (await (await fetch(`${address}/v1/operations`, asked)).json()) as { parts: object[] };
    expect(parts).toEqual([{ part: 'projector', reason: danish.projector }]);
    const told = await metrics();
    expect(told).toMatch(/^relet_projection_lag_positions 1$/m);
    expect(told).toMatch(/^relet_projection_lag_events 1$/m);
    expect(told).toMatch(/^relet_projection_lag_seconds [1-9]\d+/m);
    await api.close();
  });
});

test('/readyz is a problem with its reason while the server of the store cannot be reached, and /livez is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relet-ops-'));
  const backing = await openStore(join(folder, 'server.db'));
  const standIn = await EventStoreDbStandIn.start(backing);
  const settings = settingsFrom({}, { store: standIn.setting, readModel: join(folder, 'read.db'), demo: true, port: 0, log: 'silent' });
  const api = await createApi(settings);
  const address = await listen(api, settings);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  standIn.faults.unavailable = 1_000;
  const response = await fetch(`${address}/readyz`);
  expect([response.status, await response.json()]).toMatchObject([
    503,
    { code: 'NOT_SERVING', details: { store: expect.stringContaining('STORE_UNAVAILABLE') } },
  ]);
  expect((await fetch(`${address}/livez`)).status).toBe(200);
  expect(await (await fetch(`${address}/metrics`)).text()).toMatch(/^relet_projection_lag_positions Nan$/m);
  standIn.faults.unavailable = 0;
  await api.close();
  await standIn.stop();
});

const disk = SmallDisk.mounted('4m');
afterAll(() => disk?.remove());

(disk ? test : test.skip)('/readyz is a problem while the disk is full or cannot be written, and ok again without a restart', async () => {
  const { api, ready } = await serveHere(join(disk?.folder as string, 'relet.db'));
  expect((await ready()).status).toBe(200);
  expect(() => writeFileSync(join(disk?.folder as string, 'full'), Buffer.alloc(5 << 20))).toThrow('ENOSPC');
  expect(await ready()).toMatchObject({ status: 503, body: { details: { store: expect.stringContaining('STORE_FULL') } } });
  disk?.remount('size=20m');
  expect((await ready()).status).toBe(200);
  await api.close();
});

describe('/metrics', () => {
  test('counts commands by name and outcome, requests by template and status, and times them', async () => {
    const { api, address, metrics } = await serveHere();
    await give(address, 'eksempel.1', REGISTRATION, 'one');
    await give(address, 'eksempel.1', REGISTRATION, 'one');
    await give(address, 'eksempel.1/ready', { effective: '2021-01-01' }, 'two');
    await give(address, 'eksempel.2/ready', { effective: '2021-01-01' }, 'three');
    const bulk = {
      commands: [
        { command: 'SetRent', target: 'eksempel.1', fields: { effective: '2021-01-01', rentOere: 2 } },
        { command: 'Kirstine', fields: {} },
      ],
    };
    const headers = { authorization: 'Bearer demo-administrator', 'content-type': 'application/json' };
    await fetch(`${address}/v1/commands`, { method: 'POST', headers, body: JSON.stringify(bulk) });
    await fetch(`${address}/v1/commands?dryRun=true`, { method: 'POST', headers, body: JSON.stringify(bulk) });
    await fetch(`${address}/v1/Kirstine`);
    const text = await metrics();
    for (const line of [
      'relet_commands_total{command="RegisterUnit",outcome="taken"} 2',
      'relet_commands_total{command="DeclareReady",outcome="NOT_READY"} 1',
      'relet_commands_total{command="DeclareReady",outcome="UNIT_UNKNOWN"} 1',
      'relet_commands_total{command="SetRent",outcome="taken"} 1',
      'relet_command_duration_seconds_count{command="RegisterUnit"} 2',
      'relet_append_duration_seconds_count 2',
      'relet_http_requests_total{method="POST",route="/v1/units/:unit",status="200"} 2',
      'relet_http_requests_total{method="GET",route="none",status="404"} 1',
      'relet_parked_homes 0',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
    expect(text).toMatch(/^relet_projection_lag_seconds \d/m);
    expect(text).not.toMatch(/Kirstine|eksempel|demo-/);
    await api.close();
  });

  test('holds no more lines however many homes, keys and paths are asked for', async () => {
    const { api, address, metrics } = await serveHere();
    const ask = async (from: number) => {
      for (let n = from; n < from + 20; n++) {
        await give(address, `eksempel.${n}`, REGISTRATION, `key-${n}`);
        await fetch(`${address}/v1/units/eksempel.${n}/history`, { headers: { authorization: 'Bearer demo-auditor' } });
        await fetch(`${address}/${n}`);
      }
      return (await metrics()).split('\n').filter((line) => line.startsWith('relet_')).length;
    };
    await ask(0);
    const before = await ask(100);
    expect(await ask(200)).toBe(before);
    await api.close();
  });
});
