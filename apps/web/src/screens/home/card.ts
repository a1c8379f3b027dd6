import type { components } from '../../../made/api';
import { citizenSaid } from '../../ui/said';

export type HomeAnswer = components['schemas']['HomeAnswer'];
export type Card = components['schemas']['Card'];
export type Step = components['schemas']['StepAnswer'];

/** What citizens are called in an answer: initials where it tells them, and the end of the pseudonym. */
export function calledIn(initials: HomeAnswer['initials']): (citizen: string) => string {
  const known = new Map(initials?.map((each) => [each.citizen, each.initials]));
  return (citizen) => citizenSaid({ citizen, initials: known.get(citizen) });
}
