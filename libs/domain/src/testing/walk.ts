import * as words from '../events.js';
import { isLeaving, liveFacts, pendingOffers, plusDays, Refusal, unitOn, type CommandName, type Fact, type UnitOnDay } from '../index.js';
import { pick, random } from './chance.js';
import { pseudonym } from './timelines.js';
import { Town } from './town.js';
import { fieldsFor, registration } from './walk-fields.js';

/** The result of a walk: the town, and how often each command was taken, or refused with each code. */
export interface Walk {
  town: Town;
  homes: string[];
  tally: Map<string, number>;
}

const FIRST_DAY = '2025-01-01';

/**
 * A random walk: people give commands at random. Most make sense as a next step; many come too early, lie back in time, are given twice or are corrections.
 * What the domain takes of them is a legal history. A seed is walked once and always gives the same walk. Many tests share the result, so none may change it.
 */
export function walk(seed: number): Walk {
  const known = WALKED.get(seed) ?? walked(seed, 120);
  WALKED.set(seed, known);
  return known;
}
const WALKED = new Map<number, Walk>();

function walked(seed: number, steps: number): Walk {
  const next = random(seed);
  const town = new Town(FIRST_DAY);
  const homes = ['eksempel.1', 'eksempel.2', 'nordby.1'];
  const tally = new Map<string, number>();
  const attempt = (label: string, act: () => unknown) => {
    const outcome = `${label} ${outcomeOf(act)}`;
    tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
  };
  prepare(town, homes, next);
  for (let n = 0; n < steps; n++) {
    if (next() < 0.55) town.today = plusDays(town.today, Math.floor(next() * 6));
    const home = pick(homes, next);
    const name = next() < 0.75 ? likely(unitOn(liveFacts(town.home(home)), town.today), next) : pick(ANY, next);
    attempt(name, () => town.order(home, name, fieldsFor(name, town, home, next), next() < 0.9 ? 'administrator' : 'municipality'));
    if (next() < 0.2) aside(town, next, attempt);
  }
  return { town, homes, tally };
}

/** Commands that concern no home: people come on a list, change it, leave it or are erased, and policies are agreed. */
function aside(town: Town, next: () => number, attempt: (label: string, act: () => unknown) => void): void {
  const n = Math.ceil(next() * 8);
  const municipality = n <= 6 ? 'eksempel' : 'nordby';
  const name = next() < 0.6 ? 'ApproveCitizen' : next() < 0.03 ? 'EraseCitizenData' : pick(ASIDE, next);
  const effective = next() < 0.7 ? town.today : plusDays(town.today, -Math.floor(next() * 25));
  const list = pick(words.LISTS, next);
  if (name === 'ApproveCitizen') attempt(name, () => approve(town, n, next() < 0.9 ? municipality : 'nordby', next));
  else if (name === 'AgreePolicy') attempt(name, () => town.policy(municipality, { effective, ...agreedSomehow(next) }));
  else {
    const fields = { ChangeList: { list }, RemoveFromList: { reason: pick(words.REMOVAL_REASONS, next) }, EraseCitizenData: {} }[name];
    attempt(name, () => town.citizen(pseudonym(`c${n}`), name, { effective, ...fields }, municipality));
  }
}
const ASIDE = ['ChangeList', 'RemoveFromList', 'AgreePolicy'] as const;

const agreedSomehow = (next: () => number) => ({
  maxOpenOffers: 1 + Math.floor(next() * 3),
  answerDays: 3 + Math.floor(next() * 6),
  readySignOff: next() < 0.3,
  contractBeforeMoveIn: next() < 0.7,
  administratorMayOffer: next() < 0.8,
});

/** Refusals that name the step which is in the way. */
const NAMING: ReadonlySet<string> = new Set(['DATE_ORDER', 'BREAKS_HISTORY']);

