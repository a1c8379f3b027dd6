import type { Owner, Phase } from '@relet/domain';
import type { DayWhyCode, DueWhat } from './lists.js';
import { fill, wordFor } from './sentence.js';
import type { Words } from './words.js';

/** Why something is on somebody's list of the day, as an answer tells it. */
export interface WhyTold {
  code: DayWhyCode;
  what?: DueWhat;
  on?: string;
  since?: string;
  days?: number;
  target?: number;
  phase?: Phase;
  owner?: Owner;
}

/** The sentence of a reason, with days and words as people say them: it begins with a capital, and ends without a stop. */
export function whySaid(words: Words, { code, what, ...told }: WhyTold): string {
  const { on, since, days, target, phase, owner } = told;
  const said = fill(templateOf(words, code, what), {
    ...(on && { on: words.date(on), until: words.meeting.respectWindow(words.date(on)) }),
    ...(since && { since: words.date(since) }),
    ...(days !== undefined && { days: words.meeting.days(days) }),
    ...(target !== undefined && { target: words.meeting.days(target) }),
    ...(phase && { phase: wordFor(words.phases, phase) }),
    ...(owner && { owner: wordFor(words.owners, owner) }),
  });
  return said.charAt(0).toLocaleUpperCase(words.language) + said.slice(1);
}

function templateOf({ day }: Words, code: DayWhyCode, what: DueWhat | undefined): string {
  if (code === 'respect_window') return '{until}';
  if (code === 'due_passed' || code === 'due_today' || code === 'due_ahead') return what === undefined ? '' : day.due[code][what];
  return day.why[code];
}
