import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { backUp, openStore, verifyLog } from '@relet/event-store';
import { chance, EACH, look, makeLog, STREAMS, type Seen } from './damage.js';
import { count, tell } from './soak.js';

const BITS = count(200, 5_000);
const PAIRS = count(20, 300);
const EVENTS = STREAMS * EACH;
const folder = mkdtempSync(join(tmpdir(), 'relet-altered-'));
const whole = join(folder, 'whole.db');
const copy = join(folder, 'copy.db');
let untouched: Seen;

beforeAll(async () => {
  await makeLog(whole);
  untouched = await look(whole);
  expect(untouched.is).toBe('taken');
});

/** What is seen of a copy of the store after a change that was made with SQLite itself, past the store. */
async function after(change: (db: Database.Database) => void): Promise<Seen> {
  copyFileSync(whole, copy);
  const db = new Database(copy);
  change(db);
  db.close();
  return look(copy);
}

/** Counts how often each result was seen. */
function tally(all: readonly Seen[]): string {
  const kinds = all.map((seen) => (seen.is === 'taken' ? 'no event changed' : `${seen.is} (${seen.by})`));
  return [...Map.groupBy(kinds, (kind) => kind)].map(([kind, { length }]) => `${length} ${kind}`).join(', ');
}

const pairOf = (draw: (below: number) => number): [number, number] => {
  const one = 1 + draw(EVENTS);
  return [one, 1 + ((one + draw(EVENTS - 1)) % EVENTS)];
};

test(`${BITS} single bits flipped anywhere in the file: each is refused, or named by stream, revision and kind, or changes no event`, async () => {
  const bytes = readFileSync(whole);
  const draw = chance(20_260_601);
  const all: Seen[] = [];
  for (let n = 0; n < BITS; n++) {
    const damaged = Buffer.from(bytes);
    const [at, bit] = [draw(bytes.length), draw(8)];
    damaged[at] = (damaged[at] as number) ^ (1 << bit);
    writeFileSync(copy, damaged);
    const seen = await look(copy);
    if (seen.is === 'taken') expect([at, bit, seen]).toEqual([at, bit, untouched]);
    all.push(seen);
  }
  tell(tally(all));
}, 120_000);

test(`two events whose texts were exchanged are found, ${PAIRS} times`, async () => {
  const draw = chance(7);
  for (let n = 0; n < PAIRS; n++) {
    const [one, other] = pairOf(draw);
    const seen = await after((db) => {
      const bodyOf = db.prepare('SELECT body FROM event WHERE position = ?').pluck();
      const [first, second] = [bodyOf.get(one), bodyOf.get(other)];
      const put = db.prepare('UPDATE event SET body = ? WHERE position = ?');
      put.run(second, one);
      put.run(first, other);
    });
    expect([one, other, seen.is]).not.toEqual([one, other, 'taken']);
  }
});

test(`two events whose places were exchanged are found, or every stream reads as before, ${PAIRS} times`, async () => {
  const draw = chance(11);
  const all: Seen[] = [];
  for (let n = 0; n < PAIRS; n++) {
    const [one, other] = pairOf(draw);
    const seen = await after((db) => {
      const move = db.prepare('UPDATE event SET position = ? WHERE position = ?');
      for (const [to, from] of [[-1, one], [one, other], [other, -1]]) move.run(to, from); // prettier-ignore
    });
    // It does not matter which of two homes came first, only the order within each of them.
    if (seen.is === 'taken') expect([one, other, seen.streams]).toEqual([one, other, untouched.is === 'taken' && untouched.streams]);
    all.push(seen);
  }
  tell(tally(all));
});

test(`an event that was removed before the end of the log is found, also the last of its home, ${PAIRS} times`, async () => {
  for (let n = 0; n < PAIRS; n++) {
    const position = EVENTS - 1 - (n % (EVENTS - 1));
    const seen = await after((db) => db.prepare('DELETE FROM event WHERE position = ?').run(position));
    expect([position, seen]).toEqual([position, { is: 'refused', by: 'STORE_CORRUPT' }]);
  }
});

test('that the last event of a log was removed is seen only by comparison with a head kept elsewhere, as in the mark of a backup', async () => {
  const mark = await backUp(whole, join(folder, 'whole.backup'));
  expect((await after((db) => db.prepare('DELETE FROM event WHERE position = ?').run(EVENTS))).is).toBe('taken');
  const store = await openStore(copy, { readOnly: true });
  const shorter = await verifyLog(store);
  await store.close();
  expect(shorter).toMatchObject({ ok: true, head: String(EVENTS - 1), events: EVENTS - 1 });
  expect(mark).toMatchObject({ position: String(EVENTS), events: EVENTS });
});
