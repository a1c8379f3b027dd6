import type { Layouts } from './layout';

/** From the offer until somebody has moved in. */
export const letting: Layouts = {
  MakeOffer: { shown: ['citizen', 'effective'], folded: ['respondBy', 'direct'], needed: ['citizen'] },
  AcceptOffer: { shown: ['effective'] },
  DeclineOffer: { shown: ['reason', 'effective'], radios: ['reason'] },
  ExtendOffer: { shown: ['respondBy'], folded: ['effective'] },
  CancelAcceptance: { shown: ['reason', 'effective'], radios: ['reason'] },
  SignContract: { shown: ['rentFrom'], folded: ['effective'] },
  AgreeMoveIn: { shown: ['planned'], folded: ['effective'] },
  PostponeMoveIn: { shown: ['planned'], folded: ['effective'] },
  MoveIn: { shown: ['effective'], folded: ['direct', 'citizen'] },
};
