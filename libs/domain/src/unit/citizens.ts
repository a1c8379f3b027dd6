import { refuse } from '../law/refusal.js';
import type { CitizenView, HomeContext } from './home.js';

/** A citizen as this decision knows them. One who was not read before it was decided is a mistake in the chapter, never somebody unknown. */
export function citizenIn({ citizens }: Pick<HomeContext, 'citizens'>, citizen: string): CitizenView | undefined {
  if (!citizens.has(citizen)) throw new Error('A condition asks for a citizen whom its verb does not name in `asksFor`.');
  return citizens.get(citizen);
}

/** A home that a citizen says yes to. */
export interface Wanted {
  unit: string;
  offerId: string;
  since: string;
}

/** True when the citizen is on a list of the home's municipality on the day. */
export function isOnList(here: HomeContext, citizen: string, day: string): boolean {
  const view = citizenIn(here, citizen);
  return view?.municipality === here.municipality && view.on(day).entry !== undefined;
}

/**
 * True when the command has won its claim: it was judged then. Given again, it is refused by what its home has become and by nothing
 * else, so that a claim is never released while its yes can still arrive at the home as it was.
 */
export function hasClaimed({ citizens, commandId }: Pick<HomeContext, 'citizens' | 'commandId'>): boolean {
  return [...citizens.values()].some((citizen) => citizen?.now.claim?.commandId === commandId);
}

/** One citizen never ends up with two homes: no other open claim, and no home taken since that day. */
export function isFree(here: Pick<HomeContext, 'citizens'>, citizen: string, wanted: Wanted): boolean {
  const now = citizenIn(here, citizen)?.now;
  const otherClaim = now?.claim && (now.claim.unit !== wanted.unit || now.claim.offerId !== wanted.offerId);
  const otherHome = now?.taken && now.taken.unit !== wanted.unit && now.taken.since >= wanted.since;
  return !otherClaim && !otherHome;
}

/** Refuses CITIZEN_ALREADY_ACCEPTED unless the citizen is free. */
export function mustBeFree(context: Pick<HomeContext, 'citizens'>, citizen: string, wanted: Wanted): void {
  if (!isFree(context, citizen, wanted)) refuse('CITIZEN_ALREADY_ACCEPTED');
}
