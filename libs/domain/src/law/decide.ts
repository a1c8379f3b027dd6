import type { DomainCommand } from '../base.commands.js';
import type { CivilDate, Fact, NewFact } from '../events.js';
import type { Book, FactLaw, Kind, Situation, VerbLaw, History } from './chapter.js';
import type { Claim, Context, Decision } from './context.js';
import { isInSight, NOTHING } from './context.js';
import { fieldsOfBody } from './body.js';
import { breaksHistory, checkCorrectionShape, checkTargets, decideCorrection, isCorrectionOrder, type Correction } from './correcting.js';
import { dateOrder, firstOutOfOrder, mustNotLieAhead, stepOutOfOrder } from './dates.js';
import { fact, fieldOf, provisional } from './facts.js';
import { failing, movedOn, placeOn, stateAfter } from './history.js';
import { brokenByCommand } from './in-the-way.js';
import { mustHoldNoPersonalNumber } from './personal-numbers.js';
import { refuseField } from './malformed.js';
import { refuse } from './refusal.js';
import { changesNothing } from './unchanged.js';

/** A command with its name and what it is about: a home, a citizen or a municipality. */
export interface NamedCommand {
  name: string;
  target: string;
  command: DomainCommand;
}

/**
 * Decides a command on a stream as it stands. Answers new facts, none when nothing changes, and the claims to win first; refuses with the
 * first code in the order of the law: malformed, not your part, unknown, another revision, after today, nothing to change, the command's own.
 */
export function decide<K extends Kind>(book: Book<K>, order: NamedCommand, history: History<K>, context: K['context']): Decision {
  if (isCorrectionOrder(order)) return correct(book, order, history, context);
  const verb = book.verbs[order.name] as VerbLaw<K>;
  const law = book.facts[verb.reports] as FactLaw<K>;
  const day = verb.on ? verb.on(order.command, history.live) : order.command.effective;
  const main = reported(verb, order.command, day, { context, live: history.live, law });
  const fault = verb.malformed?.(order.command) ?? (history.recorded.length ? undefined : verb.named?.(order.target));
  if (fault) refuseField(fault.why, fault.field && `/${fault.field}`);
  mustHoldNoPersonalNumber(verb.body, order.command, inSight(context) ? history.recorded : []);
  checkContent(book, main, history, context);
  checkPart(book, verb, day ?? order.command.effective ?? context.today, context);
  if (!verb.begins && !book.isKnown(history)) book.unknown();
  book.mustKnow?.(law.names ? without(order.command, law.about) : order.command, history, context, (of) => isInSight(context.by, of));
  context.checkRevision?.();
  return decidePlain(book, verb, order, main, history, context);
}

function decidePlain<K extends Kind>(
  book: Book<K>,
  verb: VerbLaw<K>,
  { command, target }: NamedCommand,
  main: NewFact,
  history: History<K>,
  context: K['context'],
): Decision {
  const { live } = history;
  const says = verb.says?.(command) ?? [];
  if (!verb.on) for (const told of [main, ...says]) mustNotLieAhead(book, told, context.today);
  const today = placeOn(book, history, context.today);
  if (verb.nothingNew?.(command, { ...today, today: context.today }) ?? changesNothing(book.facts, main, live, says)) return NOTHING;
  const there = verb.on ? today : placeOn(book, history, main.effective);
  const here: Situation<K> = { ...context, ...there, target, now: today.at };
  mustStand(book, verb, main, history, { here, today: { ...here, ...today } });
  const facts = [completed(book, main, here), ...(verb.with?.(main, here, command) ?? []), ...says];
  mustFit(book, facts, history, context);
  return { facts, claims: verb.claims?.(main, here) ?? [] };
}

/** The fact that a command reports: its fields, without those that stand beside the fact. */
function reported<K extends Kind>(
  verb: VerbLaw<K>,
  command: DomainCommand,
  day: CivilDate | undefined,
  { context, live, law }: { context: K['context']; live: readonly Fact[]; law: FactLaw<K> },
): NewFact {
  const said = fieldsOfBody(verb.body)
    .filter(({ name }) => name !== 'effective' && !verb.beside?.includes(name))
    .map(({ name }) => [name, fieldOf({ payload: command }, name)] as const)
    .filter(([, value]) => value !== undefined);
  const payload = { ...law.marks, ...Object.fromEntries(said), ...verb.fills?.(command, context, live) };
  return fact(verb.reports, day as CivilDate, payload as never);
}

const without = (fields: object, name = '') => Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));

/** MALFORMED when the content is wrong by itself, or gives a name that has been used. Strangers are not told which names are used. */
function checkContent<K extends Kind>(book: Book<K>, main: NewFact, { recorded, live }: History<K>, { by, municipality }: Context): void {
  const law = book.facts[main.type] as FactLaw<K>;
  const fault = law.malformed?.(main.payload as never, { municipality });
  if (fault) refuseField(fault.why, `/${fault.field}`);
  if (!law.names || !inSight({ by, municipality })) return;
  const name = fieldOf(main, law.about);
  const used = recorded.some((known) => known.type === main.type && fieldOf(known, law.about) === name);
  // The very same again gives no other name: it changes nothing.
  if (used && !changesNothing(book.facts, main, live)) refuseField(law.names, `/${law.about}`);
}

