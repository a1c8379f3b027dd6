import { fact, refuse } from '../decider.js';
import { estateMayAct, leavesWithoutNotice, leavingRecordedLater, mayGiveNotice } from './legal.js';
import { withdrawPending, wrongState, type Decisions, type Situation } from './decision.js';
import { isLeaving } from './state-of.js';

const mustBeOccupied = ({ at }: Situation) => {
  if (at.stage !== 'occupied') refuse('NOT_OCCUPIED', `The home is not occupied on ${at.day}.`, { on: at.day });
};
const mustNotBeLet = ({ at }: Situation) => {
  if (at.acceptance) refuse('LETTING_COMMITTED', 'A citizen has accepted this home.', { offer: at.acceptance.offerId });
};
const noNotice = ({ at }: Situation): never => refuse('NO_NOTICE', `No notice stands on ${at.day}.`, { on: at.day });

/** How a resident leaves: death, notice, keys, and those who stay after all. */
export const LEAVING: Decisions<
  | 'RegisterDeath'
  | 'GiveNotice'
  | 'ChangeNotice'
  | 'WithdrawNotice'
  | 'ContinueTenancy'
  | 'RecordVacated'
  | 'RecordClearance'
  | 'ReturnKeys'
> = {
  RegisterDeath: {
    who: 'AM',
    main: ({ effective }) => fact('DeathRegistered', effective, {}),
    guard: (_, situation) => mustBeOccupied(situation),
  },
  GiveNotice: {
    who: 'A',
    main: ({ effective, by, expectedVacantFrom, liableUntil }) =>
      fact('NoticeGiven', effective, { by, ...(expectedVacantFrom && { expectedVacantFrom }), ...(liableUntil && { liableUntil }) }),
    guard: ({ by }, situation) => {
      const { at } = situation;
      if (!mayGiveNotice(at)) refuse('NOT_OCCUPIED', `Nobody lives or lived here on ${at.day}.`, { on: at.day });
      if (at.tenancy?.notice) refuse('NOTICE_EXISTS', 'A notice stands in this tenancy.', { received: at.tenancy.notice.received });
      if (by === 'estate' && !estateMayAct(at)) wrongState(situation);
    },
  },
  ChangeNotice: {
    who: 'A',
    main: ({ effective, by, expectedVacantFrom, liableUntil }) =>
      fact('NoticeChanged', effective, {
        ...(by && { by }),
        ...(expectedVacantFrom && { expectedVacantFrom }),
        ...(liableUntil && { liableUntil }),
      }),
    guard: ({ by }, situation) => {
      const { at } = situation;
      if (!mayGiveNotice(at) || !at.tenancy?.notice) noNotice(situation);
      if (by === 'estate' && !estateMayAct(at)) wrongState(situation);
    },
  },
  WithdrawNotice: {
    who: 'A',
    main: ({ effective }) => fact('NoticeWithdrawn', effective, {}),
    guard: (_, situation) => {
      const { at } = situation;
      if (at.stage !== 'occupied' || !at.tenancy?.notice) noNotice(situation);
      mustNotBeLet(situation);
    },
    facts: (main, situation) => [main, ...withdrawPending(situation, main.effective)],
  },
  ContinueTenancy: {
    who: 'A',
    main: ({ effective, by }) => fact('TenancyContinued', effective, { by }),
    guard: (_, situation) => {
      mustBeOccupied(situation);
      if (!isLeaving(situation.at)) noNotice(situation);
      mustNotBeLet(situation);
    },
    facts: (main, situation) => [main, ...withdrawPending(situation, main.effective)],
  },
  RecordVacated: {
    who: 'A',
    main: ({ effective, reason, direct = false }) => fact('Vacated', effective, { reason, direct }),
    guard: (command, situation) => {
      mustBeOccupied(situation);
      const { at, live } = situation;
      const later = live.filter((known) => known.effective > at.day);
      if (!leavesWithoutNotice(command) && !isLeaving(at) && !leavingRecordedLater(later)) noNotice(situation);
    },
  },
  RecordClearance: {
    who: 'A',
    main: ({ effective, basis }) => fact('ClearancePermitted', effective, { basis }),
    guard: (_, situation) => {
      const { stage, tenancy } = situation.at;
      if (stage !== 'clearing' && !(stage === 'occupied' && tenancy?.death)) wrongState(situation);
    },
  },
  ReturnKeys: {
    who: 'A',
    main: ({ effective }) => fact('KeysReturned', effective, {}),
    guard: (_, situation) => {
      const { at } = situation;
      const leaving = at.stage === 'clearing' || (at.stage === 'occupied' && isLeaving(at));
      if (!leaving || at.tenancy?.keysReturned) wrongState(situation);
    },
  },
};
