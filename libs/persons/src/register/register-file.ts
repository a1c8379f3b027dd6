import type Database from 'better-sqlite3';
import type { ErasureGround } from '@relet/words';
import { leaveNothingBehind, openKept, type Kind } from '../kept/sqlite-file.js';

/** The register: `RELP`. Values are sealed; who is who, and how a name is found, cannot be told from the file without the keys. */
export const REGISTER: Kind = {
  mark: 0x52454c50,
  tables: `
    CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS subject (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, about TEXT NOT NULL, municipality TEXT NOT NULL,
      state TEXT NOT NULL, command TEXT NOT NULL, changedOn TEXT NOT NULL, UNIQUE (kind, about)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS value (
      subject TEXT NOT NULL, field TEXT NOT NULL, sealed BLOB NOT NULL, at TEXT NOT NULL, writer TEXT NOT NULL, PRIMARY KEY (subject, field)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS given (command TEXT PRIMARY KEY, subject TEXT NOT NULL, proof BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS given_by_subject ON given (subject);
    CREATE TABLE IF NOT EXISTS found (mark BLOB NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (mark, subject)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS found_by_subject ON found (subject);
    CREATE TABLE IF NOT EXISTS hold (kind TEXT NOT NULL, about TEXT NOT NULL, since TEXT NOT NULL, writer TEXT NOT NULL, ground TEXT NOT NULL, PRIMARY KEY (kind, about)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS setting (municipality TEXT PRIMARY KEY, cpr INTEGER NOT NULL, retentionMonths INTEGER) WITHOUT ROWID;`,
};

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
  values: readonly SealedValue[];
  /** By what it is found from now on; undefined leaves that as it is. */
  marks?: readonly Buffer[] | undefined;
  given: { command: string; proof: Buffer };
}

const SUBJECT = 'id, kind, about, municipality, state, command, changedOn';

/** The tables of the register. Nothing here knows a key. */
export class RegisterFile {
  private readonly db: Database.Database;

  constructor(
    readonly path: string,
    options?: { readOnly: boolean },
  ) {
    this.db = openKept(path, REGISTER, options);
  }

  subjectOf(kind: SubjectKind, about: string): Subject | undefined {
    return this.db.prepare(`SELECT ${SUBJECT} FROM subject WHERE kind = ? AND about = ?`).get(kind, about) as Subject | undefined;
  }

  subject(id: string): Subject | undefined {
    return this.db.prepare(`SELECT ${SUBJECT} FROM subject WHERE id = ?`).get(id) as Subject | undefined;
  }

  subjects(state: Subject['state']): Subject[] {
    return this.db.prepare(`SELECT ${SUBJECT} FROM subject WHERE state = ? ORDER BY id`).all(state) as Subject[];
  }

  values(subject: string, fields?: readonly string[]): SealedValue[] {
    const all = this.db
      .prepare('SELECT field, sealed, at, writer FROM value WHERE subject = ? ORDER BY field')
      .all(subject) as SealedValue[];
    return fields ? all.filter(({ field }) => fields.includes(field)) : all;
  }

  /** What was given under a command: the keyed hash of its values. */
  proofOf(command: string): Buffer | undefined {
    return this.db.prepare('SELECT proof FROM given WHERE command = ?').pluck().get(command) as Buffer | undefined;
  }

  write({ subject, values, marks, given }: Writing): void {
    this.db.transaction(() => {
      const { id, kind, about, municipality, state, command, changedOn } = subject;
      this.db
        .prepare(
          `INSERT INTO subject (${SUBJECT}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET changedOn = excluded.changedOn`,
        )
        .run(id, kind, about, municipality, state, command, changedOn);
      const set = this.db.prepare('INSERT OR REPLACE INTO value (subject, field, sealed, at, writer) VALUES (?, ?, ?, ?, ?)');
      for (const { field, sealed, at, writer } of values) set.run(id, field, sealed, at, writer);
      if (marks) this.mark(id, marks);
      this.db.prepare('INSERT INTO given (command, subject, proof) VALUES (?, ?, ?)').run(given.command, id, given.proof);
    })();
  }

  /** A pending subject counts from now on. */
  goLive(id: string): void {
    this.db.prepare("UPDATE subject SET state = 'live' WHERE id = ?").run(id);
  }

