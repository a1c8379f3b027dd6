import type { DomainCommand } from '../base.commands.js';
import type { CivilDate, DomainEvents, EventType, Fact, NewFact } from '../events.js';
import type { Claim, Context } from './context.js';
import type { LawFault } from './malformed.js';
import type { Details, RefusalCode } from './refusal.js';

/** What a kind of stream is made of: its folded state, that state as read on a day, and what its decisions may look at. */
export interface Kind {
  state: unknown;
  at: unknown;
  context: Context;
}

/** A fact of one type, recorded or new. */
export type Told<T extends EventType = EventType> = { [K in T]: { type: K; v: number; effective: CivilDate; payload: DomainEvents[K] } }[T];

/** Where a fact stands: what was so before it, among all live facts of the stream in order. */
export interface Place<K extends Kind> {
  /** As it stood on that day. */
  at: K['at'];
  live: readonly Fact[];
  /** How many live facts come before it. */
  index: number;
}

/** What a decision sees: the place on the command's day, how it stands today, and the context. */
export type Situation<K extends Kind> = K['context'] & Place<K> & { target: string; now: K['at'] };

/** A stream as it stands: what was recorded, what of it is live, and the state that this folds to. */
export interface History<K extends Kind> {
  readonly recorded: readonly Fact[];
  /** Corrections applied, in the order of R11. */
  readonly live: readonly Fact[];
  /** How it stood after each live fact, so that an earlier day need not be folded again. */
  readonly states: readonly K['state'][];
  /** Folded from all live facts. */
  readonly state: K['state'];
}

/**
 * What must hold where a fact stands. Deciding refuses by it with the code and the details that its sentence needs; re-folding finds by it the fact that cannot
 * stand. A condition marked `now` asks for policy, citizens or today: it is asked when a command is decided, and never again. One marked
 * `never: 'DATE_ORDER'` keeps its code also where the same command would be taken today.
 */
export type Condition<K extends Kind, T extends EventType = EventType> = { never?: 'DATE_ORDER' } & (
  | { code: RefusalCode; now?: never; holds(place: Place<K>, fact: Told<T>): boolean; tells?(place: Place<K>, fact: Told<T>): Details }
  | { code: RefusalCode; now: true; holds(here: Situation<K>, fact: Told<T>): boolean; tells?(here: Situation<K>, fact: Told<T>): Details }
);

/** A field that is wrong by itself, and why: MALFORMED. */
export interface Fault {
  field: string;
  why: LawFault;
}

/** A later fact of this type undoes another, except after what came `before`. */
export type UndoneBy = EventType | { type: EventType; unless(before: readonly Fact[]): boolean };

/** All that the law says of one type of fact. */
export interface FactLaw<K extends Kind, T extends EventType = EventType> {
  /** Where it may stand: conditions in the order of their codes; none: anywhere. */
  stands: readonly Condition<K, T>[];
  /** Whether it may stand depends on what comes behind it, too. */
  looksAhead?: true;
  /** What it makes of the state. It believes: nothing is checked here. `asItWas` for a fact that is only recorded. */
  becomes(state: K['state'], fact: Fact<T>): K['state'];
  /** Which later facts undo it, so that the same command after them changes something. */
  undoneBy: readonly UndoneBy[];
  /** The order of its own dates among all live facts; else DATE_ORDER. */
  ordered?(fact: Fact<T>, live: readonly Fact[]): boolean;
  /** May be agreed ahead of its day, or recorded the day before it. Absent: not after today. */
  ahead?: 'agreed' | 'tomorrow';
  /** A day of its content that is a fact, too, and may not lie after today. */
  factDay?: string;
  /** Marks that are always stored, and what they are when nobody says them. */
  marks?: Partial<DomainEvents[T]>;
  /** The field that names what it is about; a correction keeps it. */
  about?: string;
  /** It gives that name: a name is used once, and this is said when it has been used. */
  names?: LawFault;
  /** Fields that a correction keeps, since others rely on them. */
  keeps?: readonly string[];
  /** A field that follows from where the home stands, unless the command gives it: completed when decided, not compared then. */
  follows?: { field: string; from(at: K['at']): unknown; unless(payload: DomainEvents[T]): boolean };
  /** What a command may leave out and an event must have, given the event as recorded. */
  whole?(recorded: DomainEvents[T]): object;
  /** What is wrong with its content whatever the stream says. */
  malformed?(payload: DomainEvents[T], context: { municipality: string }): Fault | undefined;
  /** It follows from other facts or from the calendar: no person corrects it. */
  byItself?: true;
  /** It stands whatever is said of it later: correcting or retracting it is refused with this, and what an earlier version took counts for nothing. */
  forGood?: RefusalCode;
  /** Where it stands among the facts of today when what it is about has been corrected; undefined when it falls. */
  placed?(fact: Fact<T>, facts: readonly Fact[]): Fact | undefined;
  /** Facts about the same subject that it moves. */
  moves?: readonly EventType[];
  /** Folded before all others whatever its day, and retracted only when nothing else stands. */
  first?: true;
}

