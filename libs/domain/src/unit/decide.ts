import { plusDays } from '../calendar/index.js';
import { breaksHistory, checkCorrectionShape, checkTargets, decideCorrection } from '../correcting.js';
import { asOf, isCorrection, liveFacts, respondByOf } from '../corrections.js';
import { fact, NOTHING, provisional, Refusal, refuse, type Claim, type Context, type Decision } from '../decider.js';
import type { CivilDate, Fact, NewFact } from '../events.js';
import { latestDayOf } from '../plans.js';
import type { UnitCommandName, UnitCommands } from '../registry.js';
import { changesNothing } from '../undone.js';
import { LEAVING } from './leaving.js';
import { firstIllegal } from './legal.js';
import { hasClaimed, LETTING, municipalityOf, mustBeFree } from './letting.js';
import { MOVING_IN } from './moving-in.js';
import { SERVICE } from './service.js';
import { foldUnit, onDay, unitOn, type UnitOnDay } from './state-of.js';
import { WORKS_CHAPTER } from './works.js';
import type { Decision as Row, Decisions, Situation } from './decision.js';

/** The table of section 4, chapter by chapter; a forgotten command does not compile. */
const ROWS: Decisions<UnitCommandName> = { ...SERVICE, ...LEAVING, ...WORKS_CHAPTER, ...LETTING, ...MOVING_IN };

/** A command on a home, with its name. */
export type UnitOrder = { [N in keyof UnitCommands]: { name: N; command: UnitCommands[N] } }[keyof UnitCommands];
type PlainOrder = { [N in UnitCommandName]: { name: N; command: UnitCommands[N] } }[UnitCommandName];
type AnyRow = Row<never> & { guard(command: unknown, situation: Situation): void };

/**
 * Decides a command on a home from the events recorded so far (domain.md section 4, "Deciding").
 * Answers new facts, none when nothing changes, and the claims to win first; refuses with the first code in order.
 */
export function decideUnit<N extends keyof UnitCommands>(
  unitId: string,
  name: N,
  command: UnitCommands[N],
  recorded: readonly Fact[],
  context: Context,
): Decision {
  const order = { name, command } as unknown as UnitOrder;
  checkShape(unitId, order);
  if (context.by.municipality === undefined || context.by.municipality === municipalityOf(unitId))
    mustHaveNewOfferId(order, recorded, context);
  checkPart(unitId, order, recorded, context);
  checkKnown(unitId, order, recorded, context);
  context.checkRevision?.();
  if (order.name === 'CorrectEvent' || order.name === 'RetractEvent') return correct(unitId, order, recorded, context);
  return decidePlain(unitId, order, recorded, context);
}

function decidePlain(unitId: string, order: PlainOrder, recorded: readonly Fact[], context: Context): Decision {
  const row = ROWS[order.name] as unknown as AnyRow;
  const live = liveFacts(recorded);
  const { today } = context;
  const now = unitOn(live, today);
  const command = onItsDay(order, live);
  const main = row.main(command as never, context);
  if (order.name !== 'ExpireOffer') mustNotLieAhead(order, main, today);
  if (order.name === 'ExpireOffer' ? alreadyExpired(order, live, now) : changesNothing(main, live, ownFacts(order))) return NOTHING;
  const at = order.name === 'ExpireOffer' ? now : unitOn(live, command.effective);
  if (at.stage === 'decommissioned') refuse('DECOMMISSIONED', 'The home has left the portfolio.', { since: at.stageSince });
  const situation: Situation = { ...context, unitId, at, now, live };
  guardOnDay(row, command, situation);
  if (row.datesInOrder && !row.datesInOrder(command as never, situation)) dateOrder(command.effective);
  const facts = row.facts?.(main, situation, command as never) ?? [main];
  const broken = firstIllegal(liveFacts([...recorded, ...provisional(recorded, facts, context.commandId)]));
  if (broken) breaksHistory(broken);
  return { facts, claims: claimsOf(main, situation) };
}

/** An expiry names no day: it is always the day after respondBy. */
function onItsDay({ name, command }: PlainOrder, live: readonly Fact[]): PlainOrder['command'] {
  if (name !== 'ExpireOffer') return command;
  const respondBy = respondByOf(live, command.offerId) as CivilDate;
  return { ...command, effective: plusDays(respondBy, 1) };
}