/** Whose part it is; then whether they may know of it at all. */
function checkPart<K extends Kind>(
  book: Book<K>,
  { who, system }: Pick<VerbLaw<K>, 'who' | 'system'>,
  day: CivilDate,
  context: K['context'],
): void {
  const { by, policyOn } = context;
  const offering = who === 'offering' && by.party === 'administrator' && (policyOn(day).administratorMayOffer || book.begun?.(context));
  const allowed = by.party === 'system' ? system : by.party === 'municipality' ? who !== 'A' : who === 'A' || who === 'AM' || offering;
  if (!allowed) book.notYourPart();
  if (!inSight(context)) book.stranger();
}

const inSight = ({ by, municipality }: Pick<Context, 'by' | 'municipality'>) => isInSight(by, municipality);

/**
 * What is refused on its day but would be allowed in today's state has its dates in the wrong order. A command that is judged by what stands
 * now is refused by its own conditions first, then for a stream that is closed.
 */
function mustStand<K extends Kind>(book: Book<K>, { on }: VerbLaw<K>, main: NewFact, history: History<K>, { here, today }: Days<K>): void {
  const { stands } = book.facts[main.type] as FactLaw<K>;
  const closed = book.closed ? [book.closed] : [];
  const broken = failing((on ? [...stands, ...closed] : [...closed, ...stands]) as never, here, completed(book, main, here));
  if (!broken) return;
  const stood = (place: Situation<K>) => !failing(stands as never, place, completed(book, main, place));
  if (!broken.never && stood(today)) dateOrder(main.effective, stepBetween(book, history, { here, today }, stood));
  refuse(broken.code, broken.tells?.(here as never, main));
}

/** The stream on the day of a command, and as it stands today. */
interface Days<K extends Kind> {
  here: Situation<K>;
  today: Situation<K>;
}

/**
 * The step between the command's day and today that is in its way: the first behind which the command would stand, for it cannot come before that one; for a command
 * that is dated tomorrow, the first behind which it would not.
 */
function stepBetween<K extends Kind>(
  book: Book<K>,
  history: History<K>,
  { here, today }: Days<K>,
  stood: (place: Situation<K>) => boolean,
): Fact | undefined {
  const { live } = history;
  const isAhead = here.index > today.index;
  for (let index = Math.min(here.index, today.index) + 1; index <= Math.max(here.index, today.index); index++) {
    const fact = live[index - 1] as Fact;
    if (stood({ ...today, at: book.on(stateAfter(book, history, index), fact.effective), index }) !== isAhead) return fact;
  }
  return undefined;
}

/** A field that follows from where the home stands is filled in now. */
function completed<K extends Kind>(book: Book<K>, main: NewFact, { at }: Situation<K>): NewFact {
  const { follows } = book.facts[main.type] as FactLaw<K>;
  const value = follows?.unless(main.payload as never) ? undefined : follows?.from(at);
  return follows && value !== undefined ? ({ ...main, payload: { ...main.payload, [follows.field]: value } } as NewFact) : main;
}

/** DATE_ORDER among the dates of the new facts, then BREAKS_HISTORY when a fact would become illegal. */
function mustFit<K extends Kind>(book: Book<K>, facts: readonly NewFact[], history: History<K>, { commandId }: Context): void {
  const added = provisional(history.recorded, facts, commandId);
  const moved = movedOn(book, history, added);
  const ordered = added.some(({ type }) => book.facts[type]?.ordered);
  const late = ordered ? firstOutOfOrder(book, added, moved.history.live) : undefined;
  if (late) dateOrder((added[0] as Fact).effective, stepOutOfOrder(book, late, added, moved.history.live));
  const broken = brokenByCommand(book, history, moved, added);
  if (broken) breaksHistory(broken);
}

/** Corrections and retractions are anybody's part who may know of the stream. */
function correct<K extends Kind>(book: Book<K>, order: NamedCommand & Correction, history: History<K>, context: K['context']): Decision {
  checkCorrectionShape(order);
  checkPart(book, { who: 'AM' }, order.command.effective ?? context.today, context);
  if (!history.recorded.length) book.unknown();
  checkTargets(book, order, history.recorded, context);
  const names = order.name === 'CorrectEvent' ? { citizen: order.command.newPayload?.['citizen'] } : {};
  // A citizen of another municipality is unknown here to either party.
  book.mustKnow?.(names, history, context, (of) => of === context.municipality);
  context.checkRevision?.();
  let claims: Claim[] = [];
  const facts = decideCorrection(book, order, history, context, (before, after) => {
    claims = book.claimed?.(before, after, { ...context, target: order.target }) ?? [];
  });
  return { facts, claims };
}
