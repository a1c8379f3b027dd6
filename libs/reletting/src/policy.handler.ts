import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CorrectionCommand, decide, historyOf, POLICY, type History, type Policy } from '@relet/domain';
import { ReadModels, sees, Transact, type BareReceipt, streamOf } from '@relet/platform';
import { Contexts } from './contexts.js';
import { GiveToPolicy } from './give.js';
import { unlessParked } from './unless-parked.js';

/** Decides what is ordered of a municipality's policy. */
@CommandHandler(GiveToPolicy)
export class PolicyHandler implements ICommandHandler<GiveToPolicy> {
  constructor(
    private readonly transact: Transact,
    private readonly contexts: Contexts,
    private readonly readModels: ReadModels,
  ) {}

  execute(given: GiveToPolicy): Promise<BareReceipt> {
    const corrects = given.order.command instanceof CorrectionCommand;
    return unlessParked(
      this.readModels,
      { stream: streamOf('policy', given.municipality), corrects },
      () => this.give(given),
      () => this.mustBeInSight(given),
    );
  }

  private async give(given: GiveToPolicy): Promise<BareReceipt> {
    const { municipality, dryRun } = given;
    const { commandId, commandHash, principal } = given.order;
    const order = { stream: streamOf('policy', municipality), municipality, commandId, commandHash, principal, ...(dryRun && { dryRun }) };
    return this.transact.run(POLICY, order, (history) => this.decided(given, history).facts);
  }

  private decided({ municipality, order }: GiveToPolicy, history: History<Policy>) {
    const { name, command } = order;
    const context = this.contexts.of(order, history.live, history, municipality);
    return decide(POLICY, { name, target: municipality, command }, history, context);
  }

  /** Out of sight a history that cannot be read is refused like one that is not there. */
  private mustBeInSight(given: GiveToPolicy): void {
    if (!sees(given.order.principal, given.municipality)) this.decided(given, historyOf(POLICY, []));
  }
}
