import type { DomainCommand } from '../base.commands.js';
import { minDate } from '../calendar/index.js';
import type { CorrectEvent, RetractEvent } from './correcting.commands.js';
import type { CivilDate, Fact, NewFact } from '../events.js';
import type { Book, FactLaw, Kind, History } from './chapter.js';
import { checkedContent, isBeyondCorrection } from './content.js';
import type { Context } from './context.js';
import { dateOrder, firstOutOfOrder, latestDayOf, stepOutOfOrder } from './dates.js';
import { fact, fieldOf, provisional, sameFields } from './facts.js';
import { movedOn } from './history.js';
import { brokenByCorrection, type InTheWay } from './in-the-way.js';
import { correctionsOf, isCorrection } from './live-facts.js';
import { refuseField } from './malformed.js';
import { refuse, type RefusalCode } from './refusal.js';

/** A correction or retraction, by its name. */
export type Correction = { name: 'CorrectEvent'; command: CorrectEvent } | { name: 'RetractEvent'; command: RetractEvent };

/** Corrections and retractions are commands on any stream. */
export function isCorrectionOrder<O extends { name: string; command: DomainCommand }>(order: O): order is O & Correction {
  return order.name === 'CorrectEvent' || order.name === 'RetractEvent';
}

/** Malformed whatever the stream says: a correction without anything new. */
export function checkCorrectionShape({ name, command }: Correction): void {
  if (name === 'CorrectEvent' && !command.newEffective && !command.newPayload) {
    refuseField('NOTHING_NEW', '/newEffective');
  }
}

/** EVENT_UNKNOWN unless every event named lies in this stream; then MALFORMED when the new content does not fit. */
export function checkTargets<K extends Kind>(
  book: Book<K>,
  { name, command }: Correction,
  recorded: readonly Fact[],
  context: Context,
): void {
  const ids = new Set(recorded.map(({ id }) => id));
  const targets = name === 'CorrectEvent' ? [command.target] : command.targets;
  if (!targets.every((target) => ids.has(target))) refuse('EVENT_UNKNOWN');
  if (name === 'CorrectEvent') contentOf(book, command, eventOf(recorded, command.target), { ...context, recorded });
}

const eventOf = (recorded: readonly Fact[], target: string) => recorded.find(({ id }) => id === target) as Fact;

const nobodyCorrects = <K extends Kind>(book: Book<K>, event: Fact) =>
  isCorrection(event) || isBeyondCorrection(book.facts[event.type] as FactLaw<Kind>);

/** The new content as it will be stored; MALFORMED when it does not fit. Events that nobody corrects have none to fit. */
function contentOf<K extends Kind>(
  book: Book<K>,
  { newPayload }: CorrectEvent,
  event: Fact,
  context: Context & { recorded: readonly Fact[] },
): object | undefined {
  return newPayload && !nobodyCorrects(book, event) ? checkedContent(book, event, newPayload, context) : newPayload;
}

/** What a correction can be refused with, once what it is about is known. */
export const CORRECTION_REFUSALS = [
  'EVENT_UNKNOWN',
  'CITIZEN_UNKNOWN',
  'FUTURE_FACT',
  'NOT_CORRECTABLE',
  'CITIZEN_ALREADY_ACCEPTED',
  'DATE_ORDER',
  'BREAKS_HISTORY',
] as const satisfies readonly RefusalCode[];

/**
 * Decides a correction or retraction: new facts, or none when it says what the latest one says. `claim` refuses when an acceptance that is
 * made or revived cannot claim its citizen. Refuses FUTURE_FACT, NOT_CORRECTABLE, CITIZEN_ALREADY_ACCEPTED, DATE_ORDER, BREAKS_HISTORY,
 * and the code of a fact that stands for good.
 */
