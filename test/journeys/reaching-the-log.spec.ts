import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { link, type EventStore } from '@relet/event-store';
import { EVENT_STORE } from '@relet/platform';
import { as, serve, type Server } from './server.js';

let server: Server;
beforeAll(async () => (server = await serve()));
afterAll(() => server.stop());

const HOME = { effective: '2026-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000 };
const now = { 'relet-now': '2026-02-01' };
const register = (unit: string, fields: object = {}, headers: Record<string, string> = {}) =>
  server.post(`/v1/units/${unit}`, { ...HOME, ...fields }, { ...now, ...headers });
const codes = async (answers: Promise<{ status: number; body: { code?: string } }>[]) =>
  (await Promise.all(answers)).map(({ status, body }) => body.code ?? status);
const registrationOf = async (unit: string) =>
  (
    (await server.get(`/v1/units/${unit}/history`, as('auditor'))).body['events'] as unknown as {
      payload: { municipality: string; building: string };
    }[]
  )[0]?.payload;

test("a home keeps its administrator's own number, and capitals name the same home", async () => {
  expect(await codes([register('eksempel.0123-4-56'), register('eksempel.p1-01')])).toEqual([200, 200]);
  expect(await codes([register('Eksempel.P1-01', { municipality: 'EKSEMPEL' }), register('eksempel.0112-04-0056')])).toEqual([200, 200]);
  const rent = (unit: string) =>
    server.post(`/v1/units/${unit}/rent`, { effective: '2026-01-02', rentOere: 1 }, { 'idempotency-key': 'rent-1' });
  const [first, again] = [await rent('EKSEMPEL.P1-01'), await rent('eksempel.p1-01')];
  expect([first.status, again.body]).toEqual([200, first.body]);
  const { body } = await server.get('/v1/units/Eksempel.P1-01/history', as('auditor'));
  expect(body).toMatchObject({ unit: 'eksempel.p1-01', events: [{ type: 'UnitRegistered' }, { type: 'RentSet' }] });
  expect(await codes([server.get('/v1/units/EKSEMPEL.P1-01/next-steps'), server.get('/v1/board?municipality=EKSEMPEL')])).toEqual([
    200, 200,
  ]);
});

test('an id that is neither recorded nor well formed is malformed in every command', async () => {
  const ids = [
    'eksempel',
    'eksempel.',
    'eksempel.-1',
    'eksempel.%C3%A5',
    `eksempel.${'1'.repeat(65)}`,
    'eksempel.0101901234',
    'eksempel.010190-1234',
  ];
  const keys = { effective: '2026-01-02' };
  const asked = ids.flatMap((id) => [register(id), server.post(`/v1/units/${id}/keys`, keys, now)]);
  expect(await codes(asked)).toEqual(asked.map(() => 'MALFORMED'));
  const { body } = await server.post(
    '/v1/commands',
    { commands: ids.map((target) => ({ command: 'ReturnKeys', target, fields: keys })) },
    now,
  );
  expect((body['results'] as unknown as { problem: { code: string } }[]).map(({ problem }) => problem.code)).toEqual(
    ids.map(() => 'MALFORMED'),
  );
  expect(await codes([server.post('/v1/units/eksempel.999/keys', keys, now), server.post('/v1/policies/0101901234', keys, now)])).toEqual([
    'UNIT_UNKNOWN',
    'MALFORMED',
  ]);
});

test('a CPR number is taken in no label, offer or key, however it is spelled', async () => {
  const spellings = [
    '010190-1234',
    '01 01 90 1234',
    '010190\u2013\u00a01234',
    '\uff10\uff11\uff10\uff11\uff19\uff10\uff11\uff12\uff13\uff14',
    '010190\u200b1234',
  ];
  const labels = spellings.flatMap((spelled, n) => [
    register(`eksempel.b${n}`, { building: `Hus ${spelled}` }),
    register(`eksempel.b${n}`, { address: spelled }),
    server.post('/v1/units/eksempel.p1-01/works', { effective: '2026-01-02', due: '2026-02-01', contractor: `Maler ${spelled}` }, now),
  ]);
  expect(await codes(labels)).toEqual(labels.map(() => 'MALFORMED'));
  const ids = ['0101901234', '010190-1234', 'o_010190.1234'];
  const offers = ids.map((offerId) =>
    server.post('/v1/units/eksempel.p1-01/offers', { effective: '2026-01-02', direct: true, offerId }, now),
  );
  const answers = ids.map((id) => server.post(`/v1/units/eksempel.p1-01/offers/${id}/acceptance`, { effective: '2026-01-02' }, now));
  expect(await codes([...offers, ...answers])).toEqual([...offers, ...answers].map(() => 'MALFORMED'));
  expect(await codes([register('eksempel.b9', {}, { 'idempotency-key': 'cpr-010190-1234' })])).toEqual(['MALFORMED']);
  const file = await fetch(`${server.address}/v1/imports?name=010190-1234.csv`, {
    ...{ method: 'POST', headers: { ...as('operator'), 'content-type': 'text/csv' }, body: 'Bolig;Fraflyttet\n' },
  });
  expect(((await file.json()) as { errors: { pointer: string }[] }).errors).toMatchObject([{ pointer: '/name' }]);
});

test('control characters and halves of letters are refused, letters are kept in one form', async () => {
  const signs = ['\u0000', '\u0007', '\u0085', '\u2028', '\ud800', '\ufffd', '\n'];
  expect(await codes(signs.map((sign) => register('eksempel.c1', { building: `Sol${sign}` })))).toEqual(signs.map(() => 'MALFORMED'));
  const marked = 'Sol\u200bg\u00e5\u00adrden\u00a0 \u2060Nord\ufeff ';
  expect((await register('eksempel.c3', { building: marked })).status).toBe(200);
  expect(await registrationOf('eksempel.c3')).toMatchObject({ building: 'Solg\u00e5rden Nord' });
  expect((await register('eksempel.c2', { building: 'A\u030akanden' }, { 'idempotency-key': 'form' })).status).toBe(200);
  expect(await registrationOf('eksempel.c2')).toMatchObject({ building: '\u00c5kanden' });
  const { body: again } = await register('eksempel.c2', { building: '\u00c5kanden' }, { 'idempotency-key': 'form' });
  expect(again).toMatchObject({ revision: 0, events: [{ type: 'UnitRegistered' }] });
  const { body } = await server.get('/v1/units/eksempel.c2/history', as('auditor'));
  const [{ id }] = body['events'] as unknown as [{ id: string }];
  const newPayload = { ...HOME, building: 'Sja\u0308lland', municipality: 'Eksempel' } as Partial<typeof HOME>;
  delete newPayload.effective;
  expect((await server.post('/v1/units/eksempel.c2/corrections', { target: id, newPayload, reason: 'other' })).status).toBe(200);
  const { body: state } = await server.get('/v1/units/eksempel.c2/state', as('auditor'));
  expect(state).toMatchObject({ state: { registered: { building: 'Sj\u00e4lland', municipality: 'eksempel' } } });
});

/** Bytes as they are: nothing between makes text of them. */
function sent(body: Buffer, type: string): Promise<{ status: number; code: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${server.address}/v1/units/eksempel.201?dryRun=true`, {
      method: 'POST',
      headers: { ...as('administrator'), ...now, 'content-type': type },
    });
    asked.on('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, code: (JSON.parse(Buffer.concat(chunks).toString()) as { code: string }).code }),
      );
    });
    asked.on('error', reject).end(body);
  });
}

test('bytes that are no UTF-8 are refused, and so is every other charset', async () => {
  const bytes = readFileSync('test/cases/json-bytes-that-are-no-utf8/body.json');
  const bad = [bytes, Buffer.from([0x22, 0xc3, 0x28, 0x22]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('{"a":"\u00e5"}', 'utf16le')];
  expect(await Promise.all(bad.map((body) => sent(body, 'application/json')))).toEqual(bad.map(() => ({ status: 400, code: 'MALFORMED' })));
  const well = Buffer.from(JSON.stringify({ ...HOME, building: '\u00c5kanden' }));
  const types = [
    'application/json; charset=iso-8859-1',
    'application/json;charset="utf-16"',
    'text/plain',
    'application/x-www-form-urlencoded',
  ];
  expect(await Promise.all(types.map((type) => sent(well, type)))).toEqual(
    types.map(() => ({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' })),
  );
  const said = ['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'];
  expect((await Promise.all(said.map((type) => sent(well, type)))).map(({ status }) => status)).toEqual([200, 200]);
});

test('what an earlier version has recorded stays usable: ids, labels and offers', async () => {
  const [unit, building, offerId] = ['eksempel.0101901234', 'Hus 01.01.90.1234', '010190-1234'];
  const envelope = { v: 1, actor: 'a', role: 'caseworker', party: 'administrator', municipality: 'eksempel', commandHash: 'x' };
  const drafts = [
    { type: 'UnitRegistered', effective: '2025-01-01', payload: { kind: 'care_home', municipality: 'eksempel', building, rentOere: 1 } },
    { type: 'OfferMade', effective: '2026-01-02', payload: { offerId, respondBy: '2026-03-01', direct: true } },
  ].map((draft, n) => {
    const id = `00000000-0000-5000-8000-00000000000${n}`;
    return { ...envelope, ...draft, id, commandId: id, correlationId: id, causationId: id };
  });
  const store = server.part<EventStore>(EVENT_STORE);
  await store.append(`unit-${unit}`, 'noStream', link(undefined, `unit-${unit}`, drafts, '2026-01-02T10:00:00.000Z'));
  expect(await codes([register(unit)])).toEqual(['UNIT_EXISTS']);
  const newPayload = { kind: 'dementia_home', municipality: 'eksempel', building, rentOere: 1 };
  const correction = { target: '00000000-0000-5000-8000-000000000000', newPayload, reason: 'other' };
  expect(await codes([server.post(`/v1/units/${unit}/corrections`, correction, now)])).toEqual([200]);
  const foreign = { ...now, ...as('nordby') };
  expect(await codes([server.post(`/v1/units/${unit}/offers/${offerId}/acceptance`, { effective: '2026-01-03' }, foreign)])).toEqual([
    'MALFORMED',
  ]);
  expect(await codes([server.post(`/v1/units/${unit}/offers/${offerId}/acceptance`, { effective: '2026-01-03' }, now)])).toEqual([200]);
  expect((await server.get(`/v1/board?building=${building}`)).body).toMatchObject({ homes: [{ unit }] });
});

test('one key on two homes is remembered on each: it belongs to who gives it, and to what it is given', async () => {
  const key = { 'idempotency-key': 'one-key' };
  const answers = [await register('eksempel.211', {}, key), await register('eksempel.212', {}, key)];
  expect(answers.map(({ status, body }) => [status, body['stream']])).toEqual([
    [200, 'unit-eksempel.211'],
    [200, 'unit-eksempel.212'],
  ]);
  expect((await register('eksempel.212', {}, key)).body).toEqual(answers[1]?.body);
  expect(await codes([register('eksempel.211', { building: 'Another' }, key)])).toEqual(['IDEMPOTENCY_KEY_REUSED']);
});