  /** Subjects that bear all of these marks, by id. */
  find(marks: readonly Buffer[], limit: number): string[] {
    if (!marks.length) return [];
    const places = marks.map(() => '?').join(', ');
    const query = `SELECT f.subject FROM found f JOIN subject s ON s.id = f.subject WHERE s.state = 'live' AND f.mark IN (${places})
      GROUP BY f.subject HAVING count(*) = ${marks.length} ORDER BY f.subject LIMIT ${limit}`;
    return this.db
      .prepare(query)
      .pluck()
      .all(...marks) as string[];
  }

  /** By what a subject is found, in the place of what it was found by before. */
  mark(id: string, marks: readonly Buffer[]): void {
    this.db.prepare('DELETE FROM found WHERE subject = ?').run(id);
    const set = this.db.prepare('INSERT OR IGNORE INTO found (mark, subject) VALUES (?, ?)');
    for (const mark of marks) set.run(mark, id);
  }

  /** True when no trace of what was removed is left in the file. */
  leaveNothing(): boolean {
    return leaveNothingBehind(this.db);
  }

  /** Takes a subject out with all that hangs on it. */
  remove(id: string): void {
    this.db.transaction(() => {
      for (const table of ['value', 'given', 'found']) this.db.prepare(`DELETE FROM ${table} WHERE subject = ?`).run(id);
      this.db.prepare('DELETE FROM subject WHERE id = ?').run(id);
      this.setGround(id, undefined);
    })();
  }

  /** On what ground a citizen is being erased, from before the event until nothing is left; undefined when nobody has ordered it here. */
  groundOf(citizen: string): ErasureGround | undefined {
    return this.meta(`ground/${citizen}`) as ErasureGround | undefined;
  }

  setGround(citizen: string, ground: ErasureGround | undefined): void {
    if (ground !== undefined) this.setMeta(`ground/${citizen}`, ground);
    else this.db.prepare('DELETE FROM meta WHERE name = ?').run(`ground/${citizen}`);
  }

  holdOn(kind: SubjectKind, about: string): { since: string; ground: string } | undefined {
    return this.db.prepare('SELECT since, ground FROM hold WHERE kind = ? AND about = ?').get(kind, about) as
      { since: string; ground: string } | undefined;
  }

  hold(kind: SubjectKind, about: string, told: { since: string; writer: string; ground: string }): void {
    const { since, writer, ground } = told;
    this.db
      .prepare('INSERT OR REPLACE INTO hold (kind, about, since, writer, ground) VALUES (?, ?, ?, ?, ?)')
      .run(kind, about, since, writer, ground);
  }

  liftHold(kind: SubjectKind, about: string): void {
    this.db.prepare('DELETE FROM hold WHERE kind = ? AND about = ?').run(kind, about);
  }

  /** What a municipality keeps: no CPR numbers, and nothing erased by itself, until it has decided. */
  kept(municipality: string): Kept {
    const row = this.db.prepare('SELECT cpr, retentionMonths FROM setting WHERE municipality = ?').get(municipality) as
      { cpr: number; retentionMonths: number | null } | undefined;
    return { cpr: row?.cpr === 1, retentionMonths: row?.retentionMonths ?? null };
  }

  keep(municipality: string, { cpr, retentionMonths }: Kept): void {
    this.db
      .prepare('INSERT OR REPLACE INTO setting (municipality, cpr, retentionMonths) VALUES (?, ?, ?)')
      .run(municipality, cpr ? 1 : 0, retentionMonths);
  }

  meta(name: string): string | undefined {
    return this.db.prepare('SELECT value FROM meta WHERE name = ?').pluck().get(name) as string | undefined;
  }

  setMeta(name: string, value: string): void {
    this.db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(name, value);
  }

  /** Several writings at once, or none. */
  together(act: () => void): void {
    this.db.transaction(act)();
  }

  close(): void {
    this.db.close();
  }
}

/** What a backup of the register leaves out: by what persons are found. It is made anew after a restore. */
export function withoutMarks(copy: Database.Database): void {
  copy.exec("DELETE FROM found; DELETE FROM meta WHERE name = 'marked'");
}
