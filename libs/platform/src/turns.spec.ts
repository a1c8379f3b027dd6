import { takingTurns } from './turns.js';

test('several who ask at the same moment work one after another, each in a turn of its own', async () => {
  let turns = 0;
  let counting = setImmediate(function count() {
    turns += 1;
    counting = setImmediate(count);
  });
  const [turn, seen] = [takingTurns(0), new Set<number>()];
  await Promise.all(Array.from({ length: 5 }, () => Promise.resolve(turn()).then(() => seen.add(turns))));
  clearImmediate(counting);
  expect(seen.size).toBe(5);
});
