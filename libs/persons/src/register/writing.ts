import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '@relet/domain';
import { commandIdOf, PersonsError, type Principal } from '@relet/platform';
import type { ChangePerson, ContactPerson, NameContacts, RegisterPerson, WriteNote } from '../persons.commands.js';
import type { RegisteredAnswer } from '../persons.answers.js';
import { mustBeMunicipality, Sight, type About } from '../sight.js';
import { Vault } from '../vault.js';
import { cprDigits } from './cpr.js';
import type { Subject } from './register-rows.js';
import { Register, type Values } from './register.js';

/** The commands of the register: who a pseudonym is, and what is noted of a citizen or of a home's case. */
@Injectable()
export class Writing {
  constructor(
    private readonly vault: Vault,
    private readonly register: Register,
    private readonly sight: Sight,
  ) {}

  /** Says who a citizen is. Refuses CITIZEN_UNKNOWN, ERASED, PERSON_EXISTS, CPR_NOT_TAKEN. */
  async registered(citizen: string, person: RegisterPerson, principal: Principal, key?: string): Promise<RegisteredAnswer> {
    const about = await this.citizen(citizen, principal);
    await this.mustBeTaken(about.municipality, person);
    const command = commandIdOf(principal, key);
    const { register } = this.vault.open();
    const subject = { id: citizen, ...about, state: 'live' as const, command };
    const values = valuesOf(person);
    // Who is there is looked at first: the same command may be writing them just now.
    const there = await register.subjectOf('citizen', citizen);
    if (!(await this.register.isWritten({ subject, values, command })) && there)
      throw new PersonsError('PERSON_EXISTS', 'That person is registered already.');
    await this.register.write({ subject, values, command, principal });
    return this.answer(about, Object.keys(values));
  }

  /** Changes what is registered of a citizen. Refuses PERSON_UNKNOWN as well. */
  async changed(citizen: string, change: ChangePerson, principal: Principal, key?: string): Promise<RegisteredAnswer> {
    const about = await this.citizen(citizen, principal);
    await this.mustBeTaken(about.municipality, change);
    return this.written(about, await this.known(about), valuesOf(change), principal, key);
  }

  async notedOfCitizen(citizen: string, note: WriteNote, principal: Principal, key?: string): Promise<RegisteredAnswer> {
    const about = await this.citizen(citizen, principal);
    return this.written(about, await this.known(about), noteOf(note, principal, key), principal, key);
  }

  /** Names the contact persons of the estate that clears a home. Refuses UNIT_UNKNOWN. */
  async contactsNamed(unit: string, { contacts }: NameContacts, principal: Principal, key?: string): Promise<RegisteredAnswer> {
    const about = await this.sight.home(unit, principal);
    return this.written(about, await this.ofHome(about), { contacts: packed(contacts) }, principal, key);
  }

  async notedOfHome(unit: string, note: WriteNote, principal: Principal, key?: string): Promise<RegisteredAnswer> {
    const about = await this.sight.home(unit, principal);
    return this.written(about, await this.ofHome(about), noteOf(note, principal, key), principal, key);
  }

  /** Refuses CPR_NOT_TAKEN where the municipality keeps no civil registration numbers. */
  async mustBeTaken(municipality: string, { cpr }: { cpr?: string }): Promise<void> {
    const { register } = this.vault.open();
    if (cpr !== undefined && !(await register.kept(municipality)).cpr)
      throw new PersonsError('CPR_NOT_TAKEN', 'This municipality keeps no civil registration numbers.');
  }

  private async citizen(citizen: string, principal: Principal): Promise<About> {
    const about = await this.sight.citizen(citizen, principal);
    mustBeMunicipality(principal);
    if (await this.vault.open().ledger.erasureOf(citizen)) refuse('ERASED');
    return about;
  }

  private async known({ kind, about }: About): Promise<Subject> {
    const subject = await this.vault.open().register.subjectOf(kind, about);
    if (subject?.state !== 'live') throw new PersonsError('PERSON_UNKNOWN', 'No person is registered there.');
    return subject;
  }

  /** The case of a home begins when something is first written of it, under a random id. */
  private async ofHome(about: About): Promise<Omit<Subject, 'changedOn'>> {
    const known = await this.vault.open().register.subjectOf('home', about.about);
    return known ?? { id: randomUUID(), ...about, state: 'live', command: '' };
  }

  private async written(
    about: About,
    subject: Omit<Subject, 'changedOn'>,
    values: Values,
    principal: Principal,
    key: string | undefined,
  ): Promise<RegisteredAnswer> {
    await this.register.write({ subject, values, command: commandIdOf(principal, key), principal });
    return this.answer(about, Object.keys(values));
  }

  private answer({ kind, about }: About, fields: string[]): RegisteredAnswer {
    const named = fields.map((field) => (field.startsWith('note/') ? 'notes' : field)) as RegisteredAnswer['fields'];
    return { ...(kind === 'citizen' ? { citizen: about } : { unit: about }), fields: named };
  }
}

/** What is kept of a person, by field. */
export function valuesOf({ name, cpr, contacts }: ChangePerson): Values {
  return {
    ...(name !== undefined && { name }),
    ...(cpr !== undefined && { cpr: cprDigits(cpr) }),
    ...(contacts !== undefined && { contacts: packed(contacts) }),
  };
}

const packed = (contacts: readonly ContactPerson[]) => JSON.stringify(contacts.map((contact) => ({ ...contact })));

/** A note has a name of its own, which follows from the command: given again it is the same note. */
const noteOf = ({ text }: WriteNote, principal: Principal, key: string | undefined): Values => ({
  [`note/${commandIdOf(principal, key)}`]: text,
});
