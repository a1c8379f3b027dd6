import type { CitizenState } from '../citizen/state.js';
import type { CivilDate, EventType, UnitEvents } from '../events.js';
import type { Condition, FactLaw, Place, Situation, Told, VerbLaw } from '../law/chapter.js';
import type { Context } from '../law/context.js';
import type { Details, RefusalCode } from '../law/refusal.js';
import type { Stage, UnitState } from './state.js';
import type { UnitOnDay } from './state-of.js';

/** What a decision on a home may ask of a citizen's stream. */
export interface CitizenView {
  municipality: string;
  /** As of now. */
  now: CitizenState;
  /** As of the end of a day, from the events known now. */
  on(day: CivilDate): CitizenState;
}

/** What a decision on a home looks at besides its stream. */
export interface HomeContext extends Context {
  /** Citizens whom the command names or its verb asks for (see `citizensNeeded`), folded as known now. */
  citizens: ReadonlyMap<string, CitizenView | undefined>;
}

/** The stream of a home. */
export interface Home {
  state: UnitState;
  at: UnitOnDay;
  context: HomeContext;
}

/** A home where a command or a fact stands. */
export type Here = Situation<Home>;

/** The facts of a chapter on homes, each with its law. */
export type HomeFacts = { readonly [T in keyof UnitEvents]?: FactLaw<Home, T> };
/** The commands of a chapter on homes. */
export type HomeVerbs = Readonly<Record<string, VerbLaw<Home>>>;

const nothing = (): Details => ({});

/** What must hold where a fact stands, when it is decided and when it is folded again; `tells` gives what the sentence of the refusal names. */
export function must<T extends EventType = EventType>(
  code: RefusalCode,
  holds: (place: Place<Home>, fact: Told<T>) => boolean,
  tells: (place: Place<Home>, fact: Told<T>) => Details = nothing,
): Condition<Home, T> {
  return { code, holds, tells };
}

/** A condition that keeps its code also where the same command would be taken today. */
export function neverDateOrder<T extends EventType>(condition: Condition<Home, T>): Condition<Home, T> {
  return { ...condition, never: 'DATE_ORDER' };
}

/** What must hold when a command is decided: it asks for policy, citizens or today. */
export function mustNow<T extends EventType = EventType>(
  code: RefusalCode,
  holds: (here: Here, fact: Told<T>) => boolean,
  tells: (here: Here, fact: Told<T>) => Details = nothing,
): Condition<Home, T> {
  return { code, now: true, holds, tells };
}

/** The same condition, asked only when a command is decided: re-folding never breaks on it. */
export function onlyNow<T extends EventType>({ code, holds, tells }: Condition<Home, T>): Condition<Home, T> {
  return { code, now: true, holds: holds as never, tells: tells as never };
}

/** Commands that a refusal names as the one that has to come first; the words have a sentence for each. */
export type FirstStep =
  | 'RecordVacated'
  | 'ReturnKeys'
  | 'RecordInspection'
  | 'OrderWorks'
  | 'CompleteWorks'
  | 'DeclareReady'
  | 'GiveNotice'
  | 'RegisterDeath'
  | 'Reserve'
  | 'ReleaseReservation'
  | 'WithdrawOffer'
  | 'CancelAcceptance'
  | 'CorrectEvent';

/** Where the home stands, and the command that has to come first, if any: `needs`. */
export const standsAt = ({ at }: Place<Home>, needs: FirstStep | undefined): Details => ({
  stage: at.stage,
  on: at.day,
  ...(needs && { needs }),
});

/** The day on which it was looked at, for a sentence that names no more than that. */
export const onThatDay = ({ at }: Place<Home>): Details => ({ on: at.day });

/** The stages of a home on its way to the next letting, and the command that leads out of each of them; the only place that says so. */
const LEADS_ON: readonly (readonly [Stage, FirstStep])[] = [
  ['occupied', 'RecordVacated'],
  ['clearing', 'ReturnKeys'],
  ['inspection', 'RecordInspection'],
  ['ordering', 'OrderWorks'],
  ['works', 'CompleteWorks'],
  ['signoff', 'DeclareReady'],
];

/** The command that leads a home out of a stage on its way to the next letting; none leads out of the last ones but a letting. */
export const leadsOutOf = (stage: Stage): FirstStep | undefined => LEADS_ON.find(([from]) => from === stage)?.[1];

/** What leads on from where a home stands on its way to a stage; undefined when that lies behind it. */
export function leadsTo(wanted: Stage, { stage }: UnitOnDay): FirstStep | undefined {
  const way = LEADS_ON.map(([each]) => each);
  const [from, to] = [way.indexOf(stage), wanted === 'ready' ? way.length : way.indexOf(wanted)];
  return from < to ? LEADS_ON[from]?.[1] : undefined;
}

/** WRONG_STATE or NOT_READY on the way to a stage. */
export const notYet =
  (wanted: Stage) =>
  (place: Place<Home>): Details =>
    standsAt(place, leadsTo(wanted, place.at));

/** A verb that needs no field is tried with none. */
export const bare = (): object[] => [{}];
