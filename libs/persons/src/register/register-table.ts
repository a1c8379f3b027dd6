import type { Layout, Statements } from '@relet/platform';
import type { ErasureGround } from '@relet/words';
import { Together } from '../kept/chain.js';
import { chainTables } from '../kept/chained-table.js';
import { KeptTables, metaTable } from '../kept/on-server.js';
import type { Hold, Kept, Outcome, RegisterRows, SealedValue, Subject, SubjectKind, Writing } from './register-rows.js';

/** The tables of the register and of the access log, in a schema beside the rows. Values are sealed; without the keys nobody can tell who is who. */
export const REGISTER_TABLES: Layout = {
  variable: 'RELET_READ_MODEL',
  kind: 'persons',
  schema: 'person',
  steps: [
    (schema) => `${metaTable(schema)}
      CREATE TABLE ${schema}.subject (
        id text COLLATE "C" PRIMARY KEY, kind text NOT NULL, about text COLLATE "C" NOT NULL, municipality text NOT NULL,
        state text NOT NULL, command text NOT NULL, "changedOn" text NOT NULL, UNIQUE (kind, about));
      CREATE TABLE ${schema}.value (
        subject text COLLATE "C" NOT NULL, field text COLLATE "C" NOT NULL, sealed bytea NOT NULL, at text NOT NULL, writer text NOT NULL,
        PRIMARY KEY (subject, field));
      CREATE TABLE ${schema}.given (command text COLLATE "C" PRIMARY KEY, subject text COLLATE "C" NOT NULL, proof bytea NOT NULL);
      CREATE INDEX given_by_subject ON ${schema}.given (subject);
      CREATE TABLE ${schema}.found (mark bytea NOT NULL, subject text COLLATE "C" NOT NULL, PRIMARY KEY (mark, subject));
      CREATE INDEX found_by_subject ON ${schema}.found (subject);
      CREATE TABLE ${schema}.hold (
        kind text NOT NULL, about text COLLATE "C" NOT NULL, since text NOT NULL, writer text NOT NULL, ground text NOT NULL,
        PRIMARY KEY (kind, about));
      CREATE TABLE ${schema}.setting (municipality text COLLATE "C" PRIMARY KEY, cpr boolean NOT NULL, "retentionMonths" integer);
      ${chainTables(schema, 'read')}
      ${chainTables(schema, 'review')}`,
  ],
};

const SUBJECT = 'id, kind, about, municipality, state, command, "changedOn"';
/** What persons are found by is not in every dump: this row of it says that it was made. */
const MARKED = [Buffer.alloc(0), ''];

/** Thrown to take back what was written, when the command was given at the same time elsewhere. */
class GivenBefore extends Error {}

/** The register on a server, for several processes. */
export class RegisterTable extends KeptTables implements RegisterRows {
  /** A list asks for many at the same time: they are asked for together. */
  private readonly whom = new Together((all: Pick<Subject, 'kind' | 'about'>[]) => this.subjectsOf(all));
  private readonly what = new Together((subjects: string[]) => this.valuesOf(subjects));

  subjectOf(kind: SubjectKind, about: string): Promise<Subject | undefined> {
    return this.whom.add({ kind, about });
  }

  async subject(id: string): Promise<Subject | undefined> {
    return (await this.database.ask<Subject>(`SELECT ${SUBJECT} FROM ${this.schema}.subject WHERE id = $1`, [id]))[0];
  }

  subjects(state: Subject['state']): Promise<Subject[]> {
    return this.database.ask<Subject>(`SELECT ${SUBJECT} FROM ${this.schema}.subject WHERE state = $1 ORDER BY id`, [state]);
  }

  async values(subject: string, fields?: readonly string[]): Promise<SealedValue[]> {
    const all = await this.what.add(subject);
    return fields ? all.filter(({ field }) => fields.includes(field)) : all;
  }

