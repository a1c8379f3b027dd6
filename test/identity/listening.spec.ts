import Database from 'better-sqlite3';
import { Users } from '@relet/identity';
import { serve, type Server } from '../journeys/server.js';

let server: Server;
let users: Users;
beforeAll(async () => {
  server = await serve();
  users = server.part(Users);
});
afterAll(() => server.stop());

const HOME = { effective: '2015-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000 };

/** A session of a new user. */
async function session(name: string): Promise<string> {
  const rights = { party: 'municipality', municipality: 'eksempel', roles: ['caseworker'] } as const;
  return users.sessions.begin((await users.people.add(name, undefined, rights, 'machine')).id, 'password');
}

/** Listens as a browser's EventSource does: with its cookie, and nothing else that says who it is. `said` waits until a text has come. */
async function listen(token: string) {
  const response = await fetch(`${server.address}/v1/board/events`, {
    headers: { cookie: `__Host-relet=${token}`, accept: 'text/event-stream', 'cache-control': 'no-cache', 'sec-fetch-site': 'same-origin' },
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let heard = '';
  return {
    response,
    async said(text: string): Promise<string> {
      while (!heard.includes(text)) {
        const { done, value } = await reader.read();
        if (done) return 'ended';
        heard += new TextDecoder().decode(value);
      }
      return text;
    },
    stop: () => reader.cancel(),
  };
}

/** When the sessions were last used, by their users' file; and the same set back by so many milliseconds. */
function seenIn<T>(act: (db: Database.Database) => T): T {
  const db = new Database(server.settings.users);
  try {
    return act(db);
  } finally {
    db.close();
  }
}

test('a browser hears with its session alone what happens on the board', async () => {
  const { response, said, stop } = await listen(await session('anna'));
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  await said('event: here');
  await server.post('/v1/units/eksempel.1', { ...HOME, occupiedSince: '2015-01-01' }, { 'relet-now': '2026-03-01' });
  expect(await said('"unit":"eksempel.1"')).not.toBe('ended');
  await stop();
});

test('who has no session hears nothing', async () => {
  const { response, stop } = await listen('a'.repeat(43));
  expect(response.status).toBe(401);
  await stop();
});

test('listening is no use of a session, shows every while that it lives, and ends with it', async () => {
  const [quiet, over] = [await session('bent'), await session('carl')];
  const [listening, ending] = [await listen(quiet), await listen(over)];
  await Promise.all([listening.said('event: here'), ending.said('event: here')]);
  seenIn((db) => db.prepare('UPDATE session SET seen = seen - 1800000').run());
  const before = seenIn((db) => db.prepare('SELECT id, seen FROM session ORDER BY id').all());
  await users.sessions.end(over);
  expect(await ending.said('an end')).toBe('ended');
  expect(await listening.said('\n:\n')).not.toBe('ended');
  const after = seenIn((db) => db.prepare('SELECT id, seen FROM session ORDER BY id').all()) as { id: string }[];
  expect(before).toEqual(expect.arrayContaining(after));
  expect(after).toHaveLength(before.length - 1);
  await listening.stop();
}, 60_000);
