import { plusDays } from '../calendar/index.js';
import type { EventType, Fact } from '../events.js';
import type { Told } from '../law/chapter.js';
import { accepted, inService } from './conditions.js';
import { bare, must, mustNow, neverDateOrder, notYet, onThatDay, type Here, type HomeFacts, type HomeVerbs } from './home.js';
import { AgreeMoveIn, CancelAcceptance, MoveIn, PostponeMoveIn, SignContract } from './letting.commands.js';
import { citizenIn } from './citizens.js';
import { freeWho, onListWho } from './letting-conditions.js';
import { changeOffer } from './offers.js';
import type { UnitState } from './state.js';
import { inAcceptance, pendingOffers, withoutVacancy } from './state-of.js';

const ready = must('NOT_READY', ({ at }) => at.stage === 'ready', notYet('ready'));
const acceptedUnlessDirect = must<'MovedIn'>(
  'NO_CONTRACT',
  ({ at }, { payload }) => payload.direct || at.acceptance !== undefined,
  onThatDay,
);
const contractedAsAgreed = mustNow<'MovedIn'>(
  'NO_CONTRACT',
  ({ at, policyOn }, { effective, payload }) =>
    payload.direct || at.acceptance?.contract !== undefined || !policyOn(effective).contractBeforeMoveIn,
  onThatDay,
);
const notAcceptedWhenDirect = must<'MovedIn'>(
  'LETTING_COMMITTED',
  ({ at }, { payload }) => !payload.direct || !at.acceptance,
  ({ at }) => ({ offer: at.acceptance?.offerId ?? '' }),
);
/** Whatever its day, a direct move-in finds nothing accepted today and nobody asked. */
const nobodyAskedWhenDirect = mustNow<'MovedIn'>(
  'LETTING_COMMITTED',
  ({ now }, { payload }) => !payload.direct || (!now.acceptance && !pendingOffers(now).length),
  ({ now }) => (now.acceptance ? { offer: now.acceptance.offerId } : { pending: pendingOffers(now)[0]?.offerId ?? '' }),
);

/** Who moves in: the citizen whose yes was accepted, or the one whom a direct move-in names. */
const whoMovesIn = ({ at }: Here, { payload }: Told<'MovedIn'>) => (payload.direct ? payload.citizen : at.acceptance?.citizen);
/** Whose yes stands on the command's day or later: a refusal is compared with what stands today. */
const citizensOfYeses = (_: unknown, states: readonly UnitState[]) => states.map(({ acceptance }) => acceptance?.citizen);
const whoSigns = ({ at }: Here) => at.acceptance?.citizen;

/** CITIZEN_NOT_ELIGIBLE: the citizen has not died; on or after the day of that removal nothing is signed, and nobody moves in. */
const alive = <T extends 'ContractSigned' | 'MovedIn'>(who: (here: Here, fact: Told<T>) => string | undefined) =>
  neverDateOrder(
    mustNow<T>(
      'CITIZEN_NOT_ELIGIBLE',
      (here, fact) => {
        const citizen = who(here, fact);
        const died = citizen === undefined ? undefined : citizenIn(here, citizen)?.now.died;
        return died === undefined || fact.effective < died;
      },
      ({ at }, { effective }) => ({ on: effective, needs: at.acceptance ? 'CancelAcceptance' : 'CorrectEvent' }),
    ),
  );
const named = ({ payload }: Told<'MovedIn'>) => (payload.direct ? payload.citizen : undefined);
const nameOnList = onListWho<'MovedIn'>((_, fact) => named(fact));
const nameFree = freeWho<'MovedIn'>(
  (_, fact) => named(fact),
  ({ commandId }) => commandId,
);

/** Who moved in is the citizen whose yes was accepted, also when that offer is corrected afterwards. */
const asAccepted = must<'MovedIn'>(
  'NO_CONTRACT',
  ({ at }, { payload }) => payload.direct || payload.citizen === at.acceptance?.citizen,
  onThatDay,
);

const LEAVES: ReadonlySet<EventType> = new Set<EventType>(['DeathRegistered', 'NoticeGiven', 'Vacated']);