/** What the command itself says of the days after its fact. */
function ownFacts({ name, command }: PlainOrder): NewFact[] {
  return name === 'TakeOutOfService' && command.returned ? [fact('ReturnedToService', command.returned, {})] : [];
}

/** Also when its letting is over; an expiry whose day a corrected respondBy has put off is undone until then. */
function alreadyExpired({ command: { offerId } }: PlainOrder & { name: 'ExpireOffer' }, live: readonly Fact[], now: UnitOnDay): boolean {
  const passed = asOf(live, now.day).some((fact) => fact.type === 'OfferExpired' && fact.payload.offerId === offerId);
  return passed && (now.offers.get(offerId)?.status ?? 'expired') === 'expired';
}

/** What is refused on its day but would be allowed in today's state has its dates in the wrong order. */
function guardOnDay(row: AnyRow, command: PlainOrder['command'], situation: Situation): void {
  const refusal = refusalOf(() => row.guard(command, situation));
  if (!refusal) return;
  const listOnly = refusal.code === 'CITIZEN_NOT_ELIGIBLE';
  if (!listOnly && !refusalOf(() => row.guard(command, { ...situation, at: situation.now }))) dateOrder(command.effective);
  throw refusal;
}

function refusalOf(guard: () => void): Refusal | undefined {
  try {
    guard();
    return undefined;
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal;
    throw refusal;
  }
}

function dateOrder(day: CivilDate): never {
  refuse('DATE_ORDER', `The steps would not be in order with ${day}.`, { on: day });
}

function mustNotLieAhead({ name, command }: PlainOrder, main: NewFact, today: CivilDate): void {
  const ahead = (day: CivilDate | undefined, latest: CivilDate) => day !== undefined && day > latest;
  const days: [CivilDate | undefined, CivilDate][] = [[main.effective, latestDayOf(main.type, today)]];
  if (name === 'RegisterUnit') days.push([command.occupiedSince, today]);
  if (name === 'TakeOutOfService') days.push([command.returned, latestDayOf('ReturnedToService', today)]);
  for (const [day, latest] of days) {
    if (ahead(day, latest)) refuse('FUTURE_FACT', `A fact may not lie after ${latest}.`, { on: day as CivilDate, latest });
  }
}

/** The very same offer again is none of another id: it changes nothing. Strangers are not told which ids are used. */
function mustHaveNewOfferId({ name, command }: UnitOrder, recorded: readonly Fact[], context: Context): void {
  if (name !== 'MakeOffer' || command.offerId === undefined) return;
  const used = recorded.some((known) => known.type === 'OfferMade' && known.payload.offerId === command.offerId);
  if (used && !changesNothing(ROWS.MakeOffer.main(command, context), liveFacts(recorded)))
    refuse('MALFORMED', 'An offer has this id already.', { pointer: '/offerId' });
}

function checkShape(unitId: string, order: UnitOrder): void {
  const { name, command } = order;
  if (name === 'CorrectEvent' || name === 'RetractEvent') checkCorrectionShape(order);
  if (name === 'RegisterUnit' && command.municipality !== municipalityOf(unitId)) {
    refuse('MALFORMED', "The municipality is not that of the home's id.", { pointer: '/municipality' });
  }
  if (name === 'MakeOffer' && (command.citizen === undefined) !== (command.direct === true)) {
    refuse('MALFORMED', 'An offer names a citizen or is direct.', { pointer: '/citizen' });
  }
  if (name === 'ChangeNotice' && !command.by && !command.expectedVacantFrom && !command.liableUntil) {
    refuse('MALFORMED', 'Nothing is changed.', { pointer: '/by' });
  }
}

function checkPart(unitId: string, order: UnitOrder, recorded: readonly Fact[], context: Context): void {
  const { by, today, policyOn } = context;
  const who = order.name === 'CorrectEvent' || order.name === 'RetractEvent' ? 'AM' : ROWS[order.name].who;
  const due = order.name === 'ExpireOffer' && respondByOf(liveFacts(recorded), order.command.offerId);
  const day = due ? plusDays(due, 1) : (order.command.effective ?? today);
  const allowed =
    by.party === 'system'
      ? order.name === 'ExpireOffer'
      : by.party === 'municipality'
        ? who !== 'A'
        : who !== 'offering' || policyOn(day).administratorMayOffer || hasClaimed(context);
  if (!allowed) refuse('NOT_YOUR_PART', 'That is the part of the other side.');
  if (by.municipality !== undefined && by.municipality !== municipalityOf(unitId) && order.name !== 'RegisterUnit') unitUnknown();
}

