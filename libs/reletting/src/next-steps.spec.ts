import { CITIZEN, citizensOf, citizenView, historyOf, liveFacts, municipalityOf, nextSteps, policyOn, UNIT } from '@relet/domain';
import { walk } from '@relet/domain/testing';
import { saidIn } from './next-steps.js';

/** What is left of a sentence when a name in it has nothing to say. */
const HOLE = /[{}[\]]|undefined|null| {2}| [.,;:]|\(\)/;

test('no step that is blocked is told by a sentence with a hole, in any history', () => {
  const told = new Map<string, string>();
  for (let seed = 1; seed <= 60; seed++) {
    const { town, homes } = walk(seed);
    for (const unit of homes) {
      const history = historyOf(UNIT, town.home(unit));
      const municipality = municipalityOf(unit);
      const policies = liveFacts(town.recorded(`policy-${municipality}`));
      const citizens = new Map(
        citizensOf(history.recorded).map((each) => [each, citizenView(municipality, historyOf(CITIZEN, town.recorded(`citizen-${each}`)))]),
      );
      const context = {
        ...{ today: town.today, commandId: 'c', by: { party: 'municipality', role: 'caseworker', municipality } as const, municipality },
        ...{ policyOn: (day: string) => policyOn(policies, day), citizens },
      };
      for (const day of [town.today, history.live[0]?.effective ?? town.today])
        for (const language of ['da', 'en'] as const) {
          for (const { refusal } of nextSteps(unit, day, history, context).map((step) => saidIn(language, step)))
            if (refusal) told.set(`${language} ${refusal.code} ${Object.keys(refusal.details).join()}`, refusal.message);
        }
    }
  }
  expect(told.size).toBeGreaterThan(20);
  expect([...told].filter(([, sentence]) => HOLE.test(sentence))).toEqual([]);
});
