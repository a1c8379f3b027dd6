import { must, mustNow, notYet, onThatDay } from './home.js';
import type { Stage } from './state.js';
import { isStillPlanned, isVacant, pendingOffers } from './state-of.js';

/** NOT_OCCUPIED: somebody lives in the home. */
export const occupied = must('NOT_OCCUPIED', ({ at }) => at.stage === 'occupied', onThatDay);

/** LETTING_COMMITTED: nobody has said yes to the home. */
export const notAccepted = must(
  'LETTING_COMMITTED',
  ({ at }) => !at.acceptance,
  ({ at }) => ({ offer: at.acceptance?.offerId ?? '' }),
);

/** NOTHING_ACCEPTED: somebody has said yes to the home. */
export const accepted = must('NOTHING_ACCEPTED', ({ at }) => at.acceptance !== undefined, onThatDay);

/** OUT_OF_SERVICE: the home can be used. */
export const inService = must(
  'OUT_OF_SERVICE',
  ({ at }) => !at.outOfService,
  ({ at }) => ({ since: at.outOfService?.since ?? '' }),
);

/** OCCUPIED: nobody lives in the home, or, where that will do, it is a new one still planned. */
export const empty = (orPlanned: boolean) => must('OCCUPIED', ({ at }) => isVacant(at) || (orPlanned && isStillPlanned(at)), onThatDay);

/** LETTING_COMMITTED: no citizen has been asked and has not answered yet. */
export const nothingPending = mustNow(
  'LETTING_COMMITTED',
  ({ now }) => !pendingOffers(now).length,
  ({ now }) => ({ pending: pendingOffers(now)[0]?.offerId ?? '' }),
);

/** LETTING_COMMITTED: no acceptance stands today, whatever the day of the command. */
export const nothingAcceptedNow = mustNow(
  'LETTING_COMMITTED',
  ({ now }) => !now.acceptance,
  ({ now }) => ({ offer: now.acceptance?.offerId ?? '' }),
);

/** WRONG_STATE: the home stands just there. */
export const standsIn = (stage: Stage) => must('WRONG_STATE', ({ at }) => at.stage === stage, notYet(stage));