const unitUnknown = (): never => refuse('UNIT_UNKNOWN', 'No such home.');

function checkKnown(unitId: string, order: UnitOrder, recorded: readonly Fact[], { citizens, by }: Context): void {
  const { name, command } = order;
  if (name === 'RegisterUnit') return;
  if (name === 'CorrectEvent' || name === 'RetractEvent') {
    if (!recorded.length) unitUnknown();
    checkTargets(order, recorded);
    const citizen = name === 'CorrectEvent' ? command.newPayload?.['citizen'] : undefined;
    if (typeof citizen === 'string') mustKnow(citizen);
    return;
  }
  const live = liveFacts(recorded);
  if (!live.some(({ type }) => type === 'UnitRegistered')) unitUnknown();
  if ('citizen' in command && command.citizen !== undefined) mustKnow(command.citizen);
  const offered = (offerId: string) => live.some((fact) => fact.type === 'OfferMade' && fact.payload.offerId === offerId);
  if (name !== 'MakeOffer' && 'offerId' in command && !offered(command.offerId)) {
    refuse('OFFER_UNKNOWN', 'No such offer was made for this home.', { offer: command.offerId });
  }

  function mustKnow(citizen: string): void {
    const view = citizens.get(citizen);
    if (!view?.now.known || (by.municipality !== undefined && view.municipality !== by.municipality)) {
      refuse('CITIZEN_UNKNOWN', 'No such citizen.');
    }
  }
}

function claimsOf(main: NewFact, { now }: Situation): Claim[] {
  if (main.type !== 'OfferAccepted') return [];
  const citizen = now.offers.get(main.payload.offerId)?.citizen;
  return citizen ? [{ citizen, offerId: main.payload.offerId, effective: main.effective }] : [];
}

function correct(
  unitId: string,
  order: UnitOrder & { name: 'CorrectEvent' | 'RetractEvent' },
  recorded: readonly Fact[],
  context: Context,
): Decision {
  let claims: Claim[] = [];
  const facts = decideCorrection(
    order,
    {
      recorded,
      firstIllegal,
      claims: (before, after) => {
        claims = acceptancesAdded(before, after, context.today);
        for (const { citizen, offerId, effective } of claims) mustBeFree(context, citizen, { unit: unitId, offerId, since: effective });
      },
    },
    context,
  );
  return { facts, claims };
}

/** An acceptance made or revived by a correction, or one that is now another citizen's. */
function acceptancesAdded(before: readonly Fact[], after: readonly Fact[], today: CivilDate): Claim[] {
  const standing = (live: readonly Fact[]) => onDay(foldUnit(asOf(live, today)), today).acceptance;
  const [was, is] = [standing(before), standing(after)];
  if (!is?.citizen || (was?.offerId === is.offerId && was.citizen === is.citizen)) return [];
  return [{ citizen: is.citizen, offerId: is.offerId, effective: is.accepted }];
}

/** Citizens named in a home's stream: as reserved, offered or moved in. */
export function citizensOf(recorded: readonly Fact[]): string[] {
  const named = recorded.flatMap((fact) => {
    const payload = fact.type === 'EventCorrected' ? (fact.payload.newPayload ?? {}) : isCorrection(fact) ? {} : fact.payload;
    return 'citizen' in payload && typeof payload.citizen === 'string' ? [payload.citizen] : [];
  });
  return [...new Set(named)];
}

/** Citizens whose streams a decision on this command looks at. */
export function citizensNeeded(name: keyof UnitCommands, command: object, recorded: readonly Fact[]): string[] {
  if (name === 'CorrectEvent' || name === 'RetractEvent') {
    return [...new Set([...citizensOf(recorded), ...namedIn((command as UnitCommands['CorrectEvent']).newPayload)])];
  }
  if (name === 'AcceptOffer') return namedIn(foldUnit(liveFacts(recorded)).offers.get((command as UnitCommands['AcceptOffer']).offerId));
  return namedIn(command);
}

function namedIn(named: object | undefined): string[] {
  return named && 'citizen' in named && typeof named.citizen === 'string' ? [named.citizen] : [];
}
