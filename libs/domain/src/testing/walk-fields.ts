import * as words from '../events.js';
import {
  daysBetween,
  liveFacts,
  minDate,
  plusDays,
  unitOn,
  type CivilDate,
  type CommandName,
  type Fact,
  type UnitOnDay,
} from '../index.js';
import { pick } from './chance.js';
import { pseudonym } from './timelines.js';
import type { Fields, Town } from './town.js';

/** Random fields for a command. Most of them make sense at the stage where the home stands. */
export function fieldsFor(name: CommandName, town: Town, home: string, next: () => number): Fields {
  const ahead = AHEAD[name] !== undefined && next() < 0.2 ? AHEAD[name] : 0;
  const effective = next() < 0.7 ? plusDays(town.today, ahead) : plusDays(town.today, -Math.floor(next() * 25));
  const later = (days: number): CivilDate => plusDays(effective, Math.floor(next() * days));
  const recorded = town.home(home);
  const standing = unitOn(liveFacts(recorded), town.today);
  const reserved = standing.reservation?.citizen;
  const citizen = reserved && next() < 0.8 ? reserved : pseudonym(`c${Math.ceil(next() * 9)}`);
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
    MoveIn: () => ({ direct: standing.acceptance ? next() < 0.05 : next() < 0.5 }),
    TakeOutOfService: () => ({ ...reason(words.OUT_OF_SERVICE_REASONS), ...(next() < 0.2 && { returned: later(10) }) }),
    RegisterUnit: () => registration(home, next),
    SetRent: () => ({ rentOere: 500000 + Math.floor(next() * 400000) }),
    CorrectEvent: () => ({ ...reason(words.CORRECTION_REASONS), ...corrected(pick(recorded, next), next) }),
    RetractEvent: () => ({ ...reason(words.CORRECTION_REASONS), targets: retracted(recorded, next) }),
  };
  return { effective, ...fields[name]?.(), ...(ANSWERS.has(name) && answered(recorded, standing, town.today, next)) };
}

const ANSWERS: ReadonlySet<CommandName> = new Set<CommandName>([
  'WithdrawOffer',
  'DeclineOffer',
  'ExtendOffer',
  'ExpireOffer',
  'AcceptOffer',
]);

/** Names an offer and a day: mostly an offer that may still be answered on that day, sometimes any offer. */
function answered(recorded: readonly Fact[], home: UnitOnDay, today: CivilDate, next: () => number): Fields {
  const open = [...home.offers.values()].filter(({ status }) => status === 'pending' || status === 'expired');
  if (open.length && next() < 0.8) {
    const { offerId, made, respondBy } = pick(open, next);
    const day = plusDays(made, Math.floor(next() * (1 + daysBetween(made, respondBy))));
    return { offerId, ...(next() < 0.6 && { effective: minDate(day, today) }) };
  }
  const offers = recorded.flatMap((fact) => (fact.type === 'OfferMade' ? [fact.payload.offerId] : []));
  return { offerId: offers.length ? pick(offers, next) : 'none' };
}

/** How many days after today the fact of a command may lie at most; commands that are not listed record no later day than today. */
const AHEAD: Partial<Record<CommandName, number>> = { RecordVacated: 1, ReturnToService: 1, SetRent: 20 };

/** A correction with another day, another content, or both. */
function corrected(event: Fact, next: () => number): Fields {
  const content = next() < 0.5 ? otherContent(event, (days) => plusDays(event.effective, Math.floor(next() * days)), next) : undefined;
  const newEffective = plusDays(event.effective, Math.floor(next() * 15) - 7);
  return { target: event.id, ...(content && { newPayload: content }), ...((!content || next() < 0.2) && { newEffective }) };
}

function otherContent({ type, payload }: Fact, within: (days: number) => CivilDate, next: () => number): object | undefined {
  const contents: Partial<Record<Fact['type'], () => object>> = {
    NoticeGiven: () => ({ ...payload, liableUntil: within(60) }),
    OfferMade: () => ({ ...payload, respondBy: within(30) }),
    OfferExtended: () => ({ ...payload, respondBy: within(30) }),
    ContractSigned: () => ({ rentFrom: within(20) }),
    InspectionDone: () => ({ works: pick(words.WORKS, next) }),
    RentSet: () => ({ rentOere: 500000 + Math.floor(next() * 400000) }),
  };
  return contents[type]?.();
}

/** The targets of a retraction: one event, or the last few together. */
function retracted(recorded: readonly Fact[], next: () => number): string[] {
  return next() < 0.7 ? [pick(recorded, next).id] : recorded.slice(-2 - Math.floor(next() * 2)).map(({ id }) => id);
}

/** The registration of a home that is lived in, or of a new one. */
export const registration = (home: string, next: () => number) => ({
  effective: '2024-06-01',
  kind: home === 'eksempel.2' ? 'elderly_home' : 'care_home',
  municipality: home.split('.')[0],
  building: 'Solgaarden',
  rentOere: 600000,
  ...(next() < 0.7 && { occupiedSince: '2024-06-01' }),
});
