import { liveFacts, upcast, type CivilDate, type EventType, type Fact } from '@relet/domain';
import type { LogEvent } from '@relet/event-store';

/** What is known of the event that is sought. */
export interface Sought {
  type: EventType;
  /** The day it stands on, where it is not the last one of this vacancy. */
  was?: CivilDate;
  offer?: string;
}

/** The event that is meant, as it stands and with others like it in its vacancy; or on which days such events stand; or the offers between which nobody has chosen. */
export type Found = { event: Fact; others: Fact[] } | { elsewhere: CivilDate[] } | { offers: string[] };

/** Facts that belong to no vacancy: they stand whoever lives in the home. */
const OF_NO_VACANCY: readonly EventType[] = ['UnitRegistered', 'RentSet'];

/**
 * The live event that people mean by a step of a history: the last one of the current vacancy, of an offer when one is named, or the one on a
 * day that is named, whichever vacancy it is of.
 */
export function findEvent(recorded: readonly LogEvent[], { type, was, offer }: Sought): Found {
  const live = liveFacts(recorded.map(upcast));
  const alike = live.filter((fact) => fact.type === type && (offer === undefined || offerOf(fact) === offer));
  const current = OF_NO_VACANCY.includes(type) ? alike : inCurrentVacancy(live, alike);
  const meant = was === undefined ? current : alike.filter(({ effective }) => effective === was);
  const event = meant.at(-1);
  if (!event) return { elsewhere: [...new Set(alike.map(({ effective }) => effective))] };
  // Of several of one offer, or of none, the last one is meant.
  const offers = new Set(meant.map(offerOf));
  if (was !== undefined && offers.size > 1) return { offers: meant.map((fact) => offerOf(fact) ?? '-') };
  return { event, others: was === undefined ? meant.filter((fact) => fact !== event) : [] };
}

const offerOf = ({ payload }: Fact) => (payload as { offerId?: string }).offerId;

/** Those of the facts that lie behind the last move-in before which the current vacancy has ended: until the next one begins, it is the one just ended. */
function inCurrentVacancy(live: readonly Fact[], alike: readonly Fact[]): Fact[] {
  const ended = live.flatMap(({ type }, n) => (type === 'MovedIn' || type === 'TenancyContinued' ? [n] : []));
  const hasBegun = live.slice((ended.at(-1) ?? -1) + 1).some(({ type }) => !OF_NO_VACANCY.includes(type));
  const from = (hasBegun ? ended.at(-1) : ended.at(-2)) ?? -1;
  return alike.filter((fact) => live.indexOf(fact) > from);
}
