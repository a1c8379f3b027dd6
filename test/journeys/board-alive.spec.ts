import { serve, as, type Server } from './server.js';

let server: Server;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

const home = { effective: '2015-01-01', kind: 'care_home', building: 'Solgaarden', rentOere: 600000, occupiedSince: '2015-01-01' };
const register = (unit: string) =>
  server.post(`/v1/units/${unit}`, { ...home, municipality: unit.split('.')[0] }, { 'relet-now': '2026-03-01' });
const death = (unit: string, day = '2026-02-20') => server.post(`/v1/units/${unit}/death`, { effective: day });

interface Message {
  id?: string;
  event: string;
  data: { position: string | null; card?: { unit: string; stage: string; death?: string }; type?: string; unit?: string };
}

/** Listens like a browser; `next(n)` waits for n more messages. */
async function listen(path: string, headers: Record<string, string> = {}) {
  const cut = new AbortController();
  const response = await fetch(`${server.address}${path}`, {
    headers: { authorization: 'Bearer demo-administrator', ...headers },
    signal: cut.signal,
  });
  const messages: Message[] = [];
  let ended = false;
  const reading = (async () => {
    let rest = '';
    for await (const chunk of response.body ?? []) {
      const blocks = (rest + Buffer.from(chunk).toString()).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = Object.fromEntries(
          block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        );
        if (fields['event']) messages.push({ ...fields, data: JSON.parse(fields['data'] as string) } as Message);
      }
    }
  })()
    .catch(() => undefined)
    .finally(() => (ended = true));
  let read = 0;
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    async next(count: number): Promise<Message[]> {
      for (let tries = 0; messages.length < read + count && !ended && tries < 400; tries++)
        await new Promise((done) => setTimeout(done, 10));
      const news = messages.slice(read, read + count);
      read += count;
      return news;
    },
    quiet: () => new Promise((done) => setTimeout(done, 150)).then(() => messages.slice(read)),
    stop: async () => (cut.abort(), await reading),
    ended: () => reading,
  };
}

test('the board sends each change with the card that a read would give', async () => {
  await register('eksempel.1');
  await server.get(`/v1/board?after=${server.position}`);
  const board = await listen('/v1/board/events');
  expect([board.status, board.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const [here] = await board.next(1);
  expect(here).toMatchObject({ event: 'here', id: server.position });
  await death('eksempel.1');
  const [told] = await board.next(1);
  const { body } = await server.get('/v1/board');
  expect(told).toMatchObject({ event: 'home', id: server.position, data: { card: { unit: 'eksempel.1', death: '2026-02-20' } } });
  expect((body['homes'] as unknown as unknown[])[0]).toEqual(told?.data.card);
  await board.stop();
});

test('a client that was cut off is first sent the homes that changed meanwhile', async () => {
  const units = Array.from({ length: 12 }, (_, n) => `eksempel.cut${n}`);
  for (const unit of units) await register(unit);
  await server.get(`/v1/board?after=${server.position}`);
  const first = await listen('/v1/board/events');
  const [here] = await first.next(1);
  await death(units[0] as string);
  const [one] = await first.next(1);
  await first.stop();
  for (const unit of units.slice(1)) await death(unit);
  await server.get(`/v1/board?after=${server.position}`);
  const again = await listen('/v1/board/events', { 'last-event-id': one?.id as string });
  expect((await again.next(11)).map(({ data }) => data.card?.unit).sort()).toEqual(units.slice(1).sort());
  await again.stop();
  const fromStart = await listen('/v1/board/events', { 'last-event-id': here?.id as string });
  expect((await fromStart.next(12)).map(({ data }) => data.card?.death)).toEqual(Array(12).fill('2026-02-20'));
  await fromStart.stop();
  const elsewhere = await listen('/v1/board/events', { 'last-event-id': '999999' });
  expect(await elsewhere.next(1)).toMatchObject([{ event: 'reset' }]);
  await elsewhere.stop();
  expect(await server.get('/v1/board/events', { 'last-event-id': 'yesterday' })).toMatchObject({ status: 400 });
});

test("a municipality is sent nothing about another one's homes", async () => {
  await register('nordby.1');
  await register('eksempel.2');
  await server.get(`/v1/board?after=${server.position}`);
  const board = await listen('/v1/board/events', as('nordby'));
  await board.next(1);
  await death('eksempel.2');
  await death('nordby.1');
  expect((await board.next(1)).map(({ data }) => data.card?.unit)).toEqual(['nordby.1']);
  expect(await board.quiet()).toEqual([]);
  await board.stop();
  const [foreign, unknown] = [
    await server.get('/v1/units/eksempel.2/events', as('nordby')),
    await server.get('/v1/units/nordby.none/events', as('nordby')),
  ];
  expect(foreign).toMatchObject({ status: 404, body: { code: 'UNIT_UNKNOWN' } });
  expect(foreign.body).toEqual(unknown.body);
});

test('the stream of a home sends each of its events, from where the client left off', async () => {
  await register('eksempel.3');
  await server.get(`/v1/board?after=${server.position}`);
  const first = await listen('/v1/units/eksempel.3/events');
  const [here] = await first.next(1);
  await death('eksempel.3');
  expect(await first.next(1)).toMatchObject([
    { event: 'event', data: { type: 'DeathRegistered', unit: 'eksempel.3', card: { death: '2026-02-20' } } },
  ]);
  await first.stop();
  await server.post('/v1/units/eksempel.3/vacated', { effective: '2026-02-21', reason: 'death' });
  const again = await listen('/v1/units/eksempel.3/events', { 'last-event-id': here?.id as string });
  expect((await again.next(3)).map(({ data }) => data.type)).toEqual([undefined, 'DeathRegistered', 'Vacated']);
  await again.stop();
  // The position of another log says nothing of what was missed here: what comes next is told all the same.
  const elsewhere = await listen('/v1/units/eksempel.3/events', { 'last-event-id': '999999' });
  expect(await elsewhere.next(1)).toMatchObject([{ event: 'here', data: { position: server.position } }]);
  await server.post('/v1/units/eksempel.3/keys', { effective: '2026-02-21' });
  expect((await elsewhere.next(1)).map(({ data }) => data.type)).toEqual(['KeysReturned']);
  await elsewhere.stop();
});

test('a server that stops closes its event streams at once', async () => {
  const other = await serve();
  const response = await fetch(`${other.address}/v1/board/events`, { headers: { authorization: 'Bearer demo-administrator' } });
  const [, said] = await Promise.all([other.stop(), response.text()]);
  expect(said).toContain('event: here');
});
