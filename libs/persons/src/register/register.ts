import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '@relet/domain';
import { canonical } from '@relet/event-store';
import { Clock, KeyReused, PersonsError, type Principal } from '@relet/platform';
import { seal, unseal } from '../kept/sealing.js';
import { keyOfSearches, type DataKey } from '../keys/keys.js';
import type { OpenFiles } from '../files.js';
import { Vault } from '../vault.js';
import { cprDigits } from './cpr.js';
import { findableBy, soughtBy } from './names.js';
import type { Subject } from './register-rows.js';

/** Values by field: `name`, `cpr`, `contacts`, and a `note/...` each. */
export type Values = Readonly<Record<string, string>>;

/** A value as it was written, and when and by whom. */
export interface Written {
  text: string;
  at: string;
  writer: string;
}

/** What is written of a subject, and under which command. */
export interface Given {
  subject: Omit<Subject, 'changedOn'>;
  values: Values;
  command: string;
  principal: Principal;
}

/** The register with its keys: the one place where values are sealed and opened. Who may read, and that it is written down, is looked after elsewhere. */
@Injectable()
export class Register {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes values. Nothing is written when this command has written them before; KeyReused when it has written others: values are compared by a keyed hash,
   * so that they need not be kept in the clear.
   */
  async write({ subject, values, command, principal }: Given): Promise<void> {
    const files = this.vault.open();
    const proof = await this.proofOf(files, subject, values);
    if (await this.isGiven(files, command, proof)) return;
    const known = await files.register.subject(subject.id);
    const key = known ? await this.keyOf(files, subject.id) : await files.keys.keyFor(subject.id, files.master);
    const at = this.clock.now();
    const sealed = Object.entries(values).map(([field, text]) => {
      return { field, sealed: seal(key.bytes, text, placeOf(subject, field, key)), at, writer: principal.id };
    });
    const marks = 'name' in values || 'cpr' in values ? await this.marksOf(files, subject, values, known) : undefined;
    const given = { command, proof };
    const changed = { ...subject, changedOn: this.clock.today() };
    const outcome = await files.register.write({ subject: changed, isNew: !known, values: sealed, marks, given });
    if (outcome === 'gone') throw new PersonsError('PERSON_UNKNOWN', 'No person is registered there.');
    if (outcome === 'there before') throw new PersonsError('PERSON_EXISTS', 'That person is registered already.');
    // The same command is on its way twice, or somebody else has begun the same home's case meanwhile, under another id.
    if (outcome === 'given before') await this.isGiven(files, command, proof);
    if (outcome === 'written') await this.unlessErased(files, subject.id);
    if (outcome !== 'begun elsewhere') return;
    const begun = (await files.register.subjectOf(subject.kind, subject.about)) ?? subject;
    await this.write({ subject: begun, values, command, principal });
  }

  /** Whoever is erased while they are written stays erased: an erasure says so first, and only then takes key and row. */
  private async unlessErased({ register, keys, ledger }: OpenFiles, subject: string): Promise<void> {
    if (!(await ledger.erasureOf(subject))) return;
    await keys.destroy(subject);
    await register.remove(subject);
    refuse('ERASED');
  }

  /** True when this command has written these very values before; KeyReused when it has written others. */
  async isWritten({ subject, values, command }: Pick<Given, 'subject' | 'values' | 'command'>): Promise<boolean> {
    const files = this.vault.open();
    return this.isGiven(files, command, await this.proofOf(files, subject, values));
  }

  /** Values of a subject by field, those that are there; a field `notes` means each note. Throws PERSONS_UNREADABLE when they cannot be opened. */
  async read(subject: Subject, fields: readonly string[]): Promise<Map<string, Written>> {
    const files = this.vault.open();
    const key = await this.keyOf(files, subject.id);
    const all = await files.register.values(subject.id);
    const sealed = all.filter(({ field }) => fields.includes(field) || (fields.includes('notes') && field.startsWith('note/')));
    return new Map(
      sealed.map(({ field, sealed, at, writer }) => [
        field,
        { text: unseal(key.bytes, sealed, placeOf(subject, field, key)).toString(), at, writer },
      ]),
    );
  }

