import fc from 'fast-check';
import {
  asOf,
  CITIZEN_COMMANDS,
  CORRECTION_COMMANDS,
  firstIllegal,
  foldCitizen,
  foldUnit,
  historyOf,
  isCorrection,
  knownAt,
  liveFacts,
  POLICY_COMMANDS,
  REFUSAL_CODES,
  UNIT,
  UNIT_COMMANDS,
  type Fact,
} from './index.js';
import { pseudonym } from './testing/timelines.js';
import { walk } from './testing/walk.js';

const runs = Number(process.env['RELET_HISTORIES'] ?? 200);
const seeds = fc.integer({ min: 1, max: 2 ** 31 });
const forAnyHistory = (law: (seed: number) => void) => fc.assert(fc.property(seeds, law), { numRuns: runs, seed: 20260601 });

describe(`laws of ${runs} random legal histories`, () => {
  test('every history that was taken stays legal as a whole', () =>
    forAnyHistory((seed) => {
      const { town, homes } = walk(seed);
      for (const home of homes) expect(firstIllegal(UNIT, historyOf(UNIT, town.home(home)))).toBeUndefined();
    }));

  test('a correction never changes an answer for an earlier day of knowledge', () =>
    forAnyHistory((seed) => {
      const { town, homes } = walk(seed);
      for (const home of homes) {
        const recorded = town.home(home);
        recorded.forEach((event, n) => {
          if (!isCorrection(event)) return;
          const before = recorded.slice(0, n).filter((fact) => fact.recordedAt < event.recordedAt);
          const then = knownAt(recorded, new Date(Date.parse(event.recordedAt) - 1).toISOString());
          expect(liveFacts(then)).toEqual(liveFacts(before));
        });
      }
    }));

  test('a home folds the same when a correction was known from the start as when it became known later', () =>
    forAnyHistory((seed) => {
      const { town, homes } = walk(seed);
      for (const home of homes) {
        const live = liveFacts(town.home(home));
        const rewritten = live.map((fact) => ({ ...fact }) as Fact);
        expect(foldUnit(liveFacts(rewritten))).toEqual(foldUnit(live));
        for (const day of ['2025-02-01', '2025-05-01'])
          expect(foldUnit(asOf(liveFacts(rewritten), day))).toEqual(foldUnit(asOf(live, day)));
      }
    }));

  test('the open claims of citizens are exactly the acceptances that stand, so nobody has two', () =>
    forAnyHistory((seed) => {
      const { town, homes } = walk(seed);
      const yes = homes.flatMap((home) => {
        const { acceptance } = foldUnit(asOf(liveFacts(town.home(home)), town.today));
        return acceptance?.citizen ? [`${acceptance.citizen} ${home} ${acceptance.offerId}`] : [];
      });
      const claims = Array.from({ length: 8 }, (_, n) => pseudonym(`c${n + 1}`)).flatMap((citizen) => {
        const { claim } = foldCitizen(liveFacts(town.recorded(`citizen-${citizen}`)));
        return claim ? [`${citizen} ${claim.unit} ${claim.offerId}`] : [];
      });
      expect(claims.sort()).toEqual(yes.sort());
    }));

  test('on the walks every command is taken at least once, and almost every code of refusal is met', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 200; seed++) for (const outcome of walk(seed).tally.keys()) seen.add(outcome);
    const taken = [...seen].flatMap((outcome) => (outcome.endsWith(' taken') ? [outcome.slice(0, -' taken'.length)] : []));
    expect(taken.sort()).toEqual(Object.keys({ ...UNIT_COMMANDS, ...CITIZEN_COMMANDS, ...POLICY_COMMANDS, ...CORRECTION_COMMANDS }).sort());
    const codes = new Set([...seen].map((outcome) => outcome.split(' ')[1]));
    // The other codes cannot be met here: without a store nobody is too late, and the walks name no unknown event and send nothing malformed.
    const never = ['MALFORMED', 'VERSION_CONFLICT', 'EVENT_UNKNOWN', 'UNIT_EXISTS'];
    expect(REFUSAL_CODES.filter((code) => !codes.has(code)).sort()).toEqual(never.sort());
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'CorrectEvent BREAKS_HISTORY',
        'CorrectEvent DATE_ORDER',
        'AcceptOffer BREAKS_HISTORY',
        'AcceptOffer CITIZEN_ALREADY_ACCEPTED',
        'MakeOffer DATE_ORDER',
        'ExpireOffer unchanged',
      ]),
    );
  });

  test('on the walks whatever is refused because it does not fit the history is told what it does not fit with', () =>
    forAnyHistory((seed) => {
      expect([seed, ...walk(seed).tally.keys()].filter((outcome) => String(outcome).endsWith(' unnamed'))).toEqual([]);
    }));
});
