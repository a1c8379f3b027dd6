import { Joined } from './joined.js';

/** A question whose answers are given by hand: each answer is the number of the time it was asked. */
function asked() {
  const answers: (() => void)[] = [];
  const joined = new Joined(
    () =>
      new Promise<number>((resolve) => {
        const n = answers.length + 1;
        answers.push(() => resolve(n));
      }),
  );
  return { joined, answers };
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('who asks first is asked for at once', async () => {
  const { joined, answers } = asked();
  const first = joined.get();
  answers[0]?.();
  expect(await first).toBe(1);
  expect(joined.isIdle).toBe(true);
});

test('all who ask while an answer is on its way share the next one, which begins after they have asked', async () => {
  const { joined, answers } = asked();
  const [first, ...later] = [joined.get(), joined.get(), joined.get(), joined.get()];
  expect(answers).toHaveLength(1);
  answers[0]?.();
  expect(await first).toBe(1);
  await settled();
  expect(answers).toHaveLength(2);
  answers[1]?.();
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
  expect(joined.isIdle).toBe(true);
});

test('a failure is told to those who asked then, and the next ones are asked for all the same', async () => {
  let times = 0;
  const joined = new Joined(() => (++times === 1 ? Promise.reject(new Error('away')) : Promise.resolve(times)));
  const [first, second] = [joined.get(), joined.get()];
  await expect(first).rejects.toThrow('away');
  expect(await second).toBe(2);
});
