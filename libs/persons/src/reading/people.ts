import { Injectable } from '@nestjs/common';
import { may, People, PersonsError, type Principal, type ShownAs } from '@relet/platform';
import { ERASED } from '../lists.js';
import { initialsOf } from '../register/names.js';
import { Vault } from '../vault.js';
import { Reading } from './reading.js';

/** Initials for lists: one entry in the access log names all pseudonyms of a list. */
@Injectable()
export class Initials extends People {
  constructor(
    private readonly vault: Vault,
    private readonly reading: Reading,
  ) {
    super();
  }

  /** Lists are read without initials when those cannot be read, or when the reading cannot be written down. */
  async initialsOf(citizens: readonly string[], principal: Principal): Promise<ReadonlyMap<string, ShownAs>> {
    if (!this.vault.readable || !may(principal, 'persons')) return new Map();
    const asked = [...new Set(citizens)];
    const shown = new Map<string, ShownAs>();
    try {
      for (const citizen of await this.reading.erasedOf(asked, principal)) shown.set(citizen, { initials: ERASED, erased: true });
      const subjects = (await this.reading.known(asked, principal)).filter(({ about }) => !shown.has(about));
      const named = await Promise.all(subjects.map((subject) => this.reading.named(subject)));
      if (subjects.length) await this.reading.note('initials', subjects, ['initials'], 'list', principal);
      for (const { citizen, name } of named) shown.set(citizen, { initials: initialsOf(name) });
    } catch (error) {
      if (!(error instanceof PersonsError)) throw error;
    }
    return shown;
  }

  async mustBeErasable(citizen: string): Promise<void> {
    this.vault.mustBeHere();
    const { register } = this.vault.files ?? {};
    if (!register) return;
    if (await register.holdOn('citizen', citizen))
      throw new PersonsError('ARCHIVE_HOLD', 'It is recorded that this person must not be erased yet.');
    const subject = await register.subjectOf('citizen', citizen);
    if (subject?.state === 'live' && (await register.groundOf(citizen)) === undefined)
      throw new PersonsError('GROUND_NEEDED', 'A person is erased on a ground, and none was given.');
  }
}
