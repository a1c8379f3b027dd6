import type { CivilDate, Fact, UnitEvents } from '../events.js';
import type { Book, FactLaw, History } from '../law/chapter.js';
import type { Claim } from '../law/context.js';
import { countUntil, fold, placeOn } from '../law/history.js';
import { refuse } from '../law/refusal.js';
import { citizenUnknown, unitUnknown } from '../unknown.js';
import { citizenIn, hasClaimed, mustBeFree } from './citizens.js';
import { must, neverDateOrder, type Home, type HomeContext } from './home.js';
import { LEAVING } from './leaving.js';
import { LETTING } from './letting.js';
import { MOVING_IN } from './moving-in.js';
import { madeFact } from './offers.js';
import { REGISTRATION } from './registration.js';
import { SERVICE } from './service.js';
import { UNREGISTERED, type UnitState } from './state.js';
import { onDay, type UnitOnDay } from './state-of.js';
import { WORKS_CHAPTER } from './works.js';

/** Every fact of a home; a forgotten one does not compile. */
const facts: { readonly [T in keyof UnitEvents]: FactLaw<Home, T> } = {
  ...REGISTRATION.facts,
  ...LEAVING.facts,
  ...WORKS_CHAPTER.facts,
  ...LETTING.facts,
  ...MOVING_IN.facts,
  ...SERVICE.facts,
};

/** Every command on a home but corrections, in the order of the story. */
export const UNIT_VERBS = {
  ...REGISTRATION.verbs,
  ...LEAVING.verbs,
  ...WORKS_CHAPTER.verbs,
  ...LETTING.verbs,
  ...MOVING_IN.verbs,
  ...SERVICE.verbs,
};

/** The law of homes. */
export const UNIT: Book<Home> = {
  facts,
  verbs: UNIT_VERBS,
  nothing: UNREGISTERED,
  on: onDay,
  isKnown: ({ state }) => state.registered !== undefined,
  unknown: unitUnknown,
  stranger: unitUnknown,
  notYourPart: () => refuse('NOT_YOUR_PART'),
  mustKnow,
  closed: neverDateOrder(
    must(
      'DECOMMISSIONED',
      ({ at }) => at.stage !== 'decommissioned',
      ({ at }) => ({ since: at.stageSince }),
    ),
  ),
  begun: hasClaimed,
  claimed,
};

function mustKnow(fields: object, { live }: History<Home>, context: HomeContext, isOfTheirs: (municipality: string) => boolean): void {
  const { citizen, offerId } = fields as { citizen?: unknown; offerId?: unknown };
  if (typeof citizen === 'string') {
    const view = citizenIn(context, citizen);
    if (!view?.now.known || !isOfTheirs(view.municipality)) citizenUnknown();
  }
  if (typeof offerId === 'string' && !madeFact(live, offerId)) refuse('OFFER_UNKNOWN', { offer: offerId });
}

/** An acceptance made or revived by a correction, or one that is now another citizen's, claims its citizen. */
function claimed(before: History<Home>, after: History<Home>, context: HomeContext & { target: string }): Claim[] {
  const [was, is] = [before, after].map((history) => placeOn(UNIT, history, context.today).at.acceptance);
  if (!is?.citizen || (was?.offerId === is.offerId && was.citizen === is.citizen)) return [];
  const { citizen, offerId, accepted: effective } = is;
  mustBeFree(context, citizen, { unit: context.target, offerId, since: effective });
  return [{ citizen, offerId, effective }];
}

/** A home as it stands after the given live facts. */
export function foldUnit(live: readonly Fact[]): UnitState {
  return fold(UNIT, live);
}

/** The home as it stood at the end of a day. */
export function unitOn(live: readonly Fact[], day: CivilDate): UnitOnDay {
  return onDay(foldUnit(live.slice(0, countUntil(UNIT, live, day))), day);
}

/** The municipality is the part of a home's id before the first dot. */
export function municipalityOf(unitId: string): string {
  return unitId.slice(0, unitId.indexOf('.'));
}
