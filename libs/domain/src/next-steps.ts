import type { CivilDate } from './events.js';
import type { History } from './law/chapter.js';
import { nextStepsOf, type NextStep } from './law/next-steps.js';
import type { UnitCommandName } from './commands.js';
import type { CitizenView, Home, HomeContext } from './unit/home.js';
import { SOMEBODY } from './unit/letting.js';
import { UNIT } from './unit/unit.js';

/**
 * Every command on a home as it would be answered on a day, decided by the very rules that decide it when it is given. A citizen is
 * somebody on the list; fields are the most ordinary ones.
 */
export function nextSteps(unitId: string, day: CivilDate, history: History<Home>, context: HomeContext): NextStep<UnitCommandName>[] {
  const citizens = new Map(context.citizens).set(SOMEBODY, onTheList(context.municipality));
  return nextStepsOf(UNIT, unitId, day, history, { ...context, citizens }) as NextStep<UnitCommandName>[];
}

function onTheList(municipality: string): CitizenView {
  const state = { known: true, erased: false, entry: { list: 'general' as const, elderly: true, decidedOn: '1900-01-01' } };
  return { municipality, now: state, on: () => state };
}
