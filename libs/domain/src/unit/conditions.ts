import { must, mustNow, notYet } from './home.js';
import type { Stage } from './state.js';
import { isStillPlanned, isVacant, pendingOffers } from './state-of.js';

/** NOT_OCCUPIED: somebody lives in the home. */
export const occupied = must(
  'NOT_OCCUPIED',
  ({ at }) => at.stage === 'occupied',
  ({ at }) => [`The home is not occupied on ${at.day}.`, { on: at.day }],
);

/** LETTING_COMMITTED: nobody has said yes to the home, else it is refused in these words. */
export const notAcceptedElse = (why: string) =>
  must(
    'LETTING_COMMITTED',
    ({ at }) => !at.acceptance,
    ({ at }) => [why, { offer: at.acceptance?.offerId ?? '' }],
  );
export const notAccepted = notAcceptedElse('A citizen has accepted this home.');

/** NOTHING_ACCEPTED: somebody has said yes to the home. */
export const accepted = must(
  'NOTHING_ACCEPTED',
  ({ at }) => at.acceptance !== undefined,
  ({ at }) => [`No acceptance stands on ${at.day}.`, { on: at.day }],
);

/** OUT_OF_SERVICE: the home can be used, else it is refused in these words. */
export const inServiceElse = (why: string) =>
  must(
    'OUT_OF_SERVICE',
    ({ at }) => !at.outOfService,
    ({ at }) => [why, { since: at.outOfService?.since ?? '' }],
  );
export const inService = inServiceElse('The home is out of service.');

/** OCCUPIED: nobody lives in the home, or, where that will do, it is a new one still planned. */
export const empty = (orPlanned: boolean) =>
  must(
    'OCCUPIED',
    ({ at }) => isVacant(at) || (orPlanned && isStillPlanned(at)),
    ({ at }) => [`The home is not empty on ${at.day}.`, { on: at.day }],
  );

/** LETTING_COMMITTED: no citizen has been asked and has not answered yet. */
export const nothingPending = (why: string) =>
  mustNow(
    'LETTING_COMMITTED',
    ({ now }) => !pendingOffers(now).length,
    ({ now }) => [why, { pending: pendingOffers(now)[0]?.offerId ?? '' }],
  );

/** LETTING_COMMITTED: no acceptance stands today, whatever the day of the command. */
export const nothingAcceptedNow = (why: string) =>
  mustNow(
    'LETTING_COMMITTED',
    ({ now }) => !now.acceptance,
    ({ now }) => [why, { offer: now.acceptance?.offerId ?? '' }],
  );

/** WRONG_STATE: the home stands just there. */
export const standsIn = (stage: Stage) => must('WRONG_STATE', ({ at }) => at.stage === stage, notYet(stage));
