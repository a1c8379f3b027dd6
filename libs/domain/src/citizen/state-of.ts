import { asOf, liveFacts } from '../corrections.js';
import type { CitizenView } from '../decider.js';
import type { CitizenEvents, DomainEvents, EventType, Fact } from '../events.js';
import type { CitizenState } from './citizen.js';

const NOBODY: CitizenState = { known: false, erased: false };

type Evolution<T extends EventType> = (state: CitizenState, fact: Fact & { type: T; payload: DomainEvents[T] }) => CitizenState;

/** The citizen after one more fact; claims are folded apart, by the order in which they were recorded. */
const EVOLUTIONS: { [T in Exclude<keyof CitizenEvents, 'HomeClaimed' | 'ClaimReleased'>]: Evolution<T> } = {
  CitizenApproved: (state, { effective, payload }) => ({ ...state, known: true, entry: { ...payload, decidedOn: effective } }),
  ListChanged: (state, { payload }) => (state.entry ? { ...state, entry: { ...state.entry, list: payload.list } } : state),
  RemovedFromList: ({ entry: _, ...state }) => state,
  CitizenErased: ({ entry: _, ...state }) => ({ ...state, erased: true }),
  HomeTaken: ({ entry: _, ...state }, { effective, payload }) => {
    const home = { unit: payload.unit, since: effective };
    return { ...state, home, taken: home };
  },
  HomeLeft: ({ home, ...state }, { payload }) => (home && home.unit !== payload.unit ? { ...state, home } : state),
};

/** One more fact; everything recorded is believed. */
export function evolveCitizen(state: CitizenState, fact: Fact): CitizenState {
  const evolution = (EVOLUTIONS as Record<string, Evolution<never> | undefined>)[fact.type];
  return evolution ? evolution(state, fact as never) : state;
}

/** A citizen as they stand after the given live facts. */
export function foldCitizen(live: readonly Fact[]): CitizenState {
  const claim = openClaim(live);
  return { ...live.reduce(evolveCitizen, NOBODY), ...(claim && { claim }) };
}

/** Claims are judged as of now, whatever their day: the latest recorded word on them stands. */
function openClaim(live: readonly Fact[]): CitizenState['claim'] {
  const byRecording = [...live].sort((a, b) => a.revision - b.revision);
  let claim: CitizenState['claim'];
  for (const fact of byRecording) {
    if (fact.type === 'HomeClaimed') claim = { ...fact.payload, since: fact.effective, commandId: fact.commandId };
    else if (fact.type === 'ClaimReleased' && claim?.offerId === fact.payload.offerId && claim.unit === fact.payload.unit)
      claim = undefined;
    else if (fact.type === 'HomeTaken' && claim?.unit === fact.payload.unit) claim = undefined;
  }
  return claim;
}

/** What a decision on a home sees of a citizen: as of now and as of any day, from what is known. */
export function citizenView(municipality: string, recorded: readonly Fact[]): CitizenView {
  const live = liveFacts(recorded);
  return { municipality, now: foldCitizen(live), on: (day) => foldCitizen(asOf(live, day)) };
}
