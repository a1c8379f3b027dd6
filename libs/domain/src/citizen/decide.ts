import { breaksHistory, checkCorrectionShape, checkTargets, decideCorrection } from '../correcting.js';
import { asOf, liveFacts } from '../corrections.js';
import { fact, NOTHING, provisional, refuse, type Context, type Decision } from '../decider.js';
import type { CivilDate, Fact, NewFact } from '../events.js';
import type { CitizenCommandName, CitizenCommands } from '../registry.js';
import { changesNothing } from '../undone.js';
import type { CitizenState } from './citizen.js';
import { evolveCitizen, foldCitizen } from './state-of.js';

/** What a decision on a citizen looks at besides their own stream. */
export interface CitizenContext extends Context {
  municipality: string;
  /** True while a home's offer to this citizen waits for an answer. */
  pendingOffers: boolean;
}

type CitizenOrder = { [N in keyof CitizenCommands]: { name: N; command: CitizenCommands[N] } }[keyof CitizenCommands];
type PlainOrder = { [N in CitizenCommandName]: { name: N; command: CitizenCommands[N] } }[CitizenCommandName];

/**
 * Decides a command on a citizen from the events recorded so far.
 * Refuses NOT_YOUR_PART, CITIZEN_UNKNOWN, VERSION_CONFLICT, FUTURE_FACT, ERASED, ALREADY_ON_LIST, NOT_ON_LIST,
 * STILL_IN_USE, DATE_ORDER, BREAKS_HISTORY.
 */
export function decideCitizen<N extends keyof CitizenCommands>(
  name: N,
  command: CitizenCommands[N],
  recorded: readonly Fact[],
  context: CitizenContext,
): Decision {
  const order = { name, command } as unknown as CitizenOrder;
  const correction = order.name === 'CorrectEvent' || order.name === 'RetractEvent';
  if (correction) checkCorrectionShape(order);
  checkPart(order, context);
  if (order.name !== 'ApproveCitizen' && !recorded.length) refuse('CITIZEN_UNKNOWN', 'No such citizen.');
  if (correction) checkTargets(order, recorded);
  context.checkRevision?.();
  if (correction) return { facts: decideCorrection(order, { recorded, firstIllegal: firstIllegalOfCitizen }, context), claims: [] };
  return decidePlain(order, recorded, context);
}

function decidePlain(order: PlainOrder, recorded: readonly Fact[], context: CitizenContext): Decision {
  const { effective } = order.command;
  if (effective > context.today)
    refuse('FUTURE_FACT', `A fact may not lie after ${context.today}.`, { on: effective, latest: context.today });
  const live = liveFacts(recorded);
  const main = mainOf(order);
  if (changesNothing(main, live)) return NOTHING;
  const on = (day: CivilDate) => foldCitizen(asOf(live, day));
  const now = on(context.today);
  const code = refusedWith(main.type, on(effective), now, context);
  if (code) {
    if (!refusedWith(main.type, now, now, context))
      refuse('DATE_ORDER', `The steps would not be in order with ${effective}.`, { on: effective });
    refuse(code, REASONS[code]);
  }
  const broken = firstIllegalOfCitizen(liveFacts([...recorded, ...provisional(recorded, [main], context.commandId)]));
  if (broken) breaksHistory(broken);
  return { facts: [main], claims: [] };
}

type Code = keyof typeof REASONS;
const REASONS = {
  ERASED: "This citizen's data have been erased.",
  ALREADY_ON_LIST: 'The citizen is on a list already.',
  NOT_ON_LIST: 'The citizen is on no list on that day.',
  STILL_IN_USE: 'An offer is pending, a claim is open, or the citizen lives in a home.',
} as const;

/** The row's codes from left to right. */
function refusedWith(type: NewFact['type'], at: CitizenState, now: CitizenState, { pendingOffers }: CitizenContext): Code | undefined {
  if (at.erased) return 'ERASED';
  if (type === 'CitizenApproved') return at.entry && 'ALREADY_ON_LIST';
  if (type === 'ListChanged' || type === 'RemovedFromList') return at.entry ? undefined : 'NOT_ON_LIST';
  return pendingOffers || now.claim || now.home ? 'STILL_IN_USE' : undefined;
}

function mainOf({ name, command }: PlainOrder): NewFact {
  const { effective } = command;
  switch (name) {
    case 'ApproveCitizen':
      return fact('CitizenApproved', effective, { list: command.list, elderly: command.elderly });
    case 'ChangeList':
      return fact('ListChanged', effective, { list: command.list });
    case 'RemoveFromList':
      return fact('RemovedFromList', effective, { reason: command.reason });
    case 'EraseCitizenData':
      return fact('CitizenErased', effective, {});
  }
}

/** Re-folding a citizen's stream by its own row: list entries and erasure; claims and homes follow from the homes' streams. */
export function firstIllegalOfCitizen(live: readonly Fact[]): Fact | undefined {
  let state: CitizenState = { known: false, erased: false };
  for (const known of live) {
    if (!standsOnList(known.type, state)) return known;
    state = evolveCitizen(state, known);
  }
  return undefined;
}

function standsOnList(type: Fact['type'], { erased, entry }: CitizenState): boolean {
  if (type === 'CitizenApproved') return !erased && !entry;
  if (type === 'ListChanged' || type === 'RemovedFromList') return !erased && entry !== undefined;
  return type !== 'CitizenErased' || !erased;
}

function checkPart(order: CitizenOrder, { by, municipality }: CitizenContext): void {
  const correction = order.name === 'CorrectEvent' || order.name === 'RetractEvent';
  if (by.party === 'system' || (by.party === 'administrator' && !correction))
    refuse('NOT_YOUR_PART', 'That is the part of the municipality.');
  if (by.municipality !== undefined && by.municipality !== municipality) refuse('CITIZEN_UNKNOWN', 'No such citizen.');
}
