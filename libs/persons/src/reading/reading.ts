import { Injectable } from '@nestjs/common';
import { refuse } from '@relet/domain';
import { Clock, Malformed, PersonsError, type Principal, sees } from '@relet/platform';
import type { Read, ReadHow, SoughtBy } from '../access-log/access-log.js';
import { ERASED } from '../lists.js';
import type { FoundAnswer, NamedCitizen, NamesAnswer, PersonAnswer } from '../persons.answers.js';
import type { ContactPerson, FindPersons, LookUp, ShowNames } from '../persons.commands.js';
import { maskedCpr } from '../register/cpr.js';
import type { Subject } from '../register/register-rows.js';
import { Register, type Written } from '../register/register.js';
import { Sight, type About } from '../sight.js';
import { Vault } from '../vault.js';
import { Reasons } from './reasons.js';

type Field = 'name' | 'cpr' | 'contacts' | 'notes';

/** So many are answered to a search. */
const FOUND = 20;

/** Reads persons for those who may, and only after it is on the disk who has read whom and why. */
@Injectable()
export class Reading {
  constructor(
    private readonly vault: Vault,
    private readonly register: Register,
    private readonly sight: Sight,
    private readonly reasons: Reasons,
    private readonly clock: Clock,
  ) {}

  /** What is kept of a citizen. Refuses CITIZEN_UNKNOWN, PERSON_UNKNOWN, REASON_NEEDED, NOT_YOUR_PART for a field of the other party. */
  async citizen(citizen: string, asked: LookUp, principal: Principal): Promise<PersonAnswer> {
    return { citizen, ...(await this.lookedUp(await this.sight.citizen(citizen, principal), asked, principal)) };
  }

  /** What is kept of a home's case: the estate's contact persons, and notes. */
  async home(unit: string, asked: LookUp, principal: Principal): Promise<PersonAnswer> {
    return { unit, ...(await this.lookedUp(await this.sight.home(unit, principal), asked, principal)) };
  }

  private async lookedUp(about: About, { reason, fields }: LookUp, principal: Principal): Promise<PersonAnswer> {
    const { register, ledger } = this.vault.open();
    const may = fieldsFor(about, principal);
    const wanted = fields ?? may.filter((field) => field !== 'cpr' || about.kind === 'citizen');
    if (!wanted.every((field) => may.includes(field))) refuse('NOT_YOUR_PART');
    if (about.kind === 'citizen' && (await ledger.erasureOf(about.about))) return { erased: true, ...tombstones(wanted) };
    const subject = live(await register.subjectOf(about.kind, about.about));
    const why = this.reasons.of(principal, reason);
    const values = await this.register.read(subject, wanted);
    const answer = answered(values, fields?.includes('cpr') ?? false);
    await this.note('look_up', [subject], Object.keys(answer), why, principal);
    const held = (await register.holdOn(about.kind, about.about)) as PersonAnswer['held'];
    return { ...answer, ...(held && { held }) };
  }

  /** Names in the place of initials: each is a reading of its own. */
  async names({ citizens, reason }: ShowNames, principal: Principal): Promise<NamesAnswer> {
    this.vault.open();
    const why = this.reasons.of(principal, reason);
    const asked = [...new Set(citizens)];
    const erased = await this.erasedOf(asked, principal);
    const subjects = (await this.known(asked, principal)).filter(({ about }) => !erased.includes(about));
    const named = await Promise.all(subjects.map((subject) => this.named(subject)));
    await Promise.all(subjects.map((subject) => this.note('name', [subject], ['name'], why, principal)));
    return { persons: [...named, ...erased.map((citizen): NamedCitizen => ({ citizen, name: ERASED, erased: true }))] };
  }

  /** Finds persons of one municipality. Malformed when nothing is sought, or when no municipality is named by somebody who sees several. */
  async find({ municipality, name, cpr, reason }: FindPersons, principal: Principal): Promise<FoundAnswer> {
    const where = municipality ?? principal.by.municipality;
    if (where === undefined) throw new Malformed([{ pointer: '/municipality', fault: 'MISSING', values: { field: 'municipality' } }]);
    if (name === undefined && cpr === undefined) throw new Malformed([{ pointer: '/name', fault: 'MISSING', values: { field: 'name' } }]);
    if (cpr !== undefined && principal.by.party !== 'municipality') refuse('NOT_YOUR_PART');
    this.vault.open();
    const why = this.reasons.of(principal, reason);
    const found = sees(principal, where) ? await this.register.find(where, { name, cpr }, FOUND + 1) : [];
    const subjects = found.filter(({ kind }) => kind === 'citizen').slice(0, FOUND);
    const persons = await Promise.all(subjects.map((subject) => this.named(subject)));
    const by: SoughtBy[] = [...(name === undefined ? [] : (['name'] as const)), ...(cpr === undefined ? [] : (['cpr'] as const))];
    await Promise.all(subjects.map((subject) => this.note('search', [subject], ['name'], why, principal, { by })));
    if (!subjects.length) await this.noteInVain(where, { name, cpr }, { by, reason: why }, principal);
    return { persons, more: found.length > FOUND };
  }