  /** Subjects of a municipality that are found by what is typed, so many at most. */
  async find(municipality: string, sought: { name?: string | undefined; cpr?: string | undefined }, limit: number): Promise<Subject[]> {
    const files = this.vault.open();
    const key = await this.searchKey(files, municipality);
    const marks = [...(sought.name === undefined ? [] : soughtBy(sought.name)), ...(sought.cpr === undefined ? [] : [cprMark(sought.cpr)])];
    const found = await files.register.find(
      marks.map((mark) => markOf(key, mark)),
      limit,
    );
    const subjects = await Promise.all(found.map((id) => files.register.subject(id)));
    return subjects.filter((subject) => subject !== undefined);
  }

  /**
   * Tells one search from another, without what was sought. Its key is none by which persons are found, and ends with the next erasure in the municipality:
   * then nobody can try any more whether it was the name of whoever was erased.
   */
  async hashOfSearch(municipality: string, { name = '', cpr }: { name?: string | undefined; cpr?: string | undefined }): Promise<string> {
    const { keys, master } = this.vault.open();
    const key = await keys.keyFor(keyOfSearches(municipality), master);
    const sought = [...soughtBy(name).sort(), ...(cpr === undefined ? [] : [cprMark(cpr)])];
    return markOf(key, `sought ${sought.join(' ')}`).toString('hex');
  }

  /** Makes anew by what everybody is found: a backup does not hold it. */
  async markAgain(): Promise<void> {
    const files = this.vault.open();
    if (await files.register.isMarked()) return;
    for (const state of ['live', 'pending'] as const)
      for (const subject of await files.register.subjects(state))
        if (await files.keys.has(subject.id)) await files.register.mark(subject.id, await this.marksOf(files, subject, {}, subject));
    await files.register.setMarked();
  }

  private async isGiven({ register }: OpenFiles, command: string, proof: Buffer): Promise<boolean> {
    const given = await register.proofOf(command);
    if (given && !timingSafeEqual(given, proof)) throw new KeyReused();
    return given !== undefined;
  }

  private async keyOf({ keys, master }: OpenFiles, subject: string): Promise<DataKey> {
    const key = await keys.keyOf(subject, master);
    if (!key) throw new PersonsError('PERSONS_UNREADABLE', 'The key of this person is missing.');
    return key;
  }

  private searchKey({ keys, master }: OpenFiles, municipality: string): Promise<DataKey> {
    return keys.keyFor(`search/${municipality}`, master);
  }

  /** A hash of the values that nobody can guess values by who does not have the key. */
  private async proofOf(files: OpenFiles, { id, municipality }: Pick<Subject, 'id' | 'municipality'>, values: Values): Promise<Buffer> {
    const { bytes } = await this.searchKey(files, municipality);
    return createHmac('sha256', bytes)
      .update(`given ${id} ${canonical(values)}`)
      .digest();
  }

  /** By what a subject is found once these values are written. */
  private async marksOf(
    files: OpenFiles,
    subject: Omit<Subject, 'changedOn'>,
    values: Values,
    known: Subject | undefined,
  ): Promise<Buffer[]> {
    const before = known ? await this.read(known, ['name', 'cpr']) : undefined;
    const [name, cpr] = ['name', 'cpr'].map((field) => values[field] ?? before?.get(field)?.text);
    const key = await this.searchKey(files, subject.municipality);
    return [...(name === undefined ? [] : findableBy(name)), ...(cpr === undefined ? [] : [cprMark(cpr)])].map((mark) => markOf(key, mark));
  }
}

/** Where a value belongs: it cannot be opened in another place. */
const placeOf = ({ municipality, id }: Pick<Subject, 'municipality' | 'id'>, field: string, { version }: DataKey) => [
  municipality,
  id,
  field,
  version,
];

const cprMark = (cpr: string) => `cpr ${cprDigits(cpr)}`;
const markOf = ({ bytes }: DataKey, mark: string) => createHmac('sha256', bytes).update(mark).digest().subarray(0, 16);
