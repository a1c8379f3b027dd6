import { EVERY_BOOK } from './books.js';

test('every fact is reported by a verb of its book, or follows from others', () => {
  const alone = EVERY_BOOK.flatMap(({ facts, verbs }) => {
    const reported = new Set<string>(Object.values(verbs).map(({ reports }) => reports));
    return Object.entries(facts).flatMap(([type, { byItself }]) => (reported.has(type) || byItself ? [] : [type]));
  });
  expect(alone).toEqual([]);
});

test('a verb stands in one book, and a fact in one', () => {
  const named = EVERY_BOOK.flatMap(({ facts, verbs }) => [...Object.keys(facts), ...Object.keys(verbs)]);
  expect(named.filter((name, n) => named.indexOf(name) !== n)).toEqual([]);
});
