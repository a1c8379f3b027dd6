import { plusDays } from '../calendar/index.js';
import type { Told } from '../law/chapter.js';
import { accepted, inService, nothingPending } from './conditions.js';
import { bare, must, mustNow, type HomeFacts, type HomeVerbs } from './home.js';
import { AgreeMoveIn, CancelAcceptance, MoveIn, PostponeMoveIn, SignContract } from './letting.commands.js';
import { changeOffer } from './offers.js';
import { inAcceptance, withoutVacancy } from './state-of.js';

const ready = must(
  'NOT_READY',
  ({ at }) => at.stage === 'ready',
  ({ at }) => [`The home is ${at.stage} on ${at.day}.`, { stage: at.stage, on: at.day }],
);
const saysNoContract = ({ at }: { at: { day: string } }) => ['No contract has been signed.', { on: at.day }] as const;
const acceptedUnlessDirect = must<'MovedIn'>(
  'NO_CONTRACT',
  ({ at }, { payload }) => payload.direct || at.acceptance !== undefined,
  saysNoContract,
);
const contractedAsAgreed = mustNow<'MovedIn'>(
  'NO_CONTRACT',
  ({ at, policyOn }, { effective, payload }) =>
    payload.direct || at.acceptance?.contract !== undefined || !policyOn(effective).contractBeforeMoveIn,
  saysNoContract,
);
const NOT_DIRECT = 'An offer is open or accepted: the move-in is not direct.';
const notAcceptedWhenDirect = must<'MovedIn'>(
  'LETTING_COMMITTED',
  ({ at }, { payload }) => !payload.direct || !at.acceptance,
  () => [NOT_DIRECT],
);
const nobodyAsked = nothingPending(NOT_DIRECT);
const nobodyAskedWhenDirect = {
  ...nobodyAsked,
  holds: (here: never, fact: Told<'MovedIn'>) => !fact.payload.direct || nobodyAsked.holds(here, fact),
};

const facts = {
  AcceptanceCancelled: {
    stands: [accepted],
    becomes: ({ acceptance, ...home }) => (acceptance ? changeOffer(home, acceptance.offerId, { status: 'cancelled' }) : home),
    undoneBy: ['OfferAccepted'],
  },
  ContractSigned: {
    stands: [accepted],
    becomes: (home, { effective, payload }) => inAcceptance(home, { contract: { signed: effective, ...payload } }),
    undoneBy: ['AcceptanceCancelled', 'OfferAccepted'],
  },
  MoveInAgreed: {
    stands: [accepted],
    becomes: (home, { payload }) => inAcceptance(home, { plannedMoveIn: payload.planned }),
    undoneBy: ['MoveInPostponed', 'AcceptanceCancelled', 'OfferAccepted'],
  },
  MoveInPostponed: {
    stands: [accepted],
    becomes: (home, { payload }) => inAcceptance(home, { plannedMoveIn: payload.planned }),
    undoneBy: ['MoveInAgreed', 'AcceptanceCancelled', 'OfferAccepted'],
  },
  MovedIn: {
    stands: [ready, acceptedUnlessDirect, contractedAsAgreed, inService, notAcceptedWhenDirect, nobodyAskedWhenDirect],
    becomes: (home, { effective, payload: { citizen } }) => ({
      ...withoutVacancy(home),
      stage: 'occupied',
      stageSince: effective,
      tenancy: { since: effective, ...(citizen && { citizen }) },
    }),
    undoneBy: ['Vacated'],
    marks: { direct: false },
    follows: { field: 'citizen', from: (at) => at.acceptance?.citizen },
  },
} satisfies HomeFacts;

const verbs = {
  CancelAcceptance: { body: CancelAcceptance, who: 'AM', reports: 'AcceptanceCancelled', probe: () => [{ reason: 'other' }] },
  SignContract: { body: SignContract, who: 'A', reports: 'ContractSigned', probe: (_, day) => [{ rentFrom: day }] },
  AgreeMoveIn: { body: AgreeMoveIn, who: 'A', reports: 'MoveInAgreed', probe: (_, day) => [{ planned: day }] },
  PostponeMoveIn: { body: PostponeMoveIn, who: 'A', reports: 'MoveInPostponed', probe: (_, day) => [{ planned: plusDays(day, 1) }] },
  MoveIn: { body: MoveIn, who: 'A', reports: 'MovedIn', probe: bare },
} satisfies HomeVerbs;

/** From the citizen's yes to the first day in the home. */
export const MOVING_IN = { facts, verbs };
