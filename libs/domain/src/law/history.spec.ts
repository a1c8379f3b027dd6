import { CITIZEN, UNIT, type Fact } from '../index.js';
import { walk } from '../testing/walk.js';
import type { Book, Kind } from './chapter.js';
import { historyOf, movedOn } from './history.js';

const runs = Number(process.env['RELET_HISTORIES'] ?? 200);

/** The stream moved on by each command's events, one command after the other. */
function movedThrough<K extends Kind>(book: Book<K>, recorded: readonly Fact[]) {
  let [history, apart] = [historyOf(book, []), 0];
  for (const facts of Map.groupBy(recorded, ({ commandId }) => commandId).values()) {
    const moved = movedOn(book, history, facts);
    if (moved.unchanged === history.live.length) apart += 1;
    history = moved.history;
  }
  return { history, apart };
}

test(`${runs} histories moved on command by command stand as if they were folded at once, and most commands fold nothing anew`, () => {
  let [commands, moved] = [0, 0];
  for (let seed = 1; seed <= runs; seed++) {
    for (const [stream, recorded] of walk(seed).town.streams) {
      const book = (stream.startsWith('unit-') ? UNIT : CITIZEN) as Book<Kind>;
      const { history, apart } = movedThrough(book, recorded);
      const atOnce = historyOf(book, recorded);
      expect(history.live).toEqual(atOnce.live);
      expect(history.states).toEqual(atOnce.states);
      expect(history.state).toEqual(atOnce.state);
      commands += new Set(recorded.map(({ commandId }) => commandId)).size;
      moved += apart;
    }
  }
  expect(moved / commands).toBeGreaterThan(0.5);
});
