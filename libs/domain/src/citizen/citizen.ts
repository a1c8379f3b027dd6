import type { CitizenEvents, CivilDate, EventType, Fact } from '../events.js';
import {
  asItWas,
  type Book,
  type Condition,
  type FactLaw,
  type History,
  type Place,
  type Situation,
  type VerbLaw,
} from '../law/chapter.js';
import type { Context } from '../law/context.js';
import { fold, placeOn } from '../law/history.js';
import { refuse, type RefusalCode } from '../law/refusal.js';
import { citizenUnknown } from '../unknown.js';
import type { CitizenView } from '../unit/home.js';
import { ApproveCitizen, ChangeList, EraseCitizenData, RemoveFromList } from './citizen.commands.js';
import type { CitizenState } from './state.js';

/** What a decision on a citizen looks at besides their own stream. */
export interface CitizenContext extends Context {
  /** True while a home's offer to this citizen waits for an answer, or a home is reserved for them. */
  offeredOrReserved: boolean;
}

/** The stream of a citizen. */
export interface Citizen {
  state: CitizenState;
  at: CitizenState;
  context: CitizenContext;
}

const must = (code: RefusalCode, holds: (place: Place<Citizen>) => boolean): Condition<Citizen> => ({ code, holds });
const notErased = must('ERASED', ({ at }) => !at.erased);
const onNoList = must('ALREADY_ON_LIST', ({ at }) => !at.entry);
const onList = must('NOT_ON_LIST', ({ at }) => at.entry !== undefined);
const notInUse: Condition<Citizen> = {
  code: 'STILL_IN_USE',
  now: true,
  holds: ({ now, offeredOrReserved }: Situation<Citizen>) => !offeredOrReserved && !now.claim && !now.home,
};

const facts: { readonly [T in keyof CitizenEvents]: FactLaw<Citizen, T> } = {
  CitizenApproved: {
    stands: [notErased, onNoList],
    // Version 0.1 let an erasure be retracted, and the citizen be approved again: nobody is on a list who is erased.
    becomes: ({ died: _, ...citizen }, { effective, payload }) => ({
      ...citizen,
      known: true,
      ...(!citizen.erased && { entry: { ...payload, decidedOn: effective } }),
    }),
    undoneBy: ['RemovedFromList', 'HomeTaken', 'CitizenErased', 'ListChanged'],
  },
  ListChanged: {
    stands: [notErased, onList],
    becomes: (citizen, { payload }) => (citizen.entry ? { ...citizen, entry: { ...citizen.entry, list: payload.list } } : citizen),
    undoneBy: ['RemovedFromList', 'HomeTaken', 'CitizenErased', 'CitizenApproved'],
  },
  RemovedFromList: {
    stands: [notErased, onList],
    becomes: (citizen, { effective, payload }) => ({ ...withoutEntry(citizen), ...(payload.reason === 'died' && { died: effective }) }),
    undoneBy: ['CitizenApproved'],
  },
  CitizenErased: {
    stands: [notErased, notInUse],
    becomes: (citizen) => ({ ...withoutEntry(citizen), erased: true }),
    undoneBy: [],
    forGood: 'ERASED',
  },
  // Claims and homes follow from the homes' streams.
  HomeClaimed: { stands: [], becomes: asItWas, undoneBy: [], byItself: true },
  ClaimReleased: { stands: [], becomes: asItWas, undoneBy: [], byItself: true },
  HomeTaken: {
    stands: [],
    becomes: (citizen, { effective, payload }) => {
      const home = { unit: payload.unit, since: effective };
      return { ...withoutEntry(citizen), home, taken: home };
    },
    undoneBy: [],
    byItself: true,
  },
  HomeLeft: {
    stands: [],
    becomes: ({ home, ...citizen }, { payload }) => (home && home.unit !== payload.unit ? { ...citizen, home } : citizen),
    undoneBy: [],
    byItself: true,
  },
};

function withoutEntry({ entry: _, ...citizen }: CitizenState): CitizenState {
  return citizen;
}

/** Every command on a citizen but corrections. */
export const CITIZEN_VERBS = {
  ApproveCitizen: {
    body: ApproveCitizen,
    who: 'M',
    reports: 'CitizenApproved',
    begins: true,
    probe: () => [{ list: 'general', elderly: true }],
  },
  ChangeList: {
    body: ChangeList,
    who: 'M',
    reports: 'ListChanged',
    probe: ({ entry }: CitizenState) => [{ list: entry?.list === 'general' ? 'specific' : 'general' }],
  },
  RemoveFromList: { body: RemoveFromList, who: 'M', reports: 'RemovedFromList', probe: () => [{ reason: 'own_wish' }] },
  EraseCitizenData: { body: EraseCitizenData, who: 'M', reports: 'CitizenErased', probe: () => [{}] },
} satisfies Readonly<Record<string, VerbLaw<Citizen>>>;

/** The law of citizens. */
export const CITIZEN: Book<Citizen> = {
  facts,
  verbs: CITIZEN_VERBS,
  nothing: { known: false, erased: false },
  on: (state) => state,
  asRecorded: (state, live) => {
    const claim = openClaim(live);
    return claim ? { ...state, claim } : withoutClaim(state);
  },
  isKnown: ({ recorded }) => recorded.length > 0,
  unknown: citizenUnknown,
  stranger: citizenUnknown,
  notYourPart: () => refuse('NOT_YOUR_PART'),
};

function withoutClaim({ claim: _, ...citizen }: CitizenState): CitizenState {
  return citizen;
}

const CLAIMS: ReadonlySet<EventType> = new Set<EventType>(['HomeClaimed', 'ClaimReleased', 'HomeTaken']);

/** Claims are judged as of now, whatever their day: the latest recorded word on them stands. */
function openClaim(live: readonly Fact[]): CitizenState['claim'] {
  const byRecording = live.filter(({ type }) => CLAIMS.has(type)).sort((a, b) => a.revision - b.revision);
  let claim: CitizenState['claim'];
  for (const fact of byRecording) {
    if (fact.type === 'HomeClaimed') claim = { ...fact.payload, since: fact.effective, commandId: fact.commandId };
    else if (fact.type === 'ClaimReleased' && claim?.offerId === fact.payload.offerId && claim.unit === fact.payload.unit)
      claim = undefined;
    else if (fact.type === 'HomeTaken' && claim?.unit === fact.payload.unit) claim = undefined;
  }
  return claim;
}

/** A citizen as they stand after the given live facts. */
export function foldCitizen(live: readonly Fact[]): CitizenState {
  return fold(CITIZEN, live);
}

/** What a decision on a home sees of a citizen: as of now and as of any day, from what is known. */
export function citizenView(municipality: string, history: History<Citizen>): CitizenView {
  // A citizen whose only approval was retracted stays known.
  const known = history.recorded.length > 0;
  return { municipality, now: { ...history.state, known }, on: (day: CivilDate) => placeOn(CITIZEN, history, day).at };
}
