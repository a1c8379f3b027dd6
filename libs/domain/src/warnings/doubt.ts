import type { CivilDate, Fact } from '../events.js';
import type { HomeRents } from './rents.js';

/** Codes of what is legal and unlikely (docs/law.md 8). */
export const WARNING_CODES = [
  'W_LONG_VACANCY',
  'W_LONG_PHASE',
  'W_OLD_FACT',
  'W_YEAR',
  'W_SHORT_STAY',
  'W_RENT',
  'W_OFFERS',
  'W_NO_ANSWER_TIME',
  'W_BEFORE_READY',
  'W_LIABLE',
  'W_SAME_DAY',
  'W_NOT_WORKDAY',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];
/** What one fact shows by itself. */
export type CodeOfFact = 'W_OLD_FACT' | 'W_RENT' | 'W_NO_ANSWER_TIME';
/** What is unlikely of a day, whatever it is the day of. */
export type CodeOfDay = 'W_YEAR' | 'W_NOT_WORKDAY';
/** What a whole letting shows: all others, so that a new code does not compile until somebody looks for it. */
export type CodeOfLetting = Exclude<WarningCode, CodeOfFact | CodeOfDay>;

/** Something legal and unlikely that a home shows, and the fact that it looks at. */
export interface Doubt {
  code: WarningCode;
  fact: Fact;
  /** What is doubted: as long as a home shows it, nobody is asked again. */
  about: string;
  /** The day that is doubted, where it is one. */
  day?: CivilDate;
}

/** What a home is looked at with, besides its own facts. */
export interface Looking {
  /** Today in Copenhagen. */
  today: CivilDate;
  /** True for history that comes in from elsewhere: that it is old is no wonder. */
  imported?: boolean;
  /** Rents as they were recorded before the request began, of the homes of a municipality and kind; absent: rents are not looked at. */
  rents?(municipality: string, kind: string): readonly HomeRents[];
}

/** A doubt about one fact. */
export const doubt = (code: WarningCode, fact: Fact, about = fact.id): Doubt => ({ code, fact, about: `${code} ${about}` });

/** A doubt about a day, asked once for what it is about. */
export const doubtOfDay = (code: CodeOfDay, fact: Fact, day: CivilDate, about: string): Doubt => ({ ...doubt(code, fact, about), day });
