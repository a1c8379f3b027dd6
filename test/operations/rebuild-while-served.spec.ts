import { relet } from '../acceptance/relet.js';
import { newStore, reletApart, serveApart } from './processes.js';

test('the rows of a running server are made anew by that server, as the command line asks it', async () => {
  const store = newStore();
  const server = await serveApart(store, { RELET_CLOCK: 'manual' });
  try {
    const given = ['kind=care_home', 'municipality=eksempel', 'building=Birk', 'rentOere=600000', 'occupiedSince=2020-01-01'];
    const order = ['order', 'RegisterUnit', 'eksempel.1', 'effective=2020-01-01', ...given, '--now', '2026-06-01', '--yes'];
    expect(await relet(...order, '--store', store)).toMatchObject({ exit: 0 });
    expect(await reletApart('rebuild', '--store', store)).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/made anew from 1 event in 1 history/),
    });
    const { exit, out } = await relet('rebuild', '--json', '--store', store);
    expect([exit, JSON.parse(out)]).toMatchObject([0, { streams: 1, checksum: expect.any(String), differs: { streams: [] } }]);
    // Somebody else than an operator is refused by the server.
    expect((await relet('rebuild', '--as', 'eksempel', '--store', store)).exit).toBe(5);
  } finally {
    await server.stop();
  }
}, 120_000);
