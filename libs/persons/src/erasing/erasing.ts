import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { refuse } from '@relet/domain';
import { Clock, OrderOfCitizen, PersonsError, Streams, streamOf, type Principal } from '@relet/platform';
import type { ErasureGround } from '@relet/words';
import type { ErasureAnswer } from '../persons.answers.js';
import { mustBeMunicipality, type About } from '../sight.js';
import type { Files } from '../files.js';
import { Vault } from '../vault.js';
import { keyOfSearches } from '../keys/keys.js';
import type { Begun } from './ledger.js';

/**
 * Erases a person: the event in the log, a line in the record of erasures, the key, the row, the certificate. From the event on it cannot be taken back,
 * and what a crash leaves is finished.
 */
@Injectable()
export class Erasing {
  constructor(
    private readonly vault: Vault,
    private readonly streams: Streams,
    private readonly clock: Clock,
    private readonly bus: CommandBus,
  ) {}

  /** Refuses STILL_IN_USE, ARCHIVE_HOLD, PERSON_UNKNOWN for a home without a case. Whoever was erased before gets the same certificate. */
  async erase(about: About, ground: ErasureGround, principal: Principal, key = randomUUID() as string): Promise<ErasureAnswer> {
    return about.kind === 'citizen' ? this.citizen(about, ground, principal, key) : this.home(about, ground);
  }

  private async citizen({ about, municipality }: About, ground: ErasureGround, principal: Principal, key: string): Promise<ErasureAnswer> {
    mustBeMunicipality(principal);
    const files = this.files();
    if (await files.ledger.certificateOf(about)) return this.answer({ citizen: about }, about);
    if (!(await files.ledger.erasureOf(about)) && !(await this.eventOf(about))) await this.order(about, ground, principal, key);
    const event = await this.eventOf(about);
    if (!event) refuse('ERASED');
    await this.finish({ subject: about, kind: 'citizen', municipality, ground, event });
    return this.answer({ citizen: about }, about);
  }

  /** Has the log erase a citizen. The register keeps the ground from before the event, so that a crash after it does not lose it; the log never has it. */
  async order(citizen: string, ground: ErasureGround, principal: Principal, key: string): Promise<void> {
    const { register } = this.files();
    await register.setGround(citizen, ground);
    try {
      await this.bus.execute(new OrderOfCitizen('EraseCitizenData', citizen, { effective: this.clock.today() }, { principal, key }));
    } catch (error) {
      if (!(await this.eventOf(citizen))) await register.setGround(citizen, undefined);
      throw error;
    }
  }

  /** The case of a home has no event: no history needs it. */
  private async home({ about, municipality }: About, ground: ErasureGround): Promise<ErasureAnswer> {
    const { register } = this.files();
    if (await register.holdOn('home', about)) throw new PersonsError('ARCHIVE_HOLD', 'It is recorded that this must not be erased yet.');
    const subject = await register.subjectOf('home', about);
    if (!subject) throw new PersonsError('PERSON_UNKNOWN', 'Nothing is registered of that home.');
    await this.finish({ subject: subject.id, kind: 'home', municipality, ground });
    return this.answer({ unit: about }, subject.id);
  }

  /** What follows erasures that are decided: each step may be done already. */
  async finish(...erasures: Omit<Begun, 'what' | 'at'>[]): Promise<void> {
    const { ledger, keys, register } = this.files();
    await Promise.all(erasures.map((erasure) => ledger.begin({ at: this.clock.now(), ...erasure })));
    await this.vault.noteLedger();
    for (const { subject, municipality } of erasures) await keys.destroy(subject, keyOfSearches(municipality));
    for (const { subject } of erasures) await register.remove(subject);
    if (!(await keys.leaveNothing()) || !(await register.leaveNothing())) return;
    await Promise.all(erasures.map(({ subject }) => ledger.certify(subject, this.clock.now())));
    await this.vault.noteLedger();
  }

  /** The event of a citizen's erasure, as far as the record of erasures needs it. */
  async eventOf(citizen: string): Promise<Begun['event']> {
    const recorded = await this.streams.load(streamOf('citizen', citizen));
    const event = recorded.findLast(({ type }) => type === 'CitizenErased');
    return event && { effective: event.effective, commandId: event.commandId, commandHash: event.commandHash, actor: event.actor };
  }

  private async answer(about: { citizen: string } | { unit: string }, subject: string): Promise<ErasureAnswer> {
    const { ledger } = this.files();
    const [begun, certificate] = [await ledger.erasureOf(subject), await ledger.certificateOf(subject)];
    const { ground = 'recorded', at: begunAt = '' } = begun ?? {};
    return { ...about, subject, ground, begunAt, certifiedAt: certificate?.at ?? null, certificate: certificate?.hash ?? null };
  }

  private files(): Files {
    const { files } = this.vault;
    if (!files) throw new PersonsError('PERSONS_UNREADABLE', 'No persons are kept here.');
    return files;
  }
}
