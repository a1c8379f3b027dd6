import { Inject, Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CITIZEN, Refusal, UNIT_COMMANDS, type CivilDate } from '@relet/domain';
import { isServer, uuidV5, type LogEvent } from '@relet/event-store';
import { Clock, commandHashOf, problemOf, ReadModels, SETTINGS, Streams, type Settings, streamOf } from '@relet/platform';
import { Claims, principalOf, type CausedBy } from '../claims.js';
import { GiveToHome, type HomeOrder } from '../give.js';
import { claimsWithoutYes, movesThatDiffer, yesesWithoutClaim } from './due-or-unfinished.projection.js';

/** Where several processes write, a claim may be another one's in flight: it is left alone for as long as a request may last, in milliseconds. */
const GRACE = 30_000;

/** A lost race, and a clock that is behind the one that the yes was given by: no refusals of the home, it is tried again. */
const NOT_NOW: ReadonlySet<string> = new Set(['VERSION_CONFLICT', 'FUTURE_FACT']);

/** What a round has finished. */
export interface Finished {
  reissued: number;
  released: number;
  settled: number;
  /** Claims that may still be answered by whoever made them. */
  waiting: number;
}

/**
 * Finishes or undoes what a crash left between a citizen and a home. A yes, or a direct move-in, that was claimed and not written is given again under its own
 * id, and the claim is released only after a refusal; what a home has told and the citizen's stream has not is added.
 */
@Injectable()
export class Unfinished {
  private readonly noticed = new Map<string, number>();
  private readonly log = new Logger('Unfinished');

  constructor(
    private readonly readModels: ReadModels,
    private readonly streams: Streams,
    private readonly clock: Clock,
    private readonly claims: Claims,
    private readonly bus: CommandBus,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** One round over all that differs, as long as it goes on; each citizen for themselves. */
  async finish(goesOn: () => boolean = () => true): Promise<Finished> {
    const finished: Finished = { reissued: 0, released: 0, settled: 0, waiting: 0 };
    const guarded = async (act: () => Promise<void>) => {
      if (!goesOn()) return;
      // One that cannot be finished now must not keep the others waiting.
      await act().catch((error: unknown) => {
        finished.waiting += 1;
        this.log.warn(`Not finished yet: ${problemOf(error).code}`);
      });
    };
    for (const { citizen, unit } of await claimsWithoutYes(this.readModels)) await guarded(() => this.claim(citizen, unit, finished));
    for (const { unit } of await yesesWithoutClaim(this.readModels)) await guarded(() => this.claims.keep(unit));
    for (const { citizen, unit } of await movesThatDiffer(this.readModels)) {
      await guarded(async () => {
        await this.claims.settle(citizen, recovery(citizen), [unit]);
        finished.settled += 1;
      });
    }
    return finished;
  }

  private async claim(citizen: string, unit: string, finished: Finished): Promise<void> {
    const { recorded, state } = await this.streams.standing(CITIZEN, streamOf('citizen', citizen));
    const { claim } = state;
    if (claim?.unit !== unit) return;
    if (this.claims.inFlight.has(claim.commandId) || !this.mayBeOrphan(claim.commandId)) {
      finished.waiting += 1;
      return;
    }
    const claimed = recorded.findLast((event) => event.commandId === claim.commandId && event.type === 'HomeClaimed') as LogEvent;
    const home = await this.streams.load(streamOf('unit', unit));
    if (home.some(({ commandId }) => commandId === claim.commandId)) {
      await this.claims.settle(citizen, recovery(citizen), [unit]);
      finished.settled += 1;
    } else if (await this.givenAgain(unit, citizen, claimed)) finished.reissued += 1;
    else {
      await this.claims.release(citizen, { ...recovery(citizen), commandId: claim.commandId });
      finished.released += 1;
    }
    this.noticed.delete(claim.commandId);
  }

  private mayBeOrphan(commandId: string): boolean {
    if (!isServer(this.settings.store)) return true;
    const now = performance.now();
    const since = this.noticed.get(commandId) ?? now;
    this.noticed.set(commandId, since);
    return now - since >= GRACE;
  }

  /** False when its home refuses it, or it was neither a yes nor a direct move-in: a correction that nobody was told of is not repeated. */
  private async givenAgain(
    unit: string,
    citizen: string,
    { commandId, commandHash, effective, payload, ...by }: LogEvent,
  ): Promise<boolean> {
    const given = claiming(citizen, effective, payload['offerId'] as string).find(
      ({ name, command }) => commandHash === commandHashOf(name, unit, { ...command }),
    );
    if (!given) return false;
    const giver = { principal: principalOf(by), commandId, commandHash };
    try {
      await this.bus.execute(new GiveToHome(unit, [{ ...given, ...giver } as HomeOrder]));
      return true;
    } catch (error) {
      if (!(error instanceof Refusal) || NOT_NOW.has(error.code)) throw error;
      return false;
    }
  }
}

/** The commands that may have made a claim: a yes to an offer, and a direct move-in that names its citizen. */
function claiming(citizen: string, effective: CivilDate, offerId: string): Pick<HomeOrder, 'name' | 'command'>[] {
  const { AcceptOffer, MoveIn } = UNIT_COMMANDS;
  return [
    { name: 'AcceptOffer', command: Object.assign(new AcceptOffer(), { effective, offerId }) },
    { name: 'MoveIn', command: Object.assign(new MoveIn(), { effective, direct: true, citizen }) },
  ];
}

function recovery(citizen: string): CausedBy {
  const commandId = uuidV5('6f9b2f0e-6a0c-5b6e-9d7a-0c6f2c1d4e5b', `recover/${citizen}`);
  return { commandId, commandHash: 'recovery' };
}
