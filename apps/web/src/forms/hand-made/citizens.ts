import type { Layouts } from './layout';

/** What a municipality decides about a citizen. */
export const citizens: Layouts = {
  ApproveCitizen: { shown: ['list', 'elderly', 'effective'], folded: ['over67'], radios: ['list'] },
  ChangeList: { shown: ['list', 'effective'], radios: ['list'] },
  RemoveFromList: { shown: ['reason', 'effective'], radios: ['reason'] },
};
