import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CITIZEN, CorrectionCommand, decide, refuse } from '@relet/domain';
import type { EventStore } from '@relet/event-store';
import { Clock, EVENT_STORE, ReadModels, sees, Streams, Transact, type Receipt } from '@relet/platform';
import { isOffered } from './by-itself/due-or-unfinished.projection.js';
import { Contexts } from './contexts.js';
import { GiveToCitizen } from './give.js';
import { unlessParked } from './unless-parked.js';

/** Decides what is ordered of a citizen. */
@CommandHandler(GiveToCitizen)
export class CitizenHandler implements ICommandHandler<GiveToCitizen> {
  constructor(
    private readonly transact: Transact,
    private readonly streams: Streams,
    private readonly contexts: Contexts,
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute(given: GiveToCitizen): Promise<Receipt> {
    const corrects = given.order.command instanceof CorrectionCommand;
    return unlessParked(
      this.readModels,
      { stream: `citizen-${given.citizen}`, corrects },
      () => this.give(given),
      () => this.mustBeInSight(given),
    );
  }

  private async give({ citizen, order, dryRun }: GiveToCitizen): Promise<Receipt> {
    const { name, command, commandId, commandHash, principal } = order;
    const stream = `citizen-${citizen}`;
    const [first] = await this.streams.load(stream);
    const municipality = first?.municipality ?? principal.by.municipality ?? '';
    const pendingOffers = name === 'EraseCitizenData' && (await this.isOffered(citizen));
    const policies = await this.contexts.policies(municipality);
    const written = { stream, municipality, commandId, commandHash, principal, ...(dryRun && { dryRun }) };
    return this.transact.run(CITIZEN, written, (history) => {
      const context = { ...this.contexts.of(order, policies, history, municipality), pendingOffers };
      return decide(CITIZEN, { name, target: citizen, command }, history, context).facts;
    });
  }

  /** True while an offer to the citizen waits for an answer, by all that is acknowledged. */
  private async isOffered(citizen: string): Promise<boolean> {
    const head = await this.store.head();
    if (head) await this.readModels.reached(head);
    return isOffered(this.readModels, citizen, this.clock.today());
  }

  /** Out of sight a history that cannot be read is refused like one that is not there. */
  private async mustBeInSight({ citizen, order }: GiveToCitizen): Promise<void> {
    const [first] = await this.streams.load(`citizen-${citizen}`);
    if (!sees(order.principal, first?.municipality ?? '')) refuse('CITIZEN_UNKNOWN', 'No such citizen.');
  }
}
