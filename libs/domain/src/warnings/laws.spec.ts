import fc from 'fast-check';
import { copenhagenDate, historyOf, movedOn, newDoubts, UNIT, type Fact } from '../index.js';
import { walk } from '../testing/walk.js';

const seeds = fc.integer({ min: 1, max: 2 ** 31 });
const forAnyHome = (law: (recorded: readonly Fact[]) => void) =>
  fc.assert(
    fc.property(seeds, (seed) => {
      const { town, homes } = walk(seed);
      for (const home of homes) law(town.home(home));
    }),
    { numRuns: Number(process.env['RELET_HISTORIES'] ?? 50), seed: 20260601 },
  );

/** The recorded facts as the commands came, one after the other. */
const commandsIn = (recorded: readonly Fact[]) => [...Map.groupBy(recorded, ({ commandId }) => commandId).values()];
const told = (doubts: ReturnType<typeof newDoubts>) => doubts.map(({ about, fact }) => `${about} ${fact.type} ${fact.effective}`).sort();

test('looking at what a command touches finds what comparing the whole home finds', () =>
  forAnyHome((recorded) => {
    let history = historyOf(UNIT, []);
    for (const added of commandsIn(recorded)) {
      const { history: after, unchanged } = movedOn(UNIT, history, added);
      // On the day of recording, and as if all of it were learned years later.
      for (const today of [copenhagenDate((added[0] as Fact).recordedAt), '2028-01-01'])
        expect(told(newDoubts(history, after, unchanged, { today }))).toEqual(told(newDoubts(history, after, 0, { today })));
      history = after;
    }
  }));

test('nothing is asked again: a home that is as it was shows nothing new', () =>
  forAnyHome((recorded) => {
    const home = historyOf(UNIT, recorded);
    expect(newDoubts(home, home, 0, { today: '2027-01-01' })).toEqual([]);
  }));

test('what several commands at once ask about, one of them would have asked about alone', () =>
  forAnyHome((recorded) => {
    const looking = { today: '2027-01-01' };
    const nothing = historyOf(UNIT, []);
    let history = nothing;
    const asked = new Set<string>();
    for (const added of commandsIn(recorded)) {
      const { history: after, unchanged } = movedOn(UNIT, history, added);
      for (const { about } of newDoubts(history, after, unchanged, looking)) asked.add(about);
      history = after;
    }
    for (const { about } of newDoubts(nothing, history, 0, looking)) expect(asked).toContain(about);
  }));
