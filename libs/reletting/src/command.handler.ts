import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  citizensNeeded,
  CorrectionCommand,
  decideCitizen,
  decidePolicy,
  decideUnit,
  DomainCommand,
  municipalityOf,
  Refusal,
  refuse,
  type Fact,
} from '@relet/domain';
import type { EventStore } from '@relet/event-store';
import { Clock, EVENT_STORE, problemOf, ReadModels, sees, Streams, Transact, type Order, type Receipt } from '@relet/platform';
import { addressOf, type Address } from './address.js';
import { Contexts } from './contexts.js';
import { Claims } from './processes/claims.js';
import { isOffered } from './processes/processes.projection.js';

/** Decides every command: on a home, a citizen or a policy. All commands extend DomainCommand, whose handler this is. */
@CommandHandler(DomainCommand)
export class DomainCommandHandler implements ICommandHandler<DomainCommand, Receipt> {
  /** Commands that have claimed a citizen here and are not answered yet. */
  readonly inFlight = new Set<string>();

  constructor(
    private readonly transact: Transact,
    private readonly streams: Streams,
    private readonly contexts: Contexts,
    private readonly claims: Claims,
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Nothing but a correction is decided on a history that was set aside; HistoryUnreadable. */
  async execute(command: DomainCommand): Promise<Receipt> {
    const address = addressOf(command);
    const stream = `${address.kind}-${address.target}`;
    try {
      if (!(command instanceof CorrectionCommand)) await this.readModels.mustNotBeParked(stream);
      return await this.decided(command, address);
    } catch (error) {
      const { code } = problemOf(error);
      if (code === 'HISTORY_UNREADABLE') await this.mustBeInSight(command, address);
      // What could not be projected may trip the rules as well.
      if (code === 'INTERNAL') await this.readModels.mustNotBeParked(stream);
      throw error;
    }
  }

  /** Out of sight a history that cannot be read is refused like one that is not there. */
  private async mustBeInSight(command: DomainCommand, address: Address): Promise<void> {
    const { kind, target, principal, name } = address;
    const context = this.contexts.of(address, [], []);
    if (kind === 'citizen') {
      const [first] = await this.streams.load(`citizen-${target}`);
      if (!sees(principal, first?.municipality ?? '')) refuse('CITIZEN_UNKNOWN', 'No such citizen.');
    } else if (kind === 'policy') {
      if (!sees(principal, target)) decidePolicy(target, name as never, command as never, [], context);
    } else if (!sees(principal, municipalityOf(target))) decideUnit(target, name as never, command as never, [], context);
  }

  private decided(command: DomainCommand, address: Address): Promise<Receipt> {
    if (address.kind === 'unit') return this.onHome(command, address);
    return address.kind === 'citizen' ? this.onCitizen(command, address) : this.onPolicy(command, address);
  }

  private onHome(command: DomainCommand, address: Address): Promise<Receipt> {
    return this.together([command], [address]).then(([receipt]) => receipt as Receipt);
  }

  /** Commands on one home, each decided on what those before it have led to; all are written in one append, or none. */
  async together(commands: readonly DomainCommand[], addresses: readonly Address[]): Promise<Receipt[]> {
    const [{ target, dryRun } = { target: '', dryRun: true }] = addresses;
    const municipality = municipalityOf(target);
    const policies = await this.contexts.policies(municipality);
    const claimed: { citizen: string; order: Order }[] = [];
    const steps = addresses.map((address, n) => {
      const order = orderOf(address, municipality);
      const command = commands[n] as DomainCommand;
      const decide = async (recorded: readonly Fact[]) => {
        const citizens = await this.contexts.views(citizensNeeded(address.name as never, command, recorded));
        const context = { ...this.contexts.of(address, policies, recorded), citizens };
        const { facts, claims } = decideUnit(target, address.name as never, command as never, recorded, context);
        for (const claim of dryRun ? [] : claims) {
          claimed.push({ citizen: claim.citizen, order });
          this.inFlight.add(order.commandId);
          await this.claims.claim({ ...claim, unit: target }, order);
        }
        return facts;
      };
      return { order, decide };
    });
    try {
      const receipts = await this.transact.together(steps);
      const events = receipts.flatMap((receipt) => receipt.events);
      const last = steps.at(-1);
      if (!dryRun && events.length && last) await this.claims.settleHome(target, events, last.order);
      return receipts;
    } catch (refusal) {
      // The claim was won and the home lost: the citizen is free again.
      if (refusal instanceof Refusal) for (const { citizen, order } of claimed) await this.claims.release(citizen, order);
      throw refusal;
    } finally {
      for (const { order } of claimed) this.inFlight.delete(order.commandId);
    }
  }

  private async onCitizen(command: DomainCommand, address: Address): Promise<Receipt> {
    const { name, target, principal } = address;
    const [first] = await this.streams.load(`citizen-${target}`);
    const municipality = first?.municipality ?? principal.by.municipality ?? '';
    const pendingOffers = name === 'EraseCitizenData' && (await this.isOffered(target));
    const policies = await this.contexts.policies(municipality);
    return this.transact.run(orderOf(address, municipality), (recorded) => {
      const context = this.contexts.of(address, policies, recorded);
      return decideCitizen(name as never, command as never, recorded, { ...context, municipality, pendingOffers }).facts;
    });
  }

  /** True while an offer to the citizen waits for an answer, by all that is acknowledged. */
  private async isOffered(citizen: string): Promise<boolean> {
    const head = await this.store.head();
    if (head) await this.readModels.reached(head);
    return isOffered(this.readModels, citizen, this.clock.today());
  }

  private async onPolicy(command: DomainCommand, address: Address): Promise<Receipt> {
    const { name, target } = address;
    const policies = await this.contexts.policies(target);
    return this.transact.run(orderOf(address, target), (recorded) => {
      const context = this.contexts.of(address, policies, recorded);
      return decidePolicy(target, name as never, command as never, recorded, context).facts;
    });
  }
}

function orderOf({ kind, target, commandId, commandHash, principal, dryRun }: Address, municipality: string): Order {
  return { stream: `${kind}-${target}`, municipality, commandId, commandHash, principal, ...(dryRun && { dryRun }) };
}
