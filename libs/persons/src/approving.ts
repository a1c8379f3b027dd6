import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { citizenUnknown, MalformedField, Refusal, refuse } from '@relet/domain';
import {
  commandIdOf,
  Held,
  KeyReused,
  Leases,
  Malformed,
  OrderOfCitizen,
  PersonsError,
  sees,
  Streams,
  streamOf,
  type Principal,
} from '@relet/platform';
import type { ApprovedPerson } from './persons.answers.js';
import type { ApprovePerson } from './persons.commands.js';
import { Register, type Given } from './register/register.js';
import { valuesOf, Writing } from './register/writing.js';
import { mustBeMunicipality } from './sight.js';
import { Vault } from './vault.js';

/** Seconds for which an approval counts as under way without a word from the process that has it. */
const SECONDS = 6;
/** How the right to an approval is called; whoever has one adds a name of their own, since two may be at it under one key. */
const approvalOf = (id: string) => `approving ${id} `;

/**
 * Approves a citizen and registers the person, in one request and in three steps: a pending row, the event, the row goes live. The command in the log is
 * that of the approval alone. What a crash leaves between the steps is finished by what the log says.
 */
@Injectable()
export class Approving {
  /** Subjects whose approval is on its way in this process. */
  private readonly underWay = new Map<string, number>();
  private readonly log = new Logger('Persons');

  constructor(
    private readonly vault: Vault,
    private readonly register: Register,
    private readonly writing: Writing,
    private readonly streams: Streams,
    private readonly bus: CommandBus,
    private readonly leases: Leases,
  ) {}

  /** Refuses what an approval refuses, and PERSON_EXISTS, CPR_NOT_TAKEN; KeyReused for the same key with another approval or another person. */
  async approve({ citizen, approval, person }: ApprovePerson, principal: Principal, key = randomUUID() as string): Promise<ApprovedPerson> {
    const municipality = mustBeMunicipality(principal);
    await this.writing.mustBeTaken(municipality, person);
    const command = commandIdOf(principal, key);
    const id = citizen ?? command;
    this.underWay.set(id, (this.underWay.get(id) ?? 0) + 1);
    // Other processes take nothing back meanwhile.
    const held = new Held(this.leases, `${approvalOf(id)}${randomUUID()}`, SECONDS);
    try {
      await held.take();
      held.keep();
      const given = {
        subject: { id, kind: 'citizen' as const, about: id, municipality, state: 'pending' as const, command },
        values: valuesOf(person),
        command,
      };
      await this.begin(given, principal);
      const receipt = await this.given(new OrderOfCitizen('ApproveCitizen', citizen, { ...approval }, { principal, key }), given, held);
      // A process that slept finds that another one has taken the row back before the event was there.
      if (!(await this.vault.open().register.goLive(id)))
        await this.register.write({ ...given, subject: { ...given.subject, state: 'live' }, principal });
      return { citizen: id, receipt };
    } finally {
      await held.giveBack();
      const others = (this.underWay.get(id) ?? 1) - 1;
      if (others) this.underWay.set(id, others);
      else this.underWay.delete(id);
    }
  }

  /** Writes the pending row, unless this command has written one before. */
  private async begin(given: Omit<Given, 'principal'>, principal: Principal): Promise<void> {
    const { register, ledger } = this.vault.open();
    const { id } = given.subject;
    // Who is there is looked at first: the same command may be writing them just now.
    const there = await register.subject(id);
    if (await this.register.isWritten(given)) return;
    const recorded = await this.streams.load(streamOf('citizen', id));
    if (recorded[0] && !sees(principal, recorded[0].municipality)) citizenUnknown();
    if (await ledger.erasureOf(id)) refuse('ERASED');
    if (there) throw new PersonsError('PERSON_EXISTS', 'That person is registered already.');
    await this.register.write({ ...given, principal });
  }

  /** After a "no" nothing is kept; after an answer that was lost it is kept until the log says what became of it. */
  private async given(order: OrderOfCitizen, { subject: { id }, command }: Pick<Given, 'subject' | 'command'>, held: Held) {
    try {
      return await this.bus.execute(order);
    } catch (error) {
      const isNo = [Refusal, Malformed, MalformedField, KeyReused].some((kind) => error instanceof kind);
      await held.giveBack();
      if (isNo && this.underWay.get(id) === 1 && !(await this.isUnderWayElsewhere(id))) await this.settle(id, command);
      throw error;
    }
  }

  /** What a crash has left pending: it counts when the log holds its approval, else it goes. */
  async finish(): Promise<void> {
    const { files } = this.vault;
    for (const { id, command } of (await files?.register.subjects('pending')) ?? []) {
      if (this.underWay.has(id) || (await this.isUnderWayElsewhere(id))) continue;
      const isLive = await this.settle(id, command);
      this.log.log(`A registration that was cut off ${isLive ? 'is finished' : 'is taken back'}`);
    }
  }

  private isUnderWayElsewhere(id: string): Promise<boolean> {
    return this.leases.isTaken(approvalOf(id));
  }

  private async settle(id: string, command: string): Promise<boolean> {
    const files = this.vault.files;
    if ((await files?.register.subject(id))?.state !== 'pending' || !files) return true;
    const recorded = await this.streams.load(streamOf('citizen', id));
    if (recorded.some(({ commandId }) => commandId === command)) {
      await files.register.goLive(id);
      return true;
    }
    await files.keys.destroy(id);
    await files.register.remove(id);
    await files.keys.leaveNothing();
    await files.register.leaveNothing();
    return false;
  }
}
