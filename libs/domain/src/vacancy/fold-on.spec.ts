import fc from 'fast-check';
import { plusDays } from '../calendar/index.js';
import type { Fact } from '../events.js';
import { foldHistory } from './fold.js';
import type { UnitHistory } from './history.js';
import { inventedFacts } from './invented.spec-support.js';

const runs = Number(process.env['RELET_HISTORIES'] ?? 100);
const HOME = 'eksempel.9';

/** A home with a long history: what several homes went through, one after the other. */
function longHistory(seed: number): Fact[] {
  const homes = Array.from({ length: 25 }, (_, n) =>
    inventedFacts(seed + n, plusDays('2010-01-01', n * 900)).flatMap((fact): Fact[] => {
      if (n > 0 && fact.type === 'UnitRegistered') return [];
      const { offerId } = fact.payload as { offerId?: string };
      const payload = { ...fact.payload, ...(offerId && { offerId: `${n}/${offerId}` }) };
      const moved = { ...fact, id: `${n}/${fact.id}`, payload } as Fact;
      return fact.type === 'MovedIn'
        ? [moved, { ...moved, id: `${moved.id}/rent`, type: 'RentSet', payload: { rentOere: seed + n } } as Fact]
        : [moved];
    }),
  );
  return homes.flat();
}

/** Folded from the first fact on: facts that nobody has seen before have nothing kept of them. */
const foldedAnew = (facts: readonly Fact[]) => foldHistory(HOME, structuredClone(facts) as Fact[]);
const text = (history: UnitHistory | undefined) => JSON.stringify(history);

test('a long history that is asked again and again tells what one that is folded anew tells, whatever was asked before', () => {
  const asked = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 30 }), asked, fc.boolean(), (seed, shares, inOrder) => {
      const facts = longHistory(seed);
      const counts = shares.map((share) => 1 + Math.round(share * (facts.length - 1)));
      for (const count of inOrder ? counts.toSorted((a, b) => a - b) : counts) {
        const some = facts.slice(0, count);
        expect(text(foldHistory(HOME, some))).toBe(text(foldedAnew(some)));
      }
    }),
    { numRuns: runs },
  );
});

test('what was told of a long history stays as it was told when more is folded behind it', () => {
  const facts = longHistory(11);
  expect(facts.length).toBeGreaterThan(700);
  const lengths = Array.from({ length: facts.length / 5 }, (_, n) => n * 5 + 1);
  const told = lengths.map((length) => foldHistory(HOME, facts.slice(0, length)));
  const anew = lengths.map((length) => text(foldedAnew(facts.slice(0, length))));
  expect(told.map(text)).toEqual(anew);
});

test('a fact in the middle that was corrected is not taken for what it was', () => {
  const facts = longHistory(23);
  foldHistory(HOME, facts);
  const n = facts.findIndex(({ type }, at) => type === 'Vacated' && at > 560);
  const corrected = facts.with(n, { ...facts[n], effective: plusDays(facts[n]?.effective ?? '', -1) } as Fact);
  expect(text(foldHistory(HOME, corrected))).toBe(text(foldedAnew(corrected)));
  expect(text(foldHistory(HOME, corrected))).not.toBe(text(foldHistory(HOME, facts)));
});

test('a history that could not be folded to its end is folded anew', () => {
  const facts = longHistory(31);
  const broken = { ...facts[580], type: 'OfferMade', payload: undefined } as unknown as Fact;
  foldHistory(HOME, facts.slice(0, 560));
  expect(() => foldHistory(HOME, [...facts.slice(0, 580), broken])).toThrow(TypeError);
  expect(text(foldHistory(HOME, facts))).toBe(text(foldedAnew(facts)));
});

test('two homes that begin with the same fact are told apart by their ids', () => {
  const facts = longHistory(5);
  expect(foldHistory('eksempel.1', facts)?.episodes[0]?.unitId).toBe('eksempel.1');
  expect(foldHistory('eksempel.2', facts)?.episodes[0]?.unitId).toBe('eksempel.2');
});
