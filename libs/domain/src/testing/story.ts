import {
  historyOf,
  movedOn,
  newDoubts,
  type Doubt,
  Refusal,
  UNIT,
  type CivilDate,
  type CommandName,
  type Fact,
  type HomeRents,
  type Party,
  type RefusalCode,
} from '../index.js';
import { Town, type Fields } from './town.js';

/** The home of every story. */
export const HOME = 'eksempel.1';
/** Three citizens on the general list of `eksempel`, and a fourth who is known and on no list. */
export const [ANNA, BENT, CARL, DORA] = [1, 2, 3, 4].map((n) => `00000000-0000-5000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];

/** A command as a test writes it. */
export interface Step {
  name: CommandName;
  fields: Fields;
  by?: Party;
  unit?: string;
  /** The day of recording, when that is later than the day on which it was true. */
  recordedOn?: CivilDate;
}

type StepOf = (on: CivilDate, fields?: Fields) => Step;
/** A command with the fields that it mostly has; a story names its day. */
export const step =
  (name: CommandName, defaults: Fields = {}): StepOf =>
  (on, fields = {}) => ({ name, fields: { effective: on, ...defaults, ...fields } });

export const registered = step('RegisterUnit', {
  kind: 'care_home',
  municipality: 'eksempel',
  building: 'Solgaarden',
  rentOere: 600000,
  occupiedSince: '2015-01-01',
});
export const built = step('RegisterUnit', { kind: 'care_home', municipality: 'eksempel', building: 'Nybo', rentOere: 600000 });
export const died = step('RegisterDeath');
export const noticed = step('GiveNotice', { by: 'resident' });
export const noticeChanged = step('ChangeNotice');
export const noticeWithdrawn = step('WithdrawNotice');
export const continued = step('ContinueTenancy', { by: 'spouse' });
export const vacated = step('RecordVacated', { reason: 'notice' });
export const cleared = step('RecordClearance', { basis: 'certificate' });
export const keys = step('ReturnKeys');
export const inspectionPlanned = step('PlanInspection', { planned: '2026-12-01' });
export const inspected = step('RecordInspection', { works: 'none' });
export const ordered = step('OrderWorks', { due: '2026-12-01' });
export const completed = step('CompleteWorks');
export const reopened = step('ReopenWorks');
export const ready = step('DeclareReady');
export const reserved = step('Reserve', { citizen: ANNA });
export const released = step('ReleaseReservation');
export const offered = step('MakeOffer', { offerId: 'o1', citizen: ANNA });
export const offerWithdrawn = step('WithdrawOffer', { offerId: 'o1' });
export const declined = step('DeclineOffer', { offerId: 'o1', reason: 'too_early' });
export const extended = step('ExtendOffer', { offerId: 'o1' });
export const expired = step('ExpireOffer', { offerId: 'o1' });
export const accepted = step('AcceptOffer', { offerId: 'o1' });
export const cancelled = step('CancelAcceptance', { reason: 'regret' });
export const signed = step('SignContract', { rentFrom: '2026-12-01' });
export const movedIn = step('MoveIn');
export const outOfService = step('TakeOutOfService', { reason: 'mould' });
export const backInService = step('ReturnToService');
export const decommissioned = step('DecommissionUnit');
export const rentSet = step('SetRent', { rentOere: 700000 });

/** The same step, recorded later than the day on which it was true. */
export const recordedOn = (day: CivilDate, told: Step): Step => ({ ...told, recordedOn: day });
/** The same step, ordered by the municipality. */
export const byMunicipality = (told: Step): Step => ({ ...told, by: 'municipality' });

/** Corrects the latest event of a type. */
export const correct = (type: Fact['type'], fields: Fields, on?: CivilDate): Correction => ({
  correct: type,
  fields,
  ...(on && { recordedOn: on }),
});
/** Retracts the latest event of each type. */
export const retract = (types: Fact['type'][], on?: CivilDate): Correction => ({
  retract: types,
  fields: {},
  ...(on && { recordedOn: on }),
});
interface Correction {
  correct?: Fact['type'];
  retract?: Fact['type'][];
  fields: Fields;
  recordedOn?: CivilDate;
}
type Told = Step | Correction;

/** given(facts).when(command).then(events) or .refused(code): so a test of the pure domain reads like a sentence. */
export function given(...told: Told[]) {
  const town = new Town('2015-01-01');
  for (const citizen of [ANNA, BENT, CARL])
    town.citizen(citizen, 'ApproveCitizen', { effective: '2015-01-01', list: 'general', elderly: true });
  town.citizen(DORA, 'ApproveCitizen', { effective: '2015-01-01', list: 'general', elderly: true });
  town.today = '2015-01-02';
  town.citizen(DORA, 'RemoveFromList', { effective: '2015-01-02', reason: 'own_wish' });
  return givenTown(town, ...told);
}

/** The same in a town that already has a history. */
export function givenTown(town: Town, ...told: Told[]) {
  for (const each of told) tell(town, each);
  return {
    town,
    when(last: Told) {
      return {
        /** Expects that the command is taken and records these events, each written as `Type date`. */
        then: (...events: string[]) => expect(tell(town, last).map(({ type, effective }) => `${type} ${effective}`)).toEqual(events),
        /** Expects that the command is refused with this code. */
        refused: (code: RefusalCode, details?: object) => expectRefusal(() => tell(town, last), code, details),
        /** Expects that these warnings are given, each written as `Code Type date` with the fact that it looks at. */
        warns: (...warnings: string[]) => expect(warningsOf(town, last)).toEqual(warnings),
        /** Expects that the warnings are about these days. */
        doubtsDays: (...days: string[]) => expect(doubtsOf(town, last).map(({ day }) => day)).toEqual(days),
        /** The same, where homes of every kind cost this. */
        warnsBeside: (rents: readonly HomeRents[], ...warnings: string[]) => expect(warningsOf(town, last, rents)).toEqual(warnings),
      };
    },
  };
}

const warningsOf = (town: Town, last: Told, rents?: readonly HomeRents[]): string[] =>
  doubtsOf(town, last, rents).map(({ code, fact }) => `${code} ${fact.type} ${fact.effective}`);

function doubtsOf(town: Town, last: Told, rents?: readonly HomeRents[]): Doubt[] {
  const before = historyOf(UNIT, town.home(HOME));
  const added = tell(town, last);
  const { history, unchanged } = movedOn(UNIT, before, added);
  return newDoubts(before, history, unchanged, { today: town.today, ...(rents && { rents: () => rents }) });
}

function expectRefusal(act: () => unknown, code: RefusalCode, details: object = {}): void {
  let refusal: unknown;
  try {
    act();
  } catch (error) {
    refusal = error;
  }
  if (refusal !== undefined && !(refusal instanceof Refusal)) throw refusal;
  expect((refusal as Refusal | undefined)?.code).toBe(code);
  expect((refusal as Refusal).details).toMatchObject(details);
}

function tell(town: Town, told: Told): Fact[] {
  if ('name' in told) {
    const day = told.recordedOn ?? told.fields.effective ?? town.today;
    if (day > town.today && told.name !== 'RegisterUnit') town.today = day;
    return town.order(told.unit ?? HOME, told.name, told.fields, told.by);
  }
  if (told.recordedOn && told.recordedOn > town.today) town.today = told.recordedOn;
  const latest = (type: Fact['type']) =>
    town.home(HOME).findLast((fact) => fact.type === type)?.id ?? '00000000-0000-5000-8000-00000000ffff';
  return told.correct
    ? town.order(HOME, 'CorrectEvent', { target: latest(told.correct), reason: 'typing_error', ...told.fields })
    : town.order(HOME, 'RetractEvent', { targets: (told.retract ?? []).map(latest), reason: 'typing_error' });
}
