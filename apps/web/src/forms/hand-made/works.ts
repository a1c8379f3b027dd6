import type { Layouts } from './layout';

/** From the inspection until the home is ready. */
export const works: Layouts = {
  PlanInspection: { shown: ['planned'], folded: ['effective'] },
  RecordInspection: { shown: ['works', 'effective'], radios: ['works'] },
  OrderWorks: { shown: ['due', 'contractor'], folded: ['effective'] },
  CompleteWorks: { shown: ['effective'] },
  DeclareReady: { shown: ['effective'], folded: ['direct'] },
  TakeOutOfService: { shown: ['reason', 'effective', 'expectedReturn'], folded: ['returned'], radios: ['reason'] },
};