/** What a fact makes of the state when it changes nothing there. */
export const asItWas = <S>(state: S): S => state;

/** A: the administrator, M: the municipality, AM: either; `offering`: M, by policy also A. */
export type Who = 'A' | 'M' | 'AM' | 'offering';

/** All that the law says of one command: its body, who may give it, and what it reports. */
export interface VerbLaw<K extends Kind> {
  /** The class is body, validation and OpenAPI schema in one. */
  body: new () => DomainCommand;
  who: Who;
  /** The system may give it, too. */
  system?: true;
  /** The fact that it reports; the fields of the body are copied. */
  reports: EventType;
  /** Fields of the body that are no fields of that fact. */
  beside?: readonly string[];
  /** Fields that the command may leave out, from the policy of its day or the stream. */
  fills?(command: DomainCommand, context: K['context'], live: readonly Fact[]): object;
  /** What is wrong with the command whatever the stream says. */
  malformed?(command: DomainCommand): Fault | undefined;
  /** What is wrong with the id that it would give; an id that is recorded stays as it is. */
  named?(target: string): Fault | undefined;
  /** Facts that the command itself says besides. */
  says?(command: DomainCommand): NewFact[];
  /** Facts that come with it where the stream stands as it does. */
  with?(main: Told, here: Situation<K>, command: DomainCommand): NewFact[];
  /** Its day when the command names none: it is judged by what stands now. */
  on?(command: DomainCommand, live: readonly Fact[]): CivilDate | undefined;
  /** When it changes nothing, where that is not the last fact of its type saying the same. */
  nothingNew?(command: DomainCommand, place: Place<K> & { today: CivilDate }): boolean;
  /**
   * Citizens whom its conditions ask for besides one that its own fields name, so that their streams are read before it is decided; from the
   * states that it may be judged by, the one on its day first and the latest last.
   */
  asksFor?(command: DomainCommand, states: readonly K['state'][]): (string | undefined)[];
  /** Claims that must be won before its facts are written. */
  claims?(main: Told, here: Situation<K>): Claim[];
  /** It may be the first of its stream. */
  begins?: true;
  /** The most ordinary fields to try it with where a stream stands. */
  probe(at: K['at'], day: CivilDate): object[];
}

/** The facts and verbs of one part of a story. */
export interface Chapter<K extends Kind> {
  facts: Readonly<Record<string, FactLaw<K>>>;
  verbs: Readonly<Record<string, VerbLaw<K>>>;
}

/** The whole law of one kind of stream: its chapters, and what holds for every command of it. */
export interface Book<K extends Kind> extends Chapter<K> {
  /** The state before anything has happened. */
  nothing: K['state'];
  /** Reads a folded state on a day. */
  on(state: K['state'], day: CivilDate): K['at'];
  /** Adds to a folded state what goes by the order of recording. */
  asRecorded?(state: K['state'], live: readonly Fact[]): K['state'];
  /** The stream has begun: its commands are known. */
  isKnown(history: History<K>): boolean;
  /** Refuses what is not known: *_UNKNOWN. */
  unknown(): never;
  /** Refuses those whose part it is not: NOT_YOUR_PART. */
  notYourPart(): never;
  /** People of another municipality learn no more than that it is unknown to them. */
  stranger(): never;
  /** Refuses *_UNKNOWN when the fields name an offer or a citizen that nobody knows, or a citizen of a municipality that is none of theirs. */
  mustKnow?(fields: object, history: History<K>, context: K['context'], isOfTheirs: (municipality: string) => boolean): void;
  /** What ends every command but a correction. */
  closed?: Condition<K>;
  /** True when the command may be given although the policy has meanwhile changed. */
  begun?(context: K['context']): boolean;
  /** Claims that a correction makes or revives; refuses when one cannot be won. */
  claimed?(before: History<K>, after: History<K>, here: K['context'] & { target: string }): Claim[];
}
