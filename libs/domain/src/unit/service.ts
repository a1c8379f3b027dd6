import { fact, refuse } from '../decider.js';
import type { CivilDate, NewFact } from '../events.js';
import { withdrawPending, type Decisions, type Situation } from './decision.js';
import { isVacant, pendingOffers } from './state-of.js';

const mustBeEmpty = ({ at }: Situation, orPlanned: boolean) => {
  if (!isVacant(at) && !(orPlanned && at.stage === 'planned')) refuse('OCCUPIED', `The home is not empty on ${at.day}.`, { on: at.day });
};

/** Offers made once the home was back in service stay open. */
function madeBefore({ now }: Situation, { payload }: NewFact, returned: CivilDate | undefined): boolean {
  const made = now.offers.get((payload as { offerId: string }).offerId)?.made;
  return returned === undefined || (made !== undefined && made < returned);
}

/** Registration, rent, and the days a home cannot be let. */
export const SERVICE: Decisions<'RegisterUnit' | 'SetRent' | 'TakeOutOfService' | 'ReturnToService' | 'DecommissionUnit'> = {
  RegisterUnit: {
    who: 'A',
    main: ({ effective, kind, municipality, building, address, rentOere, occupiedSince }) =>
      fact('UnitRegistered', effective, {
        kind,
        municipality,
        building,
        ...(address && { address }),
        rentOere,
        ...(occupiedSince && { occupiedSince }),
      }),
    guard: (_, { now }) => {
      if (now.registered) refuse('UNIT_EXISTS', 'A home with this id is registered.', { commissioned: now.registered.commissionedOn });
    },
    datesInOrder: ({ effective, occupiedSince }) => occupiedSince === undefined || occupiedSince >= effective,
  },
  SetRent: {
    who: 'A',
    main: ({ effective, rentOere }) => fact('RentSet', effective, { rentOere }),
    guard: () => undefined,
  },
  TakeOutOfService: {
    who: 'A',
    main: ({ effective, reason, expectedReturn }) =>
      fact('TakenOutOfService', effective, { reason, ...(expectedReturn && { expectedReturn }) }),
    guard: (_, situation) => {
      mustBeEmpty(situation, false);
      const { outOfService } = situation.at;
      if (outOfService) refuse('OUT_OF_SERVICE', 'The home is out of service already.', { since: outOfService.since });
    },
    datesInOrder: ({ effective, returned }) => returned === undefined || returned >= effective,
    facts: (main, situation, { returned }) => [
      main,
      ...withdrawPending(situation, main.effective).filter((withdrawn) => madeBefore(situation, withdrawn, returned)),
      ...(returned ? [fact('ReturnedToService', returned, {})] : []),
    ],
  },
  ReturnToService: {
    who: 'A',
    main: ({ effective }) => fact('ReturnedToService', effective, {}),
    guard: (_, { at }) => {
      if (!at.outOfService) refuse('NOT_OUT_OF_SERVICE', `The home is in service on ${at.day}.`, { on: at.day });
    },
  },
  DecommissionUnit: {
    who: 'A',
    main: ({ effective }) => fact('UnitDecommissioned', effective, {}),
    guard: (_, situation) => {
      mustBeEmpty(situation, true);
      if (situation.at.acceptance || pendingOffers(situation.now).length) refuse('LETTING_COMMITTED', 'An offer is open or accepted.');
    },
  },
};
