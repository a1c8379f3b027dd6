import { readFileSync } from 'node:fs';
import { tell, type Timeline } from '../testing/timelines.js';
import { Town } from '../testing/town.js';

const timelines = JSON.parse(readFileSync('test/acceptance/timelines.json', 'utf8')) as Record<string, Timeline>;

describe('every worked history is taken, and refused only where it says so', () => {
  for (const [name, timeline] of Object.entries(timelines)) {
    if (!timeline.facts) continue;
    test(`${name}: ${timeline.title}`, () => {
      const told = tell(new Town('2015-01-02'), 'eksempel.1', timeline);
      expect(told.map(({ fact, code }) => `${fact.command} ${fact.effective} ${code ?? ''}`)).toEqual(
        timeline.facts.map(({ command, effective, refused }) => `${command} ${effective} ${refused ?? ''}`),
      );
    });
  }
});
