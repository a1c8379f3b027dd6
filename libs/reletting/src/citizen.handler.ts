import { Optional } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CITIZEN, citizenUnknown, CorrectionCommand, decide, type CommandName } from '@relet/domain';
import { Clock, People, ReadModels, sees, Streams, Transact, type BareReceipt, streamOf } from '@relet/platform';
import { isOfferedOrReserved } from './by-itself/due-or-unfinished.projection.js';
import { FollowedRemovals } from './by-itself/followed-removals.js';
import { Leavers } from './by-itself/when-someone-leaves-the-list.js';
import { Contexts } from './contexts.js';
import { GiveToCitizen } from './give.js';
import { unlessParked } from './unless-parked.js';

/** Commands after which a citizen may have left the list. */
const LEAVING: ReadonlySet<string> = new Set<CommandName>(['RemoveFromList', 'CorrectEvent', 'RetractEvent']);

/** Decides what is ordered of a citizen. Who has left the list leaves the offers, at once. */
@CommandHandler(GiveToCitizen)
export class CitizenHandler implements ICommandHandler<GiveToCitizen> {
  constructor(
    private readonly transact: Transact,
    private readonly streams: Streams,
    private readonly contexts: Contexts,
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
    private readonly followed: FollowedRemovals,
    private readonly leavers: Leavers,
    @Optional() private readonly people?: People,
  ) {}

  execute(given: GiveToCitizen): Promise<BareReceipt> {
    const corrects = given.order.command instanceof CorrectionCommand;
    return unlessParked(
      this.readModels,
      { stream: streamOf('citizen', given.citizen), corrects },
      () => this.give(given),
      () => this.mustBeInSight(given),
    );
  }

  private async give({ citizen, order, dryRun }: GiveToCitizen): Promise<BareReceipt> {
    const { name, command, commandId, commandHash, principal } = order;
    const stream = streamOf('citizen', citizen);
    const [first] = await this.streams.load(stream);
    const municipality = first?.municipality ?? principal.by.municipality ?? '';
    const offeredOrReserved = name === 'EraseCitizenData' && (await this.isOfferedOrReserved(citizen));
    if (name === 'EraseCitizenData' && sees(principal, municipality)) await this.people?.mustBeErasable(citizen);
    const policies = await this.contexts.policies(municipality);
    const written = { stream, municipality, commandId, commandHash, principal, ...(dryRun && { dryRun }) };
    const leaves = LEAVING.has(name) && !dryRun;
    const receipt = await this.transact.run(CITIZEN, written, async (history) => {
      const context = { ...this.contexts.of(order, policies, history, municipality), offeredOrReserved };
      const { facts } = decide(CITIZEN, { name, target: citizen, command }, history, context);
      if (leaves && facts.length) await this.followed.begin();
      return facts;
    });
    if (leaves && receipt.events.length) await this.leavers.follow(citizen, receipt.position);
    return receipt;
  }

  /** True while an offer to the citizen waits for an answer or a home is reserved for them, by all that is acknowledged. */
  private async isOfferedOrReserved(citizen: string): Promise<boolean> {
    await this.readModels.caughtUp();
    return isOfferedOrReserved(this.readModels, citizen, this.clock.today());
  }

  /** Out of sight a history that cannot be read is refused like one that is not there. */
  private async mustBeInSight({ citizen, order }: GiveToCitizen): Promise<void> {
    const [first] = await this.streams.load(streamOf('citizen', citizen));
    if (!sees(order.principal, first?.municipality ?? '')) citizenUnknown();
  }
}