export function decideCorrection<K extends Kind>(
  book: Book<K>,
  order: Correction,
  history: History<K>,
  context: Context,
  claim: (before: History<K>, after: History<K>) => void,
): NewFact[] {
  const facts =
    order.name === 'CorrectEvent' ? corrected(book, order.command, history, context) : retracted(book, order.command, history, context);
  if (!facts.length) return [];
  const moved = movedOn(book, history, provisional(history.recorded, facts, context.commandId));
  const { history: after } = moved;
  const isFirst = ({ type }: Fact) => book.facts[type]?.first;
  if (history.live.some(isFirst) && !after.live.some(isFirst) && after.live.length) {
    refuse('NOT_CORRECTABLE');
  }
  claim(history, after);
  const late = firstOutOfOrder(book, undefined, after.live);
  if (late) dateOrder(undefined, stepOutOfOrder(book, late, corrections(facts, after), after.live));
  const broken = brokenByCorrection(book, history, moved);
  if (broken) breaksHistory(broken);
  return facts;
}

/** The live facts that corrections speak of. */
const corrections = (facts: readonly NewFact[], { live }: History<Kind>): Fact[] =>
  live.filter(({ id }) => facts.some((each) => fieldOf(each, 'target') === id));

/** BREAKS_HISTORY, naming the event that is in the way; none when nothing else is there. */
export function breaksHistory({ fact: broken, behind }: InTheWay): never {
  const named = behind ?? broken;
  if (!named) return refuse('BREAKS_HISTORY');
  const { id, type, effective } = named;
  refuse('BREAKS_HISTORY', { event: id, type, on: effective });
}

function corrected<K extends Kind>(book: Book<K>, command: CorrectEvent, history: History<K>, context: Context): NewFact[] {
  const { target, newEffective, reason } = command;
  const { today } = context;
  const event = eventOf(history.recorded, target);
  const payload = contentOf(book, command, event, { ...context, recorded: history.recorded });
  const factDay = payload && (fieldOf({ payload }, book.facts[event.type]?.factDay) as CivilDate | undefined);
  const ahead = [
    newEffective && newEffective > latestTogether(book, history, event, today) && newEffective,
    factDay && factDay > today && factDay,
  ];
  for (const on of ahead) if (on) refuse('FUTURE_FACT', { on });
  const fields = { target, ...(newEffective && { newEffective }), ...(payload && { newPayload: payload }), reason };
  const correction = fact('EventCorrected', today, fields);
  if (saysTheLatest(history.recorded, correction)) return [];
  mustBeCorrectable(book, history, event);
  return [correction];
}

/** A new day moves what its command recorded on the same day with it. */
function latestTogether<K extends Kind>(book: Book<K>, { live }: History<K>, event: Fact, today: CivilDate): CivilDate {
  const now = live.find(({ id }) => id === event.id) ?? event;
  const moved = live.filter(({ commandId, effective }) => commandId === now.commandId && effective === now.effective);
  return [now, ...moved].map(({ type }) => latestDayOf(book.facts[type], today)).reduce(minDate);
}

function retracted<K extends Kind>(book: Book<K>, { targets, reason }: RetractEvent, history: History<K>, { today }: Context): NewFact[] {
  const facts = targets.map((target) => fact('EventRetracted', today, { target, reason }));
  const added = facts.filter((retraction) => !saysTheLatest(history.recorded, retraction));
  if (added.length) for (const target of targets) mustBeCorrectable(book, history, eventOf(history.recorded, target));
  return added;
}

function saysTheLatest(recorded: readonly Fact[], correction: NewFact): boolean {
  const { target } = correction.payload as { target: string };
  const latest = correctionsOf(recorded, target).at(-1);
  return latest?.type === correction.type && latest.effective === correction.effective && sameFields(latest.payload, correction.payload);
}

function mustBeCorrectable<K extends Kind>(book: Book<K>, { live }: History<K>, event: Fact): void {
  const forGood = book.facts[event.type]?.forGood;
  if (forGood) refuse(forGood);
  const standing = live.some(({ id }) => id === event.id);
  if (nobodyCorrects(book, event) || !standing) refuse('NOT_CORRECTABLE', { type: event.type });
}
