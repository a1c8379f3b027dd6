import type { ErasureGround } from '@relet/words';

/** What a subject is: a citizen by pseudonym, or the case of a home with the estate's contact persons. */
export type SubjectKind = 'citizen' | 'home';

/** Whose values are kept. Its id is random for a home's case and the pseudonym for a citizen. */
export interface Subject {
  id: string;
  kind: SubjectKind;
  /** The pseudonym, or the home's id. */
  about: string;
  municipality: string;
  /** Pending while it is not known yet whether the citizen is approved. */
  state: 'pending' | 'live';
  /** The command that made it. */
  command: string;
  changedOn: string;
}

/** A sealed value, when and by whom it was written. */
export interface SealedValue {
  field: string;
  sealed: Buffer;
  at: string;
  writer: string;
}

/** What a municipality has decided about what is kept. */
export interface Kept {
  cpr: boolean;
  /** Months after which a person who is not in use is erased; null while nothing is decided. */
  retentionMonths: number | null;
}

/** What is written in one transaction. */
export interface Writing {
  subject: Subject;
  /** True when the subject was not there when this was decided, and must not be yet; else it must be there still. */
  isNew?: boolean;
  values: readonly SealedValue[];
  /** By what it is found from now on; undefined leaves that as it is. */
  marks?: readonly Buffer[] | undefined;
  given: { command: string; proof: Buffer };
}

/**
 * What became of a writing. Nothing is written when its command has written before, another one has begun the subject, or the same case under another id, or
 * when its subject is gone.
 */
export type Outcome = 'written' | 'given before' | 'there before' | 'begun elsewhere' | 'gone';

/** That nobody erases somebody yet. */
export interface Hold {
  since: string;
  ground: string;
}

/** The register: sealed values, who is found by which mark, and what is kept for how long. Nothing here knows a key. */
export interface RegisterRows {
  subjectOf(kind: SubjectKind, about: string): Promise<Subject | undefined>;
  subject(id: string): Promise<Subject | undefined>;
  /** By id. */
  subjects(state: Subject['state']): Promise<Subject[]>;
  values(subject: string, fields?: readonly string[]): Promise<SealedValue[]>;
  /** What was given under a command: the keyed hash of its values. */
  proofOf(command: string): Promise<Buffer | undefined>;
  write(writing: Writing): Promise<Outcome>;
  /** A pending subject counts from now on; false when it is not there. */
  goLive(id: string): Promise<boolean>;
  /** Subjects that count and bear all of these marks, by id. */
  find(marks: readonly Buffer[], limit: number): Promise<string[]>;
  /** By what a subject is found, in the place of what it was found by before. */
  mark(id: string, marks: readonly Buffer[]): Promise<void>;
  /** False where it has to be made anew by what everybody is found, as after a restore. */
  isMarked(): Promise<boolean>;
  setMarked(): Promise<void>;
  /** Takes a subject out with all that hangs on it. */
  remove(id: string): Promise<void>;
  /** True when no trace of what was removed is left where the register is kept. */
  leaveNothing(): Promise<boolean>;
  /** On what ground a citizen is being erased, from before the event until nothing is left; undefined when nobody has ordered it here. */
  groundOf(citizen: string): Promise<ErasureGround | undefined>;
  setGround(citizen: string, ground: ErasureGround | undefined): Promise<void>;
  holdOn(kind: SubjectKind, about: string): Promise<Hold | undefined>;
  hold(kind: SubjectKind, about: string, told: Hold & { writer: string }): Promise<void>;
  liftHold(kind: SubjectKind, about: string): Promise<void>;
  /** What a municipality keeps: no CPR numbers, and nothing erased by itself, until it has decided. */
  kept(municipality: string): Promise<Kept>;
  keep(municipality: string, kept: Kept): Promise<void>;
  meta(name: string): Promise<string | undefined>;
  setMeta(name: string, value: string): Promise<void>;
  close(): Promise<void>;
}
