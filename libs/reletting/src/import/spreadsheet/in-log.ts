import { UNIT, type CivilDate, type EventType, type Fact, type UnitCommandName } from '@relet/domain';

/** One vacancy as the log tells it: the live facts that the cells of a row stand for, whoever recorded them. */
export interface LoggedVacancy {
  vacated: Fact<'Vacated'>;
  notice?: Fact<'NoticeGiven'>;
  /** The notice, or the latest change of it, that says until when the leaver owes rent. */
  liable?: Fact<'NoticeGiven' | 'NoticeChanged'>;
  keys?: Fact<'KeysReturned'>;
  inspection?: Fact<'InspectionDone'>;
  ordered?: Fact<'WorksOrdered'>;
  completed?: Fact<'WorksCompleted'>;
  ready: Fact<'ReadyForLetting'>[];
  offers: Fact<'OfferMade'>[];
  /** The day to which an offer was extended. */
  extended: Map<string, CivilDate>;
  accepted?: Fact<'OfferAccepted'>;
  contract?: Fact<'ContractSigned'>;
  movedIn?: Fact<'MovedIn'>;
  /** All of these, and whatever else was recorded since the tenancy before; rents and service stand apart. */
  facts: Fact[];
}

/** A tenancy until its home is let again; a vacancy once the home is empty. */
type Letting = Omit<LoggedVacancy, 'vacated'> & { vacated?: Fact<'Vacated'>; death?: boolean };

const begun = (): Letting => ({ ready: [], offers: [], extended: new Map(), facts: [] });

const APART: ReadonlySet<EventType> = new Set<EventType>(['UnitRegistered', 'RentSet', 'TakenOutOfService', 'ReturnedToService']);

/** The vacancies after a tenancy, in their order. */
export function vacanciesIn(live: readonly Fact[]): LoggedVacancy[] {
  const vacancies: LoggedVacancy[] = [];
  let letting = begun();
  for (const fact of live) {
    letting = AFTER[fact.type]?.(letting, fact as never) ?? letting;
    if (!APART.has(fact.type)) letting.facts.push(fact);
    if (fact.type === 'Vacated') vacancies.push(letting as LoggedVacancy);
    if (fact.type === 'MovedIn' || fact.type === 'UnitDecommissioned') letting = begun();
  }
  return vacancies;
}

/** What a fact makes of the letting; the residents who stay after all begin another one. */
const AFTER: { readonly [T in EventType]?: (letting: Letting, fact: Fact<T>) => Letting } = {
  TenancyContinued: begun,
  NoticeWithdrawn: ({ death, keys, facts }) => (death ? { ...begun(), facts, death, ...(keys && { keys }) } : begun()),
  DeathRegistered: (letting) => Object.assign(letting, { death: true }),
  NoticeGiven: (letting, fact) => Object.assign(letting, { notice: fact, liable: fact }),
  NoticeChanged: (letting, fact) => (fact.payload.liableUntil ? Object.assign(letting, { liable: fact }) : letting),
  Vacated: (letting, fact) => Object.assign(letting, { vacated: fact }),
  KeysReturned: (letting, fact) => Object.assign(letting, { keys: fact }),
  InspectionDone: (letting, fact) => Object.assign(letting, { inspection: fact }),
  WorksOrdered: (letting, fact) => Object.assign(letting, { ordered: fact }),
  WorksCompleted: (letting, fact) => Object.assign(letting, { completed: fact }),
  ReadyForLetting: (letting, fact) => Object.assign(letting, { ready: [...letting.ready, fact] }),
  OfferMade: (letting, fact) => Object.assign(letting, { offers: [...letting.offers, fact] }),
  OfferExtended: (letting, { payload }) => Object.assign(letting, { extended: letting.extended.set(payload.offerId, payload.respondBy) }),
  OfferAccepted: (letting, fact) => Object.assign(letting, { accepted: fact }),
  ContractSigned: (letting, fact) => Object.assign(letting, { contract: fact }),
  MovedIn: (letting, fact) => Object.assign(letting, { movedIn: fact }),
};

/** The offer that a row is about: the one that was accepted, else the last one. */
export function offerIn({ offers, accepted }: LoggedVacancy): Fact<'OfferMade'> | undefined {
  return offers.findLast(({ payload }) => payload.offerId === accepted?.payload.offerId) ?? offers.at(-1);
}

/** Until when that offer can be answered. */
export function respondByIn(vacancy: LoggedVacancy, { payload }: Fact<'OfferMade'>): CivilDate {
  return vacancy.extended.get(payload.offerId) ?? payload.respondBy;
}

/**
 * What people have retracted of a vacancy, asked by the command that reports it. A fact of before belongs to it by its day: from the letting before until its own
 * move-in. What an import retracts makes room for what it gives again, and is not taken back.
 */
export function takenBackOf(
  vacancy: LoggedVacancy,
  all: readonly LoggedVacancy[],
  recorded: readonly Fact[],
  isImported: (fact: Fact) => boolean,
) {
  const since = all[all.indexOf(vacancy) - 1]?.movedIn?.effective ?? '';
  const until = vacancy.movedIn?.effective;
  const targets = new Set(recorded.flatMap((fact) => (fact.type === 'EventRetracted' && !isImported(fact) ? [fact.payload.target] : [])));
  const taken = recorded.filter(
    ({ id, effective }) => targets.has(id) && effective >= since && (until === undefined || effective <= until),
  );
  return (name: UnitCommandName): boolean => taken.some(({ type }) => type === UNIT.verbs[name]?.reports);
}
