import type Database from 'better-sqlite3';
import type { ErasureGround } from '@relet/words';
import { KeptFile, META, type Kind } from '../kept/sqlite-file.js';
import type { Hold, Kept, Outcome, RegisterRows, SealedValue, Subject, SubjectKind, Writing } from './register-rows.js';

/** The register: `RELP`. Values are sealed; who is who, and how a name is found, cannot be told from the file without the keys. */
const REGISTER: Kind = {
  mark: 0x52454c50,
  tables: `
    ${META}
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

const SUBJECT = 'id, kind, about, municipality, state, command, changedOn';

/** The register in a file of SQLite, for its one writer. */
export class RegisterFile extends KeptFile implements RegisterRows {
  constructor(path: string, options?: { readOnly: boolean }) {
    super(path, REGISTER, options);
  }

  async subjectOf(kind: SubjectKind, about: string): Promise<Subject | undefined> {
    return this.db.prepare(`SELECT ${SUBJECT} FROM subject WHERE kind = ? AND about = ?`).get(kind, about) as Subject | undefined;
  }

  async subject(id: string): Promise<Subject | undefined> {
    return this.db.prepare(`SELECT ${SUBJECT} FROM subject WHERE id = ?`).get(id) as Subject | undefined;
  }

  async subjects(state: Subject['state']): Promise<Subject[]> {
    return this.db.prepare(`SELECT ${SUBJECT} FROM subject WHERE state = ? ORDER BY id`).all(state) as Subject[];
  }

  async values(subject: string, fields?: readonly string[]): Promise<SealedValue[]> {
    const all = this.db
      .prepare('SELECT field, sealed, at, writer FROM value WHERE subject = ? ORDER BY field')
      .all(subject) as SealedValue[];
    return fields ? all.filter(({ field }) => fields.includes(field)) : all;
  }

  async proofOf(command: string): Promise<Buffer | undefined> {
    return this.db.prepare('SELECT proof FROM given WHERE command = ?').pluck().get(command) as Buffer | undefined;
  }

  async write(writing: Writing): Promise<Outcome> {
    return this.db.transaction(() => this.written(writing))();
  }

  async goLive(id: string): Promise<boolean> {
    return this.db.prepare("UPDATE subject SET state = 'live' WHERE id = ?").run(id).changes > 0;
  }

  async find(marks: readonly Buffer[], limit: number): Promise<string[]> {
    if (!marks.length) return [];
    const places = marks.map(() => '?').join(', ');
    const query = `SELECT f.subject FROM found f JOIN subject s ON s.id = f.subject WHERE s.state = 'live' AND f.mark IN (${places})
      GROUP BY f.subject HAVING count(*) = ${marks.length} ORDER BY f.subject LIMIT ${limit}`;
    return this.db
      .prepare(query)
      .pluck()
      .all(...marks) as string[];
  }

  async mark(id: string, marks: readonly Buffer[]): Promise<void> {
    this.db.transaction(() => this.marked(id, marks))();
  }

  async isMarked(): Promise<boolean> {
    return this.noted('marked') === 'yes';
  }

  async setMarked(): Promise<void> {
    this.note('marked', 'yes');
  }

  async remove(id: string): Promise<void> {
    this.db.transaction(() => {
      for (const table of ['value', 'given', 'found']) this.db.prepare(`DELETE FROM ${table} WHERE subject = ?`).run(id);
      this.db.prepare('DELETE FROM subject WHERE id = ?').run(id);
      this.forget(`ground/${id}`);
    })();
  }

  async groundOf(citizen: string): Promise<ErasureGround | undefined> {
    return this.noted(`ground/${citizen}`) as ErasureGround | undefined;
  }

  async setGround(citizen: string, ground: ErasureGround | undefined): Promise<void> {
    if (ground !== undefined) this.note(`ground/${citizen}`, ground);
    else this.forget(`ground/${citizen}`);
  }

  async holdOn(kind: SubjectKind, about: string): Promise<Hold | undefined> {
    return this.db.prepare('SELECT since, ground FROM hold WHERE kind = ? AND about = ?').get(kind, about) as Hold | undefined;
  }

  async hold(kind: SubjectKind, about: string, { since, writer, ground }: Hold & { writer: string }): Promise<void> {
    this.db
      .prepare('INSERT OR REPLACE INTO hold (kind, about, since, writer, ground) VALUES (?, ?, ?, ?, ?)')
      .run(kind, about, since, writer, ground);
  }

  async liftHold(kind: SubjectKind, about: string): Promise<void> {
    this.db.prepare('DELETE FROM hold WHERE kind = ? AND about = ?').run(kind, about);
  }

  async kept(municipality: string): Promise<Kept> {
    const row = this.db.prepare('SELECT cpr, retentionMonths FROM setting WHERE municipality = ?').get(municipality) as
      { cpr: number; retentionMonths: number | null } | undefined;
    return { cpr: row?.cpr === 1, retentionMonths: row?.retentionMonths ?? null };
  }

  async keep(municipality: string, { cpr, retentionMonths }: Kept): Promise<void> {
    this.db
      .prepare('INSERT OR REPLACE INTO setting (municipality, cpr, retentionMonths) VALUES (?, ?, ?)')
      .run(municipality, cpr ? 1 : 0, retentionMonths);
  }

  private written({ subject, isNew, values, marks, given }: Writing): Outcome {
    const { id, kind, about, municipality, state, command, changedOn } = subject;
    if (this.db.prepare('SELECT 1 FROM given WHERE command = ?').get(given.command)) return 'given before';
    const there = this.db.prepare('SELECT id FROM subject WHERE kind = ? AND about = ?').pluck().get(kind, about) as string | undefined;
    if (there !== undefined && there !== id) return 'begun elsewhere';
    if ((there === undefined) !== (isNew ?? false)) return isNew ? 'there before' : 'gone';
    this.db
      .prepare(
        `INSERT INTO subject (${SUBJECT}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET changedOn = excluded.changedOn`,
      )
      .run(id, kind, about, municipality, state, command, changedOn);
    const set = this.db.prepare('INSERT OR REPLACE INTO value (subject, field, sealed, at, writer) VALUES (?, ?, ?, ?, ?)');
    for (const { field, sealed, at, writer } of values) set.run(id, field, sealed, at, writer);
    if (marks) this.marked(id, marks);
    this.db.prepare('INSERT INTO given (command, subject, proof) VALUES (?, ?, ?)').run(given.command, id, given.proof);
    return 'written';
  }

  private marked(id: string, marks: readonly Buffer[]): void {
    this.db.prepare('DELETE FROM found WHERE subject = ?').run(id);
    const set = this.db.prepare('INSERT OR IGNORE INTO found (mark, subject) VALUES (?, ?)');
    for (const mark of marks) set.run(mark, id);
  }

  private forget(name: string): void {
    this.db.prepare('DELETE FROM meta WHERE name = ?').run(name);
  }
}

/** What a backup of the register leaves out: by what persons are found. It is made anew after a restore. */
export function withoutMarks(copy: Database.Database): void {
  copy.exec("DELETE FROM found; DELETE FROM meta WHERE name = 'marked'");
}
