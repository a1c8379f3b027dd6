import type { Layouts } from './layout';

/** From death or notice until the home stands empty. */
export const leaving: Layouts = {
  RegisterDeath: { shown: ['effective'] },
  GiveNotice: { shown: ['by', 'effective', 'expectedVacantFrom'], folded: ['liableUntil'], radios: ['by'] },
  ChangeNotice: { shown: ['expectedVacantFrom', 'liableUntil'], folded: ['by', 'effective'], radios: ['by'] },
  ContinueTenancy: { shown: ['by', 'effective'], radios: ['by'] },
  RecordVacated: { shown: ['effective', 'reason'], folded: ['direct'], radios: ['reason'] },
  RecordClearance: { shown: ['basis', 'effective'], radios: ['basis'] },
  ReturnKeys: { shown: ['effective'] },
};
