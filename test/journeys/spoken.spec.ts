import { newStore, reletUnder } from '../operations/processes.js';

const store = newStore();
const DANISH = { LC_ALL: 'da_DK.UTF-8' };
const under = (env: Record<string, string>, ...words: string[]) => reletUnder(env, ...words, '--store', store);

beforeAll(async () => {
  await under({}, 'init');
});

test('the command line speaks the language of the machine, and the one that it is asked for', async () => {
  const meeting = ['meeting', '--since', '2020-01-01'];
  expect((await under(DANISH, ...meeting)).out).toMatch(/^Ugemøde\./);
  expect((await under({}, ...meeting)).out).toMatch(/^Weekly meeting\./);
  expect((await under({}, ...meeting, '--lang', 'da')).out).toMatch(/^Ugemøde\./);
  expect((await under(DANISH, ...meeting, '--lang', 'en')).out).toMatch(/^Weekly meeting\./);
  expect((await under(DANISH, ...meeting, '--lang', 'sv')).exit).toBe(2);
});
