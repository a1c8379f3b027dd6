import { fact, refuse } from '../decider.js';
import type { Decisions, Situation } from './decision.js';
import { pendingOffers } from './state-of.js';

const mustBeAccepted = (_: unknown, { at }: Situation) => {
  if (!at.acceptance) refuse('NOTHING_ACCEPTED', `No acceptance stands on ${at.day}.`, { on: at.day });
};

/** From the citizen's yes to the first day in the home. */
export const MOVING_IN: Decisions<'CancelAcceptance' | 'SignContract' | 'AgreeMoveIn' | 'PostponeMoveIn' | 'MoveIn'> = {
  CancelAcceptance: {
    who: 'AM',
    main: ({ effective, reason }) => fact('AcceptanceCancelled', effective, { reason }),
    guard: mustBeAccepted,
  },
  SignContract: {
    who: 'A',
    main: ({ effective, rentFrom }) => fact('ContractSigned', effective, { rentFrom }),
    guard: mustBeAccepted,
  },
  AgreeMoveIn: {
    who: 'A',
    main: ({ effective, planned }) => fact('MoveInAgreed', effective, { planned }),
    guard: mustBeAccepted,
  },
  PostponeMoveIn: {
    who: 'A',
    main: ({ effective, planned }) => fact('MoveInPostponed', effective, { planned }),
    guard: mustBeAccepted,
  },
  MoveIn: {
    who: 'A',
    main: ({ effective, direct = false }) => fact('MovedIn', effective, { direct }),
    guard: ({ direct = false, effective }, { at, now, policyOn }) => {
      if (at.stage !== 'ready') refuse('NOT_READY', `The home is ${at.stage} on ${at.day}.`, { stage: at.stage, on: at.day });
      const needed = policyOn(effective).contractBeforeMoveIn;
      if (!direct && (!at.acceptance || (needed && !at.acceptance.contract)))
        refuse('NO_CONTRACT', 'No contract has been signed.', { on: at.day });
      if (at.outOfService) refuse('OUT_OF_SERVICE', 'The home is out of service.', { since: at.outOfService.since });
      if (direct && (at.acceptance || pendingOffers(now).length))
        refuse('LETTING_COMMITTED', 'An offer is open or accepted: the move-in is not direct.');
    },
    facts: (main, { at }) => {
      const citizen = at.acceptance?.citizen;
      return [citizen ? fact('MovedIn', main.effective, { citizen, direct: false }) : main];
    },
  },
};