  async proofOf(command: string): Promise<Buffer | undefined> {
    return (await this.database.ask<{ proof: Buffer }>(`SELECT proof FROM ${this.schema}.given WHERE command = $1`, [command]))[0]?.proof;
  }

  async write(writing: Writing): Promise<Outcome> {
    try {
      return await this.database.inTransaction((statements) => this.written(statements, writing));
    } catch (error) {
      if (error instanceof GivenBefore) return 'given before';
      throw error;
    }
  }

  async goLive(id: string): Promise<boolean> {
    return (await this.database.change(`UPDATE ${this.schema}.subject SET state = 'live' WHERE id = $1`, [id])) > 0;
  }

  async find(marks: readonly Buffer[], limit: number): Promise<string[]> {
    if (!marks.length) return [];
    const asked = `SELECT f.subject FROM ${this.schema}.found f JOIN ${this.schema}.subject s ON s.id = f.subject
      WHERE s.state = 'live' AND f.mark = ANY ($1::bytea[]) GROUP BY f.subject HAVING count(*) = $2 ORDER BY f.subject LIMIT $3`;
    return (await this.database.ask<{ subject: string }>(asked, [marks, marks.length, limit])).map(({ subject }) => subject);
  }

  async mark(id: string, marks: readonly Buffer[]): Promise<void> {
    await this.database.inTransaction((statements) => this.marked(statements, id, marks));
  }

  async isMarked(): Promise<boolean> {
    return (await this.database.ask(`SELECT FROM ${this.schema}.found WHERE mark = $1 AND subject = $2`, MARKED)).length > 0;
  }

  async setMarked(): Promise<void> {
    await this.database.change(`INSERT INTO ${this.schema}.found (mark, subject) VALUES ($1, $2) ON CONFLICT DO NOTHING`, MARKED);
  }

  /** First the subject: whoever writes it at the same time waits for it, too. */
  async remove(id: string): Promise<void> {
    await this.database.inTransaction(async ({ change }) => {
      await change(`DELETE FROM ${this.schema}.subject WHERE id = $1`, [id]);
      for (const table of ['value', 'given', 'found']) await change(`DELETE FROM ${this.schema}.${table} WHERE subject = $1`, [id]);
      await change(`DELETE FROM ${this.schema}.meta WHERE name = $1`, [`ground/${id}`]);
    });
  }

  /** The log of the server's own writing keeps it as long as it keeps anything: what is sealed there ends with the key. */
  leaveNothing(): Promise<boolean> {
    return this.database.writeAnew(['subject', 'value', 'given', 'found']);
  }

  async groundOf(citizen: string): Promise<ErasureGround | undefined> {
    return (await this.meta(`ground/${citizen}`)) as ErasureGround | undefined;
  }

  async setGround(citizen: string, ground: ErasureGround | undefined): Promise<void> {
    if (ground !== undefined) await this.setMeta(`ground/${citizen}`, ground);
    else await this.database.change(`DELETE FROM ${this.schema}.meta WHERE name = $1`, [`ground/${citizen}`]);
  }

  async holdOn(kind: SubjectKind, about: string): Promise<Hold | undefined> {
    return (
      await this.database.ask<Hold>(`SELECT since, ground FROM ${this.schema}.hold WHERE kind = $1 AND about = $2`, [kind, about])
    )[0];
  }

  async hold(kind: SubjectKind, about: string, { since, writer, ground }: Hold & { writer: string }): Promise<void> {
    await this.database.change(
      `INSERT INTO ${this.schema}.hold (kind, about, since, writer, ground) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (kind, about) DO UPDATE
        SET since = excluded.since, writer = excluded.writer, ground = excluded.ground`,
      [kind, about, since, writer, ground],
    );
  }

  async liftHold(kind: SubjectKind, about: string): Promise<void> {
    await this.database.change(`DELETE FROM ${this.schema}.hold WHERE kind = $1 AND about = $2`, [kind, about]);
  }

