import { decide } from '../law/decide.js';
import { historyOf } from '../law/history.js';
import { DEFAULT_POLICY, POLICY, policyOn } from './policy.js';
import { liveFacts } from '../live-facts.js';
import type { Context } from '../law/context.js';
import type { Fact } from '../events.js';
import { Town, type Fields } from '../testing/town.js';

function agreed(...policies: Fields[]): { town: Town; facts: Fact[] } {
  const town = new Town('2026-01-01');
  for (const fields of policies) town.policy('eksempel', fields);
  return { town, facts: town.recorded('policy-eksempel') };
}
const context: Context = {
  today: '2026-01-01',
  commandId: 'c',
  by: { party: 'administrator', role: 'caseworker' },
  policyOn: () => DEFAULT_POLICY,
  municipality: 'eksempel',
};

const agree = (command: Fields & { effective: string }, by: Context['by']) =>
  decide(POLICY, { name: 'AgreePolicy', target: 'eksempel', command }, historyOf(POLICY, []), { ...context, by });
const correction = (facts: readonly Fact[], newPayload: object) =>
  ({ effective: '2026-01-01', target: facts[0]?.id, newPayload, reason: 'typing_error' }) as never;

describe('the policy in force on a day', () => {
  test('is the default until one is agreed, then the last by day, those of one day in the order of recording', () => {
    const { facts } = agreed(
      { effective: '2026-03-01', answerDays: 5 },
      { effective: '2026-02-01', answerDays: 3 },
      { effective: '2026-03-01', maxOpenOffers: 2 },
    );
    const on = (day: string) => policyOn(liveFacts(facts), day);
    expect(on('2026-01-31')).toEqual(DEFAULT_POLICY);
    expect(on('2026-02-28')).toMatchObject({ answerDays: 3, maxOpenOffers: 1 });
    expect(on('2026-03-01')).toMatchObject({ answerDays: 5, maxOpenOffers: 2 });
  });
  test('agreed again the same changes nothing', () => {
    const { town } = agreed({ effective: '2026-03-01', answerDays: 5 });
    expect(town.policy('eksempel', { effective: '2026-03-01', answerDays: 5 })).toEqual([]);
  });
  test("is the municipality's own", () => {
    const by = { party: 'municipality', role: 'caseworker', municipality: 'nordby' } as const;
    expect(() => agree({ effective: '2026-01-01' }, by)).toThrow('NOT_YOUR_PART');
  });
  test('is corrected as a whole, nested days and owners too', () => {
    const { facts } = agreed({ effective: '2026-03-01', answerDays: 5 });
    const correct = (newPayload: object) =>
      decide(
        POLICY,
        { name: 'CorrectEvent', target: 'eksempel', command: correction(facts, newPayload) },
        historyOf(POLICY, facts),
        context,
      );
    expect(correct({ ...DEFAULT_POLICY, answerDays: 6 }).facts).toHaveLength(1);
    expect(() => correct({ ...DEFAULT_POLICY, targetDays: { clearing: 5 } })).toThrow(expect.objectContaining({ fault: 'FIELD_LACKS' }));
    expect(() => correct({ answerDays: 6 })).toThrow(expect.objectContaining({ fault: 'FIELD_LACKS' }));
  });
});
