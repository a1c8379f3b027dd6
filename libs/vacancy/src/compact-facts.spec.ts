import { liveFacts, type Fact } from '@relet/domain';
import { StreamFacts } from '@relet/platform';
import { compacted, expanded } from './compact-facts.js';

const compactedOf = (recorded: readonly Fact[]) => compacted(new StreamFacts('eksempel.1', recorded));

/** An event of a command; several of one command come together. */
const event = (revision: number, command: number, type = 'RentSet', payload: object = { rentOere: revision }): Fact =>
  ({
    ...{ id: `id-${revision}`, type, v: 1, revision, effective: '2026-06-01', recordedAt: '2026-06-01T10:00:00.000Z' },
    ...{ commandId: `command-${command}`, payload },
  }) as Fact;

test.each([0, 1, 64, 65, 200])('%i facts come back as they were', (count) => {
  const recorded = Array.from({ length: count }, (_, n) => event(n, n));
  const back = compactedOf(recorded).flatMap(expanded);
  expect(
    back.map(({ id, type, revision, effective, recordedAt, payload }) => [id, type, revision, effective, recordedAt, payload]),
  ).toEqual(recorded.map(({ id, type, revision, effective, recordedAt, payload }) => [id, type, revision, effective, recordedAt, payload]));
});

test('a history that grows keeps the cells that are full', () => {
  const recorded = Array.from({ length: 150 }, (_, n) => event(n, n));
  expect(compactedOf(recorded).slice(0, 2)).toEqual(compactedOf(recorded.slice(0, 130)).slice(0, 2));
});

test('events of one command still move and fall together, also when it has come again later', () => {
  const retraction = (target: string) => ({ target, reason: 'typing_error' });
  const recorded = [event(0, 7), event(1, 7), event(2, 8), event(3, 7), event(4, 9, 'EventRetracted', retraction('id-0'))];
  const again = compactedOf(recorded).flatMap(expanded);
  expect(liveFacts(again).map(({ id }) => id)).toEqual(liveFacts(recorded).map(({ id }) => id));
  expect(liveFacts(again).map(({ id }) => id)).toEqual(['id-2']);
});
