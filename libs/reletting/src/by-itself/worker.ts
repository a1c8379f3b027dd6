import { Injectable, Logger } from '@nestjs/common';
import { Clock, Held, Leases, ReadModels, Rounds } from '@relet/platform';
import { Deadlines } from './when-an-answer-is-overdue.js';
import { Leavers } from './when-someone-leaves-the-list.js';
import { Pause } from './pause.js';
import { Unfinished } from './when-a-yes-was-cut-off.js';

/** So many things that an earlier version has left open are named at a start, and no more. */
const NAMED = 20;
/** Seconds after which another process goes on in the place of one that has ended, or sleeps. */
const SECONDS = 6;

/**
 * What goes on by itself: deadlines that pass and processes that a crash left unfinished. Looks every few seconds, so that a server that slept, or a
 * clock that jumped, needs no care: what is due is due by the civil day in Copenhagen. Waits while history comes in or read models are made anew. Of several
 * processes one does it. One that slept amid a round ends it when it wakes up; a command that it had begun has the id that the other one's has, and happens once.
 */
@Injectable()
export class Worker extends Rounds {
  private looked: string | undefined;
  private readonly held: Held;

  constructor(
    private readonly deadlines: Deadlines,
    private readonly leavers: Leavers,
    private readonly unfinished: Unfinished,
    private readonly pause: Pause,
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
    leases: Leases,
  ) {
    super(new Logger('Worker'));
    this.held = new Held(leases, 'deadlines', SECONDS);
  }

  /** Finishes what was left, and goes on looking, unless another process does. */
  async start(): Promise<void> {
    await this.readModels.begin();
    if (await this.held.take()) {
      await this.unfinished.finish(this.isOurs);
      await this.tellOfOldRemovals();
    }
    this.held.keep(() => void this.look());
    this.goOn();
  }

  private readonly isOurs = () => this.held.holds;

  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    await this.held.giveBack();
  }

  /** Said as loudly as an error, since only people can do something about it. */
  private async tellOfOldRemovals(): Promise<void> {
    const open = await this.leavers.notFollowed();
    if (!open.length) return;
    const named = open.slice(0, NAMED).join(', ') + (open.length > NAMED ? ', ...' : '');
    this.log.error(
      `Citizens left the list in an earlier version, and ${open.length} of theirs stand: ${named}. \`relet repair --removals\` ends them.`,
    );
  }

  /** With a manual clock deadlines run only when told. */
  protected async turn(): Promise<void> {
    if (!this.held.holds || this.readModels.rebuilding || (await this.pause.paused())) return;
    // Nothing new and the same day: nothing can have fallen due since.
    const seen = `${this.clock.today()} ${this.readModels.position}`;
    if (seen === this.looked) return;
    const { waiting } = await this.unfinished.finish(this.isOurs);
    if (this.clock.kind === 'system') {
      const { ended, expired } = await this.deadlines.round(undefined, this.isOurs);
      if (ended.length) this.log.log(`${ended.length} offers, reservations and acceptances ended: their citizens have left the list`);
      if (expired.length) this.log.log(`${expired.length} offers expired`);
    }
    this.looked = waiting || !this.held.holds ? undefined : seen;
  }
}