  /** Whom somebody has sought and not found is written down as well. Of another municipality's persons it is told to nobody there. */
  private async noteInVain(
    where: string,
    sought: { name: string | undefined; cpr: string | undefined },
    { by, reason }: Pick<Read, 'by' | 'reason'>,
    principal: Principal,
  ): Promise<void> {
    const municipality = sees(principal, where) ? where : principal.by.municipality;
    if (municipality === undefined) return;
    const hash = await this.register.hashOfSearch(municipality, sought);
    const at = this.clock.now();
    await this.vault
      .open()
      .accessLog.note({ at, municipality, how: 'search', about: [], fields: [], reason, ...(by && { by }), sought: hash }, principal);
  }

  /** Those of some citizens who are registered and in sight. */
  async known(citizens: readonly string[], principal: Principal): Promise<Subject[]> {
    const { register } = this.vault.open();
    const subjects = await Promise.all(citizens.map((citizen) => register.subjectOf('citizen', citizen)));
    return subjects.filter((subject) => subject?.state === 'live' && sees(principal, subject.municipality)) as Subject[];
  }

  /** Those of some citizens who were erased, as far as that is in sight. */
  async erasedOf(citizens: readonly string[], principal: Principal): Promise<string[]> {
    const { ledger } = this.vault.open();
    const erasures = await Promise.all(citizens.map((citizen) => ledger.erasureOf(citizen)));
    return citizens.filter((_, n) => erasures[n] && sees(principal, erasures[n].municipality));
  }

  /** The name of a subject. Whoever calls writes down that it was read. */
  async named({ about, ...subject }: Subject): Promise<NamedCitizen> {
    const values = await this.register.read({ about, ...subject }, ['name']);
    return { citizen: about, name: values.get('name')?.text ?? '' };
  }

  /** Writes a reading down: an entry for each municipality whose persons they are. */
  async note(
    how: ReadHow,
    subjects: readonly Subject[],
    fields: string[],
    reason: Parameters<Reasons['of']>[1] | 'list',
    principal: Principal,
    more: Pick<Read, 'by'> = {},
  ): Promise<void> {
    const { accessLog } = this.vault.open();
    const at = this.clock.now();
    const entries = [...Map.groupBy(subjects, ({ municipality }) => municipality)].map(([municipality, own]) => {
      const about = own.map((subject) => subject.about);
      return accessLog.note({ at, municipality, how, about, fields, reason: reason ?? 'list', ...more }, principal);
    });
    await Promise.all(entries);
  }
}

/** What a principal may read: the administrator lets homes, and needs neither civil registration numbers nor the municipality's notes on a citizen. */
function fieldsFor({ kind }: About, { by }: Principal): Field[] {
  if (kind === 'home') return ['contacts', 'notes'];
  return by.party === 'municipality' ? ['name', 'cpr', 'contacts', 'notes'] : ['name', 'contacts'];
}

function live(subject: Subject | undefined): Subject {
  if (subject?.state !== 'live') throw new PersonsError('PERSON_UNKNOWN', 'No person is registered there.');
  return subject;
}

function tombstones(fields: readonly Field[]): Partial<PersonAnswer> {
  return {
    ...(fields.includes('name') && { name: ERASED }),
    ...(fields.includes('cpr') && { cpr: ERASED }),
    ...(fields.includes('contacts') && { contacts: [] }),
    ...(fields.includes('notes') && { notes: [] }),
  };
}

function answered(values: ReadonlyMap<string, Written>, cprAsked: boolean): PersonAnswer {
  const [name, cpr, contacts] = ['name', 'cpr', 'contacts'].map((field) => values.get(field)?.text);
  const notes = [...values]
    .filter(([field]) => field.startsWith('note/'))
    .map(([, { text, at, writer }]) => ({ text, at, by: writer }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return {
    ...(name !== undefined && { name }),
    ...(cpr !== undefined && { cpr: cprAsked ? cpr : maskedCpr(cpr) }),
    ...(contacts !== undefined && { contacts: JSON.parse(contacts) as ContactPerson[] }),
    ...(notes.length && { notes }),
  };
}
