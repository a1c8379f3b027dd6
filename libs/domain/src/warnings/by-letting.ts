import { daysBetween, minDate, plusDays } from '../calendar/index.js';
import type { CivilDate, EventType, Fact, Phase } from '../events.js';
import { foldHistory } from '../vacancy/index.js';
import { doubt, type CodeOfLetting, type Doubt } from './doubt.js';
import type { Letting } from './lettings.js';

const LONG_VACANCY = 730;
const LONG_PHASE = 365;
const SHORT_STAY = 7;
const MANY_OFFERS = 10;
const LONG_LIABLE = 120;

/** A letting with what it is judged by: today, and the registration of its home. */
interface Judged extends Letting {
  today: CivilDate;
  home: Fact | undefined;
}

/** The facts of a letting that show something unlikely; none when it shows nothing. */
type Shows = (letting: Judged) => readonly (Fact | undefined)[];

/** What a letting may show, a short function a code (docs/law.md 8). */
const SHOWN_BY_LETTING: Readonly<Record<CodeOfLetting, Shows>> = {
  W_LONG_VACANCY: (letting) => [emptyDays(letting) > LONG_VACANCY ? letting.emptied : undefined],
  W_LONG_PHASE: longPhases,
  W_SHORT_STAY: ({ begun, emptied }) => [
    begun && emptied && daysBetween(begun.effective, emptied.effective) < SHORT_STAY ? emptied : undefined,
  ],
  W_OFFERS: ({ emptied, offers }) => [emptied && offers[MANY_OFFERS]],
  W_BEFORE_READY: ({ contract, ready, today }) => [contract && isBefore(contract.payload.rentFrom, ready, today) ? contract : undefined],
  W_LIABLE: ({ emptied, liable }) => [
    emptied && liable && daysBetween(emptied.effective, liable.payload.liableUntil as CivilDate) > LONG_LIABLE ? liable : undefined,
  ],
  W_SAME_DAY: ({ emptied, ended }) => [
    emptied?.type === 'Vacated' && ended?.type === 'MovedIn' && ended.effective === emptied.effective ? ended : undefined,
  ],
};

/** What a letting shows. Of the offers of one vacancy nobody is asked twice. */
export function doubtsOfLetting(letting: Letting, today: CivilDate, home: Fact | undefined): Doubt[] {
  const judged = { ...letting, today, home };
  return Object.entries(SHOWN_BY_LETTING).flatMap(([code, shows]) =>
    shows(judged).flatMap((fact) => {
      return fact ? doubt(code as CodeOfLetting, fact, code === 'W_OFFERS' ? letting.emptied?.id : fact.id) : [];
    }),
  );
}

/** Rent is owed before the home is ready; a home that is not ready yet will be after today. */
const isBefore = (rentFrom: CivilDate, ready: CivilDate | undefined, today: CivilDate) => (ready ? rentFrom < ready : rentFrom <= today);

/** Gross days of the vacancy, today included while it is open (R2, R4). */
function emptyDays({ emptied, ended, today }: Judged): number {
  return emptied ? daysBetween(emptied.effective, ended?.effective ?? plusDays(today, 1)) : 0;
}

/** Phases that may take long, and the facts that they begin with. */
const BEGIN: { readonly [P in Phase]?: readonly EventType[] } = {
  clearing: ['Vacated'],
  works: ['WorksOrdered', 'WorksReopened'],
  out_of_service: ['TakenOutOfService'],
};

/** The facts with which the long phases of a vacancy began (R5). Only a long vacancy can have one. */
function longPhases(letting: Judged): (Fact | undefined)[] {
  const { emptied, facts, today, home } = letting;
  if (!emptied || !home || emptyDays(letting) <= LONG_PHASE) return [];
  const phases = foldHistory('', [home, ...facts])?.episodes.at(-1)?.phases ?? [];
  const end = plusDays(today, 1);
  const days = (of: string) =>
    phases.reduce((sum, { phase, from, to }) => sum + (phase === of ? daysBetween(from, minDate(to ?? end, end)) : 0), 0);
  return Object.entries(BEGIN).map(([phase, types]) =>
    days(phase) > LONG_PHASE ? (facts.find(({ type }) => types.includes(type)) ?? emptied) : undefined,
  );
}
