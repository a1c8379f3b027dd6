import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  citizensNeeded,
  CorrectionCommand,
  CITIZEN,
  decide,
  DomainCommand,
  historyOf,
  municipalityOf,
  POLICY,
  Refusal,
  refuse,
  UNIT,
  type CitizenView,
  type Fact,
} from '@relet/domain';
import type { EventStore } from '@relet/event-store';
import { Clock, EVENT_STORE, problemOf, Projector, sees, Streams, Transact, type Order, type Receipt } from '@relet/platform';
import { addressOf, type Address } from './address.js';
import { Contexts } from './contexts.js';
import { Claims } from './processes/claims.js';

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
    private readonly projector: Projector,
    private readonly clock: Clock,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Nothing but a correction is decided on a history that was set aside; HistoryUnreadable. */
  async execute(command: DomainCommand): Promise<Receipt> {
    const address = addressOf(command);
    const stream = `${address.kind}-${address.target}`;
    try {
      if (!(command instanceof CorrectionCommand)) this.projector.mustNotBeParked(stream);
      return await this.decided(command, address);
    } catch (error) {
      const { code } = problemOf(error);
      if (code === 'HISTORY_UNREADABLE') await this.mustBeInSight(command, address);
      // What could not be projected may trip the rules as well.
      if (code === 'INTERNAL') this.projector.mustNotBeParked(stream);
      throw error;
    }
  }

  /** Out of sight a history that cannot be read is refused like one that is not there. */
  private async mustBeInSight(command: DomainCommand, address: Address): Promise<void> {
    const { kind, target, principal, name } = address;
    if (kind === 'citizen') {
      const [first] = await this.streams.load(`citizen-${target}`);
      if (!sees(principal, first?.municipality ?? '')) refuse('CITIZEN_UNKNOWN', 'No such citizen.');
    } else if (kind === 'policy') {
      const context = this.contexts.of(address, [], [], target);
      if (!sees(principal, target)) decide(POLICY, { name, target, command }, historyOf(POLICY, []), context);
    } else if (!sees(principal, municipalityOf(target))) {
      const context = { ...this.contexts.of(address, [], [], municipalityOf(target)), citizens: new Map<string, CitizenView>() };
      decide(UNIT, { name, target, command }, historyOf(UNIT, []), context);
    }
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
      const decideHome = async (recorded: readonly Fact[]) => {
        const history = historyOf(UNIT, recorded);
        const citizens = await this.contexts.views(citizensNeeded(address.name, command, history));
        const context = { ...this.contexts.of(address, policies, recorded, municipality), citizens };
        const { facts, claims } = decide(UNIT, { name: address.name, target, command }, history, context);
        for (const claim of dryRun ? [] : claims) {
          claimed.push({ citizen: claim.citizen, order });
          this.inFlight.add(order.commandId);
          await this.claims.claim({ ...claim, unit: target }, order);
        }
        return facts;
      };
      return { order, decide: decideHome };
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
      const context = { ...this.contexts.of(address, policies, recorded, municipality), pendingOffers };
      return decide(CITIZEN, { name, target, command }, historyOf(CITIZEN, recorded), context).facts;
    });
  }

  /** True while an offer to the citizen waits for an answer, by all that is acknowledged. */
  private async isOffered(citizen: string): Promise<boolean> {
    const head = await this.store.head();
    if (head) await this.projector.reached(head);
    const sql = 'SELECT 1 FROM reletting_offer WHERE citizen = ? AND (expires IS NULL OR expires > ?)';
    return this.projector.model.query.prepare(sql).get(citizen, this.clock.today()) !== undefined;
  }

  private async onPolicy(command: DomainCommand, address: Address): Promise<Receipt> {
    const { name, target } = address;
    const policies = await this.contexts.policies(target);
    return this.transact.run(orderOf(address, target), (recorded) => {
      const context = this.contexts.of(address, policies, recorded, target);
      return decide(POLICY, { name, target, command }, historyOf(POLICY, recorded), context).facts;
    });
  }
}

function orderOf({ kind, target, commandId, commandHash, principal, dryRun }: Address, municipality: string): Order {
  return { stream: `${kind}-${target}`, municipality, commandId, commandHash, principal, ...(dryRun && { dryRun }) };
}
