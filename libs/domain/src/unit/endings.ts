import { maxDate } from '../calendar/index.js';
import { LEAVES_HOMES, type Removal } from '../citizen/removal.js';
import type { CivilDate, EventType, Fact } from '../events.js';
import type { History } from '../law/chapter.js';
import { placeOn } from '../law/history.js';
import type { Home } from './home.js';
import type { CancelAcceptance, ReleaseReservation, WithdrawOffer } from './letting.commands.js';
import type { Acceptance } from './state.js';
import { pendingOffers } from './state-of.js';
import { UNIT } from './unit.js';

/** What ends in a home because its citizen has left the list: the command that ends it, and the offer or Reserved event that it is about. */
export type Ending = { about: string } & (
  | { name: 'WithdrawOffer'; command: WithdrawOffer }
  | { name: 'ReleaseReservation'; command: ReleaseReservation }
  | { name: 'CancelAcceptance'; command: CancelAcceptance }
);

/**
 * What a citizen's removal from the list ends in a home as it stands today (docs/law.md 7.3): pending offers, a reservation and, for a death or a
 * move away, an acceptance that nobody has moved in on. Each on the latest of the removal's day and the days of what is ended. An offer whose last day
 * for an answer lies before that is left to its deadline.
 */
export function endingsOf(home: History<Home>, removal: Removal, today: CivilDate): Ending[] {
  const { at } = placeOn(UNIT, home, today);
  const { citizen, effective: removed, reason } = removal;
  const withdrawn = pendingOffers(at)
    .filter((offer) => offer.citizen === citizen && offer.respondBy >= maxDate(removed, offer.made))
    .map(({ offerId, made }): Ending => ({
      name: 'WithdrawOffer',
      about: offerId,
      command: { offerId, effective: maxDate(removed, made) },
    }));
  const { reservation, acceptance } = at;
  const reserved = home.live.findLast(
    (fact) => fact.type === 'Reserved' && fact.payload.citizen === citizen && fact.effective === reservation?.since,
  );
  const released: Ending[] =
    reserved && reservation?.citizen === citizen
      ? [{ name: 'ReleaseReservation', about: reserved.id, command: { effective: maxDate(removed, reserved.effective) } }]
      : [];
  if (!LEAVES_HOMES.includes(reason) || acceptance?.citizen !== citizen) return [...withdrawn, ...released];
  const effective = daysOf(acceptance, home.live).reduce(maxDate, removed);
  const command = { effective, reason: reason === 'died' ? ('died' as const) : ('regret' as const) };
  return [...withdrawn, ...released, { name: 'CancelAcceptance', about: acceptance.offerId, command }];
}

const STEPS: ReadonlySet<EventType> = new Set<EventType>(['ContractSigned', 'MoveInAgreed', 'MoveInPostponed']);

/** The days of a yes and of its contract and agreed or postponed move-in: a cancellation before any of them would break history. */
function daysOf({ eventId, accepted }: Acceptance, live: readonly Fact[]): CivilDate[] {
  const yes = live.findIndex(({ id }) => id === eventId);
  return [accepted, ...live.slice(yes + 1).flatMap(({ type, effective }) => (STEPS.has(type) ? [effective] : []))];
}
