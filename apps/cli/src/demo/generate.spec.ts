import { readFileSync } from 'node:fs';
import { generate, SAMPLE, toNdjson } from './generate.js';

test('the same options give the same rows, and the sample in the repository is one of them', () => {
  const text = toNdjson(generate(SAMPLE));
  expect(toNdjson(generate(SAMPLE))).toBe(text);
  expect(readFileSync('test/samples/history.ndjson', 'utf8')).toBe(text);
});

test('rows come in the order in which they were recorded', () => {
  const days = generate({ ...SAMPLE, seed: 7 }).map(({ recordedOn }) => recordedOn);
  expect(days).toEqual([...days].sort());
});
