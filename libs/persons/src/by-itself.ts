import { Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Refusal } from '@relet/domain';
import { Clock, ErasedBefore, Held, Leases, PersonsError, ReadModels, Rounds, type Principal } from '@relet/platform';
import { WORDS } from '@relet/words';
import { Approving } from './approving.js';
import { Erasing } from './erasing/erasing.js';
import type { Begun } from './erasing/ledger.js';
import { Retention } from './erasing/retention.js';
import { Register } from './register/register.js';
import type { Files } from './files.js';
import { Vault } from './vault.js';

/** Seconds for which a process does what goes on by itself without renewing its right to it. */
const SECONDS = 6;

/** What goes on by itself with persons: approvals and erasures that a crash has left, retention periods that are over, the monthly sample. */
@Injectable()
export class PersonsByThemselves extends Rounds {
  private dayOfRetention: string | undefined;
  private followedTo: string | undefined;
  /** Of several processes one does it. */
  private readonly held: Held;

  constructor(
    private readonly vault: Vault,
    private readonly register: Register,
    private readonly approving: Approving,
    private readonly erasing: Erasing,
    private readonly retention: Retention,
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
    private readonly bus: CommandBus,
    leases: Leases,
  ) {
    super(new Logger('Persons'));
    this.held = new Held(leases, 'persons', SECONDS);
  }

  /** Before anybody is served: whoever the record of erasures names is erased again, whatever a restore has brought back. */
  async start(): Promise<void> {
    const { files } = this.vault;
    if (!files) return;
    const { readsMissingFrom: missing } = this.vault;
    if (missing !== undefined) this.log.error(`The end of the access log is missing, from reading ${missing} on.`);
    for (const trouble of this.vault.troubles) this.log.error(`${WORDS.en.serving[trouble]} All else goes on.`);
    await this.readModels.begin();
    await this.readModels.caughtUp(60_000);
    await this.eraseAgain(files);
    await this.approving.finish();
    await this.followTheLog(files);
    if (this.vault.readable) await this.register.markAgain();
    await this.tellOfStrangers(files);
    await files.reviews.draw(this.clock.now());
    this.held.keep();
    this.goOn();
  }

  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    await this.held.giveBack();
  }

  protected async turn(): Promise<void> {
    const { files } = this.vault;
    if (!files || this.readModels.rebuilding) return;
    await this.vault.lookAgain();
    if (!(await this.held.take())) return;
    await this.approving.finish();
    // Nothing was recorded and nobody erased since the last look: nobody is left to be erased here.
    const standing = `${this.readModels.position} ${(await files.ledger.head()).n}`;
    if (standing !== this.followedTo) await this.followTheLog(files);
    this.followedTo = standing;
    await this.vault.noteReads();
    await files.reviews.draw(this.clock.now());
    if (this.dayOfRetention === this.clock.today()) return;
    await this.lookThroughReads();
    await this.eraseWhatIsOver(files);
    this.dayOfRetention = this.clock.today();
  }

  /** With the first round after the start, and each day: officers, `/readyz` and the log say what is found. */
  private async lookThroughReads(): Promise<void> {
    await this.vault.lookThroughReads();
    const { brokenReading: broken, readsMissingFrom: missing } = this.vault;
    if (broken !== undefined && broken !== missing)
      this.log.error(`Reading ${broken} of the access log is not as it was written, or is missing.`);
  }

  /** The record outlives register, keys and log: what an older copy of them brought back goes again, and a lost event is recorded again. */
  private async eraseAgain({ ledger, keys, register }: Files): Promise<void> {
    const known = new Map((await this.retention.citizens().execute()).map((row) => [row.citizen, row]));
    const all = await ledger.all();
    const isBack = async ({ subject }: Begun) =>
      (await keys.has(subject)) || (await register.subject(subject)) !== undefined || !(await ledger.certificateOf(subject));
    const back: Begun[] = [];
    for (const erasure of all) if (await isBack(erasure)) back.push(erasure);
    if (back.length) await this.erasing.finish(...back.map(told));
    for (const erasure of all) {
      const { subject, kind } = erasure;
      if (kind === 'citizen' && erasure.event && known.get(subject)?.erased === 0) await this.recordAgain(erasure, erasure.event);
    }
  }

  private async recordAgain(
    { subject, municipality }: Begun,
    { effective, commandId, commandHash, actor }: NonNullable<Begun['event']>,
  ): Promise<void> {
    const principal: Principal = { id: actor, by: { party: 'municipality', role: 'caseworker', municipality } };
    await this.bus.execute(new ErasedBefore(subject, effective, { principal, commandId, commandHash }));
    this.log.log('An erasure that the log had lost is recorded again');
  }

  /** Said as loudly as an error: the register, or the log, is not the one that belongs here, or is older. Nobody is erased for it. */
  private async tellOfStrangers({ register }: Files): Promise<void> {
    const known = new Set((await this.retention.citizens().execute()).map(({ citizen }) => citizen));
    const strangers = (await register.subjects('live')).filter(({ kind, about }) => kind === 'citizen' && !known.has(about));
    if (strangers.length) this.log.error(`${strangers.length} persons are registered whose citizens this log does not know.`);
  }

  /** Whoever the log calls erased is erased here as well, by whatever way it was ordered. */
  private async followTheLog({ ledger, register }: Files): Promise<void> {
    const certificates = await ledger.certificates();
    const open = (await ledger.all()).filter(({ subject }) => !certificates.has(subject)).map(told);
    for (const { citizen, municipality } of await this.retention.citizens().where('erased', '=', 1).execute()) {
      if (await ledger.erasureOf(citizen)) continue;
      const event = await this.erasing.eventOf(citizen);
      const ground = (await register.groundOf(citizen)) ?? 'recorded';
      open.push({ subject: citizen, kind: 'citizen', municipality, ground, ...(event && { event }) });
    }
    if (open.length) await this.erasing.finish(...open);
  }

  /** Whoever is not in use any more, and whose municipality's period is over, is erased; so is the case of a home. */
  private async eraseWhatIsOver({ register }: Files): Promise<void> {
    const today = this.clock.today();
    const over: Omit<Begun, 'what' | 'at'>[] = [];
    for (const { id, kind, about, municipality, since, over: last, held } of await this.retention.idle(register)) {
      if (last === null || last > today || held) continue;
      try {
        if (kind === 'citizen') await this.order(about, municipality, since);
        const event = kind === 'citizen' ? await this.erasing.eventOf(about) : undefined;
        over.push({ subject: id, kind, municipality, ground: 'retention_over', ...(event && { event }) });
      } catch (error) {
        if (!(error instanceof Refusal || error instanceof PersonsError)) throw error;
        this.log.warn(`A period is over, and the erasure is refused: ${error.code}`);
      }
    }
    if (over.length) await this.erasing.finish(...over);
  }

  /** The municipality's own rule orders it. */
  private async order(citizen: string, municipality: string, since: string): Promise<void> {
    const principal: Principal = { id: 'retention', by: { party: 'municipality', role: 'integration', municipality } };
    await this.erasing.order(citizen, 'retention_over', principal, `retention/${citizen}/${since}`);
  }
}

const told = ({ subject, kind, municipality, ground, event }: Begun): Omit<Begun, 'what' | 'at'> => ({
  ...{ subject, kind, municipality, ground },
  ...(event && { event }),
});
