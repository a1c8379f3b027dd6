import { counted } from '../counts.js';

const days = (count: number) => counted(count, 'day', 'days');

/** The screen of what a municipality has agreed. */
export const policy = {
  agreedFrom: (day: string) => `Agreed from ${day}.`,
  byDefault: 'Nothing has been agreed yet; these are the values that hold without an agreement.',
  offersTitle: 'Offers',
  openOffers: (count: number) =>
    count === 1 ? 'A home is offered to one citizen at a time.' : `A home may be offered to ${count} citizens at a time.`,
  answerIn: (count: number, working: boolean) =>
    `A citizen has ${working ? counted(count, 'working day', 'working days') : days(count)} to answer an offer.`,
  mayOffer: { yes: 'The administrator may offer homes, too.', no: 'The municipality alone offers homes.' },
  refusals: (count: number | null) =>
    count === null
      ? 'However often a citizen says no, nothing is said about the list.'
      : `After ${counted(count, 'refusal', 'refusals')} it is said that the citizen could be taken off the list.`,
  lettingTitle: 'From works to moving in',
  signOff: { yes: 'Works are approved before a home is ready.', no: 'A home is ready when its works are done.' },
  contract: { yes: 'There is a contract before somebody moves in.', no: 'A citizen who has said yes may move in without a contract.' },
  payer: (who: string) => `When nobody owes rent, the days are paid by: ${who}.`,
  guaranteeTitle: 'Guarantee',
  guarantee: (months: number, ready: number) =>
    `A citizen with the guarantee gets an offer within ${counted(months, 'month', 'months')}, of a home that is ready within ${days(ready)} more.`,
  peaceTitle: 'Peace about the home',
  peace: (count: number) => `The relatives have ${days(count)} with peace about the home; they are never counted as delay.`,
  phasesTitle: 'Targets, and with whom the ball lies',
  phaseHead: { phase: 'Phase', target: 'Target', owner: 'The ball is with' },
  days,
  change: 'Agree something else',
};
