import { createHash } from 'node:crypto';
import { leafText, leavesFrom, leavesOf, rootOf, type Leaf } from './log-head.js';

const leaf = (n: number): Leaf => ({ stream: `unit-eksempel.${n}`, revision: n, hash: String(n % 10).repeat(64) });
const leaves = (count: number) => Array.from({ length: count }, (_, n) => leaf(n));
const sha = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const [LEAF, NODE] = [Buffer.from([0]), Buffer.from([1])];
const end = (n: number) => sha(LEAF, leafText(leaf(n)));

test('the root of a log is that of RFC 6962: the left side is the largest power of two', () => {
  expect(rootOf([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(rootOf(leaves(1))).toBe(end(0).toString('hex'));
  expect(rootOf(leaves(3))).toBe(sha(NODE, sha(NODE, end(0), end(1)), end(2)).toString('hex'));
  const four = sha(NODE, sha(NODE, end(0), end(1)), sha(NODE, end(2), end(3)));
  expect(rootOf(leaves(5))).toBe(sha(NODE, four, end(4)).toString('hex'));
  expect(rootOf(leaves(6))).toBe(sha(NODE, four, sha(NODE, end(4), end(5))).toString('hex'));
});

test('every leaf counts, and so does their order', () => {
  const roots = [leaves(7), leaves(8), leaves(7).toReversed(), leaves(7).map((each) => ({ ...each, revision: each.revision + 1 }))].map(
    rootOf,
  );
  expect(new Set(roots).size).toBe(4);
});

test('leaves are read as they were written, and nothing else is', () => {
  const text = leaves(12).map(leafText).join('\n');
  expect(leavesFrom(`${text}\n`)).toEqual(leaves(12));
  expect(leavesFrom('')).toEqual([]);
  for (const wrong of ['unit-a.1 x', 'unit-a.1 0 abc', `unit-a.1 -1 ${'0'.repeat(64)}`, `${'0'.repeat(64)}`, '<html>'])
    expect(leavesFrom(`${text}\n${wrong}`)).toBeUndefined();
  expect(
    leavesOf(
      new Map([
        ['b', leaf(1)],
        ['a', leaf(0)],
      ]),
    ).map(({ stream }) => stream),
  ).toEqual(['a', 'b']);
});
