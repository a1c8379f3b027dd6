import * as words from '../events.js';
import { liveFacts, plusDays, Refusal, type CivilDate, type CommandName, type Fact } from '../index.js';
import { pseudonym } from './timelines.js';
import { Town, type Fields } from './town.js';

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What became of a walk: the town, and how often each command was taken or refused with which code. */
export interface Walk {
  town: Town;
  homes: string[];
  tally: Map<string, number>;
}

const FIRST_DAY = '2025-01-01';

/**
 * A random walk of people who try whatever comes to mind, mostly what makes sense next, often too early, back-dated,
 * twice or corrected: what the domain takes is a legal history. The same seed walks the same way.
 */
export function walk(seed: number, steps = 120): Walk {
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
    const name = next() < 0.75 ? likely(town.home(home), next) : pick(ANY, next);
    attempt(name, () => town.order(home, name, fieldsFor(name, town, home, next), next() < 0.9 ? 'administrator' : 'municipality'));
    if (next() < 0.08) attempt('ApproveCitizen', () => approve(town, Math.ceil(next() * 8), pick(['eksempel', 'nordby'], next)));
  }
  return { town, homes, tally };
}

function outcomeOf(act: () => unknown): string {
  try {
    act();
    return 'taken';
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.code;
    throw refusal;
  }
}

function prepare(town: Town, homes: string[], next: () => number): void {
  for (const home of homes) {
    town.order(home, 'RegisterUnit', {
      effective: '2024-06-01',
      kind: 'care_home',
      municipality: home.split('.')[0],
      building: 'Solgaarden',
      rentOere: 600000,
      ...(next() < 0.7 && { occupiedSince: '2024-06-01' }),
    });
  }
  if (next() < 0.5) town.policy('eksempel', { effective: '2024-01-01', maxOpenOffers: 2, readySignOff: next() < 0.3 });
  for (let n = 1; n <= 8; n++) approve(town, n, n <= 6 ? 'eksempel' : 'nordby');
}

function approve(town: Town, n: number, municipality: string): void {
  town.citizen(pseudonym(`c${n}`), 'ApproveCitizen', { effective: town.today, list: 'general', elderly: true }, municipality);
}

/** What usually comes after the last thing that happened. */
const AFTER: Partial<Record<Fact['type'], readonly CommandName[]>> = {
  UnitRegistered: ['GiveNotice', 'RegisterDeath', 'MoveIn', 'MakeOffer'],
  NoticeGiven: ['RecordVacated', 'MakeOffer', 'ReturnKeys', 'WithdrawNotice'],
  DeathRegistered: ['RecordVacated', 'GiveNotice', 'ContinueTenancy', 'RecordClearance'],
  Vacated: ['ReturnKeys', 'MakeOffer', 'RecordClearance', 'DeclareReady'],
  KeysReturned: ['RecordInspection', 'PlanInspection', 'RecordVacated'],
  InspectionDone: ['OrderWorks', 'MakeOffer'],
  WorksOrdered: ['CompleteWorks', 'MakeOffer'],
  WorksCompleted: ['DeclareReady', 'MakeOffer'],
  ReadyForLetting: ['MakeOffer', 'MoveIn', 'TakeOutOfService', 'Reserve'],
  TakenOutOfService: ['ReturnToService'],
  ReturnedToService: ['MakeOffer'],
  Reserved: ['MakeOffer', 'ReleaseReservation'],
  OfferMade: ['AcceptOffer', 'AcceptOffer', 'DeclineOffer', 'ExpireOffer', 'ExtendOffer'],
  OfferDeclined: ['MakeOffer'],
  OfferExpired: ['MakeOffer', 'AcceptOffer'],
  OfferAccepted: ['SignContract', 'SignContract', 'CancelAcceptance', 'MoveIn'],
  ContractSigned: ['MoveIn', 'MoveIn', 'AgreeMoveIn', 'CompleteWorks', 'RecordInspection'],
  MovedIn: ['GiveNotice', 'RegisterDeath', 'GiveNotice'],
};
const ANY: readonly CommandName[] = [
  ...new Set([
    ...Object.values(AFTER).flat(),
    'ChangeNotice',
    'SetRent',
    'ReopenWorks',
    'WithdrawOffer',
    'PostponeMoveIn',
    'DecommissionUnit',
  ] as CommandName[]),
  'CorrectEvent',
  'CorrectEvent',
  'CorrectEvent',
  'RetractEvent',
  'RetractEvent',
];

function likely(home: readonly Fact[], next: () => number): CommandName {
  const last = liveFacts(home).at(-1);
  return pick((last && AFTER[last.type]) ?? ANY, next);
}

function fieldsFor(name: CommandName, town: Town, home: string, next: () => number): Fields {
  const effective = next() < 0.7 ? town.today : plusDays(town.today, -Math.floor(next() * 25));
  const later = (days: number): CivilDate => plusDays(effective, Math.floor(next() * days));
  const recorded = town.home(home);
  const offers = recorded.flatMap((fact) => (fact.type === 'OfferMade' ? [fact.payload.offerId] : []));
  const citizen = pseudonym(`c${Math.ceil(next() * 9)}`);
  const reason = (reasons: readonly string[]) => ({ reason: pick(reasons, next) });
  const fields: Partial<Record<CommandName, () => Fields>> = {
    GiveNotice: () => ({ by: pick(words.NOTICE_BY, next), liableUntil: later(60) }),
    ChangeNotice: () => ({ liableUntil: later(60) }),
    ContinueTenancy: () => ({ by: 'spouse' }),
    RecordVacated: () => ({ ...reason(words.VACATED_REASONS), direct: next() < 0.1 }),
    RecordClearance: () => ({ basis: 'certificate' }),
    PlanInspection: () => ({ planned: later(14) }),
    RecordInspection: () => ({ works: pick(words.WORKS, next) }),
    OrderWorks: () => ({ due: later(30) }),
    DeclareReady: () => ({ direct: next() < 0.6 }),
    Reserve: () => ({ citizen }),
    MakeOffer: () => (next() < 0.15 ? { direct: true } : { citizen, ...(next() < 0.3 && { respondBy: later(10) }) }),
    DeclineOffer: () => reason(words.DECLINE_REASONS),
    ExtendOffer: () => ({ respondBy: later(20) }),
    CancelAcceptance: () => reason(words.CANCEL_REASONS),
    SignContract: () => ({ rentFrom: later(10) }),
    AgreeMoveIn: () => ({ planned: later(14) }),
    PostponeMoveIn: () => ({ planned: later(14) }),
    MoveIn: () => ({ direct: next() < 0.25 }),
    TakeOutOfService: () => ({ ...reason(words.OUT_OF_SERVICE_REASONS), ...(next() < 0.2 && { returned: later(10) }) }),
    SetRent: () => ({ rentOere: 500000 + Math.floor(next() * 400000) }),
    CorrectEvent: () => ({ ...reason(words.CORRECTION_REASONS), target: pick(recorded, next).id, newEffective: later(12) }),
    RetractEvent: () => ({ ...reason(words.CORRECTION_REASONS), targets: [pick(recorded, next).id] }),
  };
  const answers = ['WithdrawOffer', 'DeclineOffer', 'ExtendOffer', 'ExpireOffer', 'AcceptOffer'].includes(name);
  return { effective, ...fields[name]?.(), ...(answers && { offerId: offers.at(next() < 0.8 ? -1 : 0) ?? 'none' }) };
}

function pick<T>(from: readonly T[], next: () => number): T {
  return from[Math.floor(next() * from.length)] as T;
}
