import { minDate } from './calendar/index.js';
import { correctionsOf, isCorrection, liveFacts } from './corrections.js';
import { fact, provisional, refuse, type Context } from './decider.js';
import type { CivilDate, EventType, Fact, NewFact } from './events.js';
import { payloadsInOrder } from './intrinsic.js';
import { checkedPayload } from './payloads.js';
import { latestDayOf } from './plans.js';
import type { CorrectionCommandName, UnitCommands } from './registry.js';
import { sameFields } from './undone.js';

type Corrections = { [N in CorrectionCommandName]: { name: N; command: UnitCommands[N] } }[CorrectionCommandName];

/** What a correction needs to know of the stream it corrects. */
export interface Correctable {
  recorded: readonly Fact[];
  /** The stream's own law: the first fact that cannot stand. */
  firstIllegal(live: readonly Fact[]): Fact | undefined;
  /** Refuses when an acceptance made or revived cannot claim its citizen; between NOT_CORRECTABLE and DATE_ORDER. */
  claims?(before: readonly Fact[], after: readonly Fact[]): void;
}

/** Events that follow from a home's history or from the calendar: never corrected by hand. */
const FOLLOWING: ReadonlySet<EventType> = new Set<EventType>([
  'EventCorrected',
  'EventRetracted',
  'OfferExpired',
  'HomeClaimed',
  'ClaimReleased',
  'HomeTaken',
  'HomeLeft',
]);

/** Malformed whatever the stream says: a correction without anything new. */
export function checkCorrectionShape({ name, command }: Corrections): void {
  if (name === 'CorrectEvent' && !command.newEffective && !command.newPayload) {
    refuse('MALFORMED', 'A correction gives a new day, a new content or both.', { pointer: '/newEffective' });
  }
}

/** EVENT_UNKNOWN unless every event named lies in this stream; then MALFORMED when the new content does not fit. */
export function checkTargets({ name, command }: Corrections, recorded: readonly Fact[]): void {
  const ids = new Set(recorded.map(({ id }) => id));
  const targets = name === 'CorrectEvent' ? [command.target] : command.targets;
  if (!targets.every((target) => ids.has(target))) refuse('EVENT_UNKNOWN', 'No such event lies in this stream.');
  if (name === 'CorrectEvent') payloadOf(command, eventOf(recorded, command.target));
}

const eventOf = (recorded: readonly Fact[], target: string) => recorded.find(({ id }) => id === target) as Fact;

/** The new content as it will be stored; MALFORMED when it does not fit. Events that nobody corrects have none to fit. */
function payloadOf({ newPayload }: UnitCommands['CorrectEvent'], event: Fact): object | undefined {
  return newPayload && !FOLLOWING.has(event.type) ? checkedPayload(event, newPayload) : newPayload;
}

/**
 * Decides a correction or retraction: new facts, or none when it says what the latest one says.
 * Refuses FUTURE_FACT, NOT_CORRECTABLE, CITIZEN_ALREADY_ACCEPTED, DATE_ORDER, BREAKS_HISTORY.
 */
export function decideCorrection(order: Corrections, stream: Correctable, { today, commandId }: Context): NewFact[] {
  const { recorded } = stream;
  const facts = order.name === 'CorrectEvent' ? corrected(order.command, recorded, today) : retracted(order.command, recorded, today);
  if (!facts.length) return [];
  const before = liveFacts(recorded);
  const after = liveFacts([...recorded, ...provisional(recorded, facts, commandId)]);
  if (before.some(isRegistration) && !after.some(isRegistration) && after.length) {
    refuse('NOT_CORRECTABLE', 'A registration is retracted only while nothing else stands.');
  }
  stream.claims?.(before, after);
  const late = payloadsInOrder(after);
  if (late) refuse('DATE_ORDER', 'The dates of an event would not be in order.', { event: late.id, type: late.type });
  const broken = stream.firstIllegal(after);
  if (broken) breaksHistory(broken);
  return facts;
}

/** BREAKS_HISTORY, naming the event that would become illegal. */
export function breaksHistory({ id, type, effective }: Fact): never {
  refuse('BREAKS_HISTORY', `${type} on ${effective} could then not have happened.`, { event: id, type, on: effective });
}

const isRegistration = ({ type }: Fact) => type === 'UnitRegistered';

function corrected(command: UnitCommands['CorrectEvent'], recorded: readonly Fact[], today: CivilDate): NewFact[] {
  const { target, newEffective, reason } = command;
  const event = eventOf(recorded, target);
  const payload = payloadOf(command, event);
  const ahead = [newEffective && newEffective > latestDayTogether(recorded, event, today) && newEffective, livedInAhead(payload, today)];
  for (const on of ahead) if (on) refuse('FUTURE_FACT', 'A fact may not lie after today.', { on });
  const fields = { target, ...(newEffective && { newEffective }), ...(payload && { newPayload: payload }), reason };
  if (saysTheSame(recorded, fact('EventCorrected', today, fields))) return [];
  mustBeCorrectable(recorded, event);
  return [fact('EventCorrected', today, fields)];
}

/** A new day moves what its command recorded on the same day with it. */
function latestDayTogether(recorded: readonly Fact[], event: Fact, today: CivilDate): CivilDate {
  const standing = liveFacts(recorded);
  const now = standing.find(({ id }) => id === event.id) ?? event;
  const moved = standing.filter(({ commandId, effective }) => commandId === now.commandId && effective === now.effective);
  return [now, ...moved].map(({ type }) => latestDayOf(type, today)).reduce(minDate);
}

/** The day a home is lived in from is a fact, also inside a registration. */
function livedInAhead(payload: object | undefined, today: CivilDate): CivilDate | undefined {
  const { occupiedSince } = (payload ?? {}) as { occupiedSince?: CivilDate };
  return occupiedSince !== undefined && occupiedSince > today ? occupiedSince : undefined;
}

function retracted({ targets, reason }: UnitCommands['RetractEvent'], recorded: readonly Fact[], today: CivilDate): NewFact[] {
  const facts = targets.map((target) => fact('EventRetracted', today, { target, reason }));
  const added = facts.filter((retraction) => !saysTheSame(recorded, retraction));
  if (!added.length) return [];
  for (const target of targets) mustBeCorrectable(recorded, eventOf(recorded, target));
  return added;
}

function saysTheSame(recorded: readonly Fact[], correction: NewFact): boolean {
  const { target } = correction.payload as { target: string };
  const latest = correctionsOf(recorded, target).at(-1);
  return latest?.type === correction.type && latest.effective === correction.effective && sameFields(latest.payload, correction.payload);
}

function mustBeCorrectable(recorded: readonly Fact[], event: Fact): void {
  const standing = liveFacts(recorded).some(({ id }) => id === event.id);
  if (isCorrection(event) || FOLLOWING.has(event.type) || !standing) {
    refuse('NOT_CORRECTABLE', 'That event is a correction, follows from others, or is retracted.', { type: event.type });
  }
}
