import { createHash } from 'node:crypto';

/** Where a stream ends: the revision and the hash of its last event. All events before it are hashed into it. */
export interface Leaf {
  stream: string;
  revision: number;
  hash: string;
}

/** A leaf as it is hashed and written down: one line. */
export const leafText = ({ stream, revision, hash }: Leaf): string => `${stream} ${revision} ${hash}`;

const LINE = /^(\S{1,300}) (\d{1,15}) ([0-9a-f]{64})$/;

/** Leaves from their lines; undefined when a line is none. */
export function leavesFrom(text: string): Leaf[] | undefined {
  const lines = text.split('\n').filter((line) => line !== '');
  const leaves = lines.flatMap((line) => {
    const [, stream, revision, hash] = LINE.exec(line) ?? [];
    return stream && revision && hash ? [{ stream, revision: Number(revision), hash }] : [];
  });
  return leaves.length === lines.length ? leaves : undefined;
}

/** The ends of all streams in the order of their names. */
export function leavesOf(heads: ReadonlyMap<string, { revision: number; hash: string }>): Leaf[] {
  const leaves = [...heads].map(([stream, { revision, hash }]) => ({ stream, revision, hash }));
  return leaves.sort((a, b) => (a.stream < b.stream ? -1 : 1));
}

/**
 * The root of a Merkle tree over leaves (RFC 6962, 2.1) in lower-case hex: one number that stands for the whole log. Whoever keeps it can tell later
 * that nothing of the log was changed.
 */
export function rootOf(leaves: readonly Leaf[]): string {
  if (!leaves.length) return createHash('sha256').digest('hex');
  return treeOf(leaves.map((leaf) => hashed(0, Buffer.from(leafText(leaf))))).toString('hex');
}

function treeOf(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (only && hashes.length === 1) return only;
  let left = 1;
  while (left * 2 < hashes.length) left *= 2;
  return hashed(1, treeOf(hashes.slice(0, left)), treeOf(hashes.slice(left)));
}

/** A leaf and an inner node are told apart by their first byte, so that none passes for the other. */
function hashed(kind: 0 | 1, ...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256').update(Buffer.from([kind]));
  for (const part of parts) hash.update(part);
  return hash.digest();
}