  async kept(municipality: string): Promise<Kept> {
    const asked = `SELECT cpr, "retentionMonths" FROM ${this.schema}.setting WHERE municipality = $1`;
    return (await this.database.ask<Kept>(asked, [municipality]))[0] ?? { cpr: false, retentionMonths: null };
  }

  async keep(municipality: string, { cpr, retentionMonths }: Kept): Promise<void> {
    await this.database.change(
      `INSERT INTO ${this.schema}.setting (municipality, cpr, "retentionMonths") VALUES ($1, $2, $3) ON CONFLICT (municipality) DO UPDATE
        SET cpr = excluded.cpr, "retentionMonths" = excluded."retentionMonths"`,
      [municipality, cpr, retentionMonths],
    );
  }

  private async subjectsOf(all: readonly Pick<Subject, 'kind' | 'about'>[]): Promise<(Subject | undefined)[]> {
    const asked = `SELECT ${SUBJECT} FROM ${this.schema}.subject JOIN unnest($1::text[], $2::text[]) AS asked (of_kind, of_whom) ON kind = of_kind AND about = of_whom`;
    const found = await this.database.ask<Subject>(asked, [all.map(({ kind }) => kind), all.map(({ about }) => about)]);
    const byName = new Map(found.map((subject) => [`${subject.kind} ${subject.about}`, subject]));
    return all.map(({ kind, about }) => byName.get(`${kind} ${about}`));
  }

  private async valuesOf(subjects: readonly string[]): Promise<SealedValue[][]> {
    const asked = `SELECT subject, field, sealed, at, writer FROM ${this.schema}.value WHERE subject = ANY ($1) ORDER BY subject, field`;
    const found = Map.groupBy(await this.database.ask<SealedValue & { subject: string }>(asked, [subjects]), ({ subject }) => subject);
    return subjects.map((id) => (found.get(id) ?? []).map(({ subject: _, ...value }) => value));
  }

  private async written(statements: Statements, { subject, isNew, values, marks, given }: Writing): Promise<Outcome> {
    const { ask, change } = statements;
    const { id, kind, about, municipality, state, command, changedOn } = subject;
    const itself = [id, kind, about, municipality, state, command, changedOn];
    const begin = `INSERT INTO ${this.schema}.subject (${SUBJECT}) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`;
    const isBegun = isNew && (await change(begin, itself)) > 0;
    const asked = `SELECT id FROM ${this.schema}.subject WHERE kind = $1 AND about = $2 FOR UPDATE`;
    const [there] = await ask<{ id: string }>(asked, [kind, about]);
    if (!there) return 'gone';
    if (there.id !== id) return 'begun elsewhere';
    if ((await ask(`SELECT FROM ${this.schema}.given WHERE command = $1`, [given.command])).length) return 'given before';
    if (isNew && !isBegun) return 'there before';
    const first = `INSERT INTO ${this.schema}.given (command, subject, proof) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
    if (!(await change(first, [given.command, id, given.proof]))) throw new GivenBefore();
    await change(`UPDATE ${this.schema}.subject SET "changedOn" = $2 WHERE id = $1`, [id, changedOn]);
    await change(
      `INSERT INTO ${this.schema}.value (subject, field, sealed, at, writer)
        SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::text[], $5::text[]) ON CONFLICT (subject, field) DO UPDATE
        SET sealed = excluded.sealed, at = excluded.at, writer = excluded.writer`,
      [
        id,
        values.map(({ field }) => field),
        values.map(({ sealed }) => sealed),
        values.map(({ at }) => at),
        values.map(({ writer }) => writer),
      ],
    );
    if (marks) await this.marked(statements, id, marks);
    return 'written';
  }

  private async marked({ change }: Statements, id: string, marks: readonly Buffer[]): Promise<void> {
    await change(`DELETE FROM ${this.schema}.found WHERE subject = $1`, [id]);
    await change(`INSERT INTO ${this.schema}.found (mark, subject) SELECT unnest($2::bytea[]), $1 ON CONFLICT DO NOTHING`, [id, marks]);
  }
}