function outcomeOf(act: () => unknown): string {
  try {
    const facts = act();
    return Array.isArray(facts) && !facts.length ? 'unchanged' : 'taken';
  } catch (refusal) {
    if (refusal instanceof Refusal) return NAMING.has(refusal.code) && !refusal.details['event'] ? `${refusal.code} unnamed` : refusal.code;
    throw refusal;
  }
}

function prepare(town: Town, homes: string[], next: () => number): void {
  for (const home of homes) town.order(home, 'RegisterUnit', registration(home, next));
  if (next() < 0.5) town.policy('eksempel', { effective: '2024-01-01', maxOpenOffers: 2, readySignOff: next() < 0.3 });
  for (let n = 1; n <= 8; n++) approve(town, n, n <= 6 ? 'eksempel' : 'nordby', next);
}

/** A random approval. Most citizens are elderly and on the general list, so that the guarantee runs for them. */
function approve(town: Town, n: number, municipality: string, next: () => number): Fact[] {
  const fields = { list: next() < 0.8 ? 'general' : 'specific', elderly: next() < 0.85 };
  return town.citizen(pseudonym(`c${n}`), 'ApproveCitizen', { effective: town.today, ...fields }, municipality);
}

/** The usual next commands for a home, by the stage where it stands. */
const PHYSICAL: Partial<Record<UnitOnDay['stage'], readonly CommandName[]>> = {
  planned: ['MakeOffer', 'Reserve'],
  clearing: ['ReturnKeys', 'ReturnKeys', 'RecordClearance', 'GiveNotice', 'DeclareReady'],
  inspection: ['RecordInspection', 'RecordInspection', 'PlanInspection'],
  ordering: ['OrderWorks', 'OrderWorks', 'DeclareReady'],
  works: ['CompleteWorks'],
  signoff: ['DeclareReady', 'DeclareReady', 'ReopenWorks'],
};
const STAYING: readonly CommandName[] = ['GiveNotice', 'RegisterDeath', 'RecordVacated', 'SetRent'];
const LEAVING: readonly CommandName[] = ['RecordVacated', 'RecordVacated', 'MakeOffer', 'ReturnKeys', 'WithdrawNotice', 'ContinueTenancy'];
const READY: readonly CommandName[] = ['MakeOffer', 'MakeOffer', 'MakeOffer', 'Reserve', 'MoveIn', 'TakeOutOfService', 'ReopenWorks'];
const OFFERED: readonly CommandName[] = [
  'AcceptOffer',
  'AcceptOffer',
  'AcceptOffer',
  'DeclineOffer',
  'ExpireOffer',
  'ExtendOffer',
  'MakeOffer',
];
const ANY: readonly CommandName[] = [
  ...new Set([...Object.values(PHYSICAL).flat(), ...STAYING, ...LEAVING, ...READY, ...OFFERED]),
  'SignContract',
  'CancelAcceptance',
  'AgreeMoveIn',
  'PostponeMoveIn',
  'ReleaseReservation',
  'ReturnToService',
  'ChangeNotice',
  'WithdrawOffer',
  ...Array.from({ length: 5 }, () => 'CorrectEvent' as const),
  'RetractEvent',
  'RetractEvent',
];

function likely(home: UnitOnDay, next: () => number): CommandName {
  if (!home.registered) return 'RegisterUnit';
  if (next() < 0.003) return 'DecommissionUnit';
  if (home.outOfService && next() < 0.5) return 'ReturnToService';
  if (home.stage === 'occupied') return pick(isLeaving(home) ? LEAVING : STAYING, next);
  const physical = PHYSICAL[home.stage];
  if (physical && next() < 0.6) return pick(physical, next);
  if (home.acceptance) return home.acceptance.contract ? 'MoveIn' : pick(['SignContract', 'SignContract', 'CancelAcceptance'], next);
  if (pendingOffers(home).length) return pick(OFFERED, next);
  return pick(home.reservation ? ['MakeOffer', 'MakeOffer', 'ReleaseReservation'] : READY, next);
}
