import type { CivilDate } from '@relet/domain';
import type { FilledIn, FilledInWhat } from '../imports.answers.js';
import type { RelettingRow } from './cells.js';
import type { LookedAt } from './looked.js';
import type { Step } from './steps.js';

/** The days that a row leads to and no cell of it says. A correction and what is given once more say what is recorded already. */
export function filledIn({ read: { row, line }, comparison, steps }: LookedAt): FilledIn[] {
  const told = comparison?.whole ?? row;
  return steps.flatMap((step) => {
    const found = step.again ? undefined : dayIn(step, told);
    return found ? [{ line, ...found }] : [];
  });
}

function dayIn({ name, fields }: Step, told: RelettingRow): { what: FilledInWhat; day: CivilDate } | undefined {
  const of = (what: FilledInWhat, field: string) => ({ what, day: fields[field] as CivilDate });
  if (name === 'DeclareReady' && told.ready === undefined) return of('ready', 'effective');
  if (name === 'OrderWorks') return of('due', 'due');
  if (name === 'MakeOffer' && told.respondBy === undefined) return of('respondBy', 'respondBy');
  return name === 'SignContract' && told.rentFrom === undefined ? of('rentFrom', 'rentFrom') : undefined;
}
