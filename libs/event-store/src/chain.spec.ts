import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { canonical, hashOf, link, textOf, verifyStream } from './chain.js';
import { draft } from './testing/contract.js';

test('the hash of any event is the SHA-256 of the RFC 8785 JSON of all its other fields', () =>
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
      fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.boolean(), fc.constant(null))),
      (actor, payload) => {
        fc.pre(Object.keys(payload).every((key) => key.isWellFormed()));
        const [event] = link(undefined, 'unit-a.1', [{ ...draft(payload), actor }], '2026-06-01T10:00:00.000Z');
        if (!event) throw new Error('nothing was linked');
        const { hash, ...rest } = event;
        expect(hash).toBe(createHash('sha256').update(canonical(rest), 'utf8').digest('hex'));
        expect(textOf(event)).toBe(canonical(event));
        expect(hashOf(rest)).toBe(hash);
      },
    ),
    { numRuns: 300 },
  ));

test('what JSON cannot carry is refused: fractions, lone surrogates, functions', () => {
  for (const bad of [1.5, NaN, 2 ** 60, '\ud800', () => 1, 1n]) expect(() => canonical({ bad })).toThrow('cannot hold');
});

test('each letter is written as JSON writes it, alone and among others', () => {
  const letters = Array.from({ length: 0xd800 }, (_, code) => String.fromCharCode(code));
  const otherwise = letters.filter((letter) => [letter, `a${letter}b`].some((text) => canonical(text) !== JSON.stringify(text)));
  expect(otherwise).toEqual([]);
});

test.each([
  ['a changed field', 'hash', (events: { actor: string }[]) => ((events[1] as { actor: string }).actor = 'b')],
  ['a missing event', 'gap', (events: object[]) => events.splice(1, 1)],
  ['two events in the wrong order', 'gap', (events: object[]) => events.reverse()],
])('%s breaks the chain: %s', (_, kind, tamper) => {
  const events = link(undefined, 'unit-a.1', [draft(), draft(), draft()], '2026-06-01T10:00:00.000Z').map((event) => ({ ...event }));
  tamper(events as never);
  expect(verifyStream(events)).toMatchObject({ kind });
});

test('the time of recording never goes back, whatever the clock does', () => {
  const [first] = link(undefined, 'unit-a.1', [draft()], '2026-06-01T10:00:00.000Z');
  const [second] = link(first, 'unit-a.1', [draft()], '2026-05-01T10:00:00.000Z');
  expect(second?.recordedAt).toBe('2026-06-01T10:00:00.000Z');
});
