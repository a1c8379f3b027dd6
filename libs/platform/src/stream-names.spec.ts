import { idIn, prefixOf, streamOf } from './stream-names.js';

test('the stream of a home, a citizen or a policy is named by its kind and its id', () => {
  expect([streamOf('unit', 'eksempel.101'), streamOf('policy', 'eksempel')]).toEqual(['unit-eksempel.101', 'policy-eksempel']);
  expect(streamOf('citizen', 'c').startsWith(prefixOf('citizen'))).toBe(true);
});

test("the id in a stream's name is all that follows its first dash", () => {
  expect(idIn('unit', 'unit-eksempel.0123-4-56')).toBe('eksempel.0123-4-56');
  expect(idIn('citizen', streamOf('citizen', '3f2b8c1e-5d7a-4e0b-9a66-1c2d3e4f5a6b'))).toBe('3f2b8c1e-5d7a-4e0b-9a66-1c2d3e4f5a6b');
});

test('a stream of another kind has no such id', () => {
  expect([idIn('unit', 'policy-eksempel'), idIn('policy', 'store-relet')]).toEqual([undefined, undefined]);
});
