import { cpSync } from 'node:fs';
import { serve } from '../journeys/server.js';
import { newStore } from '../operations/processes.js';
import { here, makeStore } from './demo-figures.js';
import { relet } from './relet.js';

interface Home {
  unit: string;
  emptyDays: number;
}

beforeAll(makeStore, 120_000);
const told = async (...words: string[]) => (JSON.parse((await relet('board', ...words, '--json', ...here)).out) as { homes: Home[] }).homes;

test('homes come in the order of a figure, and those that are alike by home', async () => {
  const homes = await told('--sort', '-emptyDays');
  const expected = (await told()).toSorted((a, b) => b.emptyDays - a.emptyDays || (a.unit < b.unit ? -1 : 1));
  expect(homes).toEqual(expected);
  expect(homes[0]?.emptyDays).toBeGreaterThan(0);
  expect(await told('--sort', 'emptyDays')).toEqual(
    (await told()).toSorted((a, b) => a.emptyDays - b.emptyDays || (a.unit < b.unit ? -1 : 1)),
  );
});

test('page by page they are the same, each once', async () => {
  const [, path = ''] = here;
  const store = newStore();
  cpSync(path, store);
  const server = await serve({ store });
  const homes: Home[] = [];
  let cursor: string | null = '';
  for (let n = 0; n < 20 && cursor !== null; n++) {
    const { body } = await server.get(`/v1/board?sort=-emptyDays&limit=7${cursor && `&cursor=${cursor}`}`);
    homes.push(...(body['homes'] as unknown as Home[]));
    cursor = body['cursor'] as unknown as string | null;
  }
  const wrong = await server.get('/v1/board?sort=building');
  await server.stop();
  expect(homes.map(({ unit }) => unit)).toEqual((await told('--sort', '-emptyDays')).map(({ unit }) => unit));
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: '/sort' }] } });
});