/**
 * A contract, a cancelled yes or an agreed move-in cannot stand behind a direct move-in or a decommissioning that was recorded after it: the
 * letting that it belongs to was then over.
 */
const lettingOpen = must('NOTHING_ACCEPTED', ({ live, index }, fact) => !overtaken(live, index, fact), onThatDay);

function overtaken(live: readonly Fact[], index: number, fact: object): boolean {
  const revision = 'revision' in fact ? (fact.revision as number) : Number.POSITIVE_INFINITY;
  for (let n = index - 1; n >= 0; n--) {
    const before = live[n] as Fact;
    if (LEAVES.has(before.type)) return false;
    const ends = before.type === 'UnitDecommissioned' || (before.type === 'MovedIn' && before.payload.direct);
    if (ends) return before.revision > revision;
  }
  return false;
}

const facts = {
  AcceptanceCancelled: {
    stands: [accepted, lettingOpen],
    becomes: ({ acceptance, ...home }) => (acceptance ? changeOffer(home, acceptance.offerId, { status: 'cancelled' }) : home),
    undoneBy: ['OfferAccepted'],
  },
  ContractSigned: {
    stands: [accepted, lettingOpen, alive<'ContractSigned'>(whoSigns)],
    becomes: (home, { effective, payload }) => inAcceptance(home, { contract: { signed: effective, ...payload } }),
    undoneBy: ['AcceptanceCancelled', 'OfferAccepted'],
  },
  MoveInAgreed: {
    stands: [accepted, lettingOpen],
    becomes: (home, { payload }) => inAcceptance(home, { plannedMoveIn: payload.planned }),
    undoneBy: ['MoveInPostponed', 'AcceptanceCancelled', 'OfferAccepted'],
  },
  MoveInPostponed: {
    stands: [accepted, lettingOpen],
    becomes: (home, { payload }) => inAcceptance(home, { plannedMoveIn: payload.planned }),
    undoneBy: ['MoveInAgreed', 'AcceptanceCancelled', 'OfferAccepted'],
  },
  MovedIn: {
    stands: [
      ready,
      acceptedUnlessDirect,
      contractedAsAgreed,
      asAccepted,
      inService,
      notAcceptedWhenDirect,
      nobodyAskedWhenDirect,
      nameOnList,
      alive(whoMovesIn),
      nameFree,
    ],
    becomes: (home, { effective, payload: { citizen } }) => ({
      ...withoutVacancy(home),
      stage: 'occupied',
      stageSince: effective,
      tenancy: { since: effective, ...(citizen && { citizen }) },
    }),
    undoneBy: ['Vacated'],
    marks: { direct: false },
    follows: { field: 'citizen', from: (at) => at.acceptance?.citizen, unless: ({ direct }) => direct },
  },
} satisfies HomeFacts;

const verbs = {
  CancelAcceptance: {
    body: CancelAcceptance,
    who: 'AM',
    system: true,
    reports: 'AcceptanceCancelled',
    probe: () => [{ reason: 'other' }],
  },
  SignContract: {
    body: SignContract,
    who: 'A',
    reports: 'ContractSigned',
    asksFor: citizensOfYeses,
    probe: (_, day) => [{ rentFrom: day }],
  },
  AgreeMoveIn: { body: AgreeMoveIn, who: 'A', reports: 'MoveInAgreed', probe: (_, day) => [{ planned: day }] },
  PostponeMoveIn: { body: PostponeMoveIn, who: 'A', reports: 'MoveInPostponed', probe: (_, day) => [{ planned: plusDays(day, 1) }] },
  MoveIn: {
    body: MoveIn,
    who: 'A',
    reports: 'MovedIn',
    malformed: ({ citizen, direct }: MoveIn) =>
      citizen === undefined || direct ? undefined : { field: 'citizen', why: 'CITIZEN_OF_THE_YES' },
    asksFor: citizensOfYeses,
    claims: (main, { commandId }) => {
      const citizen = main.type === 'MovedIn' && named(main);
      return citizen ? [{ citizen, offerId: commandId, effective: main.effective }] : [];
    },
    probe: bare,
  },
} satisfies HomeVerbs;

/** From the citizen's yes to the first day in the home. */
export const MOVING_IN = { facts, verbs };
