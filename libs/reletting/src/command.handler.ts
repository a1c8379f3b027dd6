import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  citizensNeeded,
  citizenView,
  decideCitizen,
  decidePolicy,
  decideUnit,
  DomainCommand,
  liveFacts,
  municipalityOf,
  policyOn,
  Refusal,
  refuse,
  upcast,
  type CitizenView,
  type Context,
  type CivilDate,
  type Fact,
} from '#domain';
import { Clock, Streams, Transact, type Order, type Receipt } from '#platform';
import { addressOf, type Address } from './address.js';
import { Claims } from './processes/claims.js';
import { OpenOffers } from './processes/open-offers.js';

/** Decides every command: on a home, a citizen or a policy. All commands extend DomainCommand, whose handler this is. */
@CommandHandler(DomainCommand)
export class DomainCommandHandler implements ICommandHandler<DomainCommand, Receipt> {
  constructor(
    private readonly transact: Transact,
    private readonly streams: Streams,
    private readonly clock: Clock,
    private readonly claims: Claims,
    private readonly openOffers: OpenOffers,
  ) {}

  execute(command: DomainCommand): Promise<Receipt> {
    const address = addressOf(command);
    if (address.kind === 'unit') return this.onHome(command, address);
    return address.kind === 'citizen' ? this.onCitizen(command, address) : this.onPolicy(command, address);
  }

  private async onHome(command: DomainCommand, address: Address): Promise<Receipt> {
    const { name, target } = address;
    const municipality = municipalityOf(target);
    const order = orderOf(address, municipality);
    let claimed: string[] = [];
    try {
      const receipt = await this.transact.run(order, async (recorded) => {
        const citizens = await this.views(citizensNeeded(name as never, command, recorded));
        const context = { ...(await this.context(address, municipality, recorded)), citizens };
        const { facts, claims } = decideUnit(target, name as never, command as never, recorded, context);
        if (!address.dryRun) for (const claim of claims) await this.claims.claim({ ...claim, unit: target }, order);
        claimed = claims.map(({ citizen }) => citizen);
        return facts;
      });
      if (receipt.events.length && !address.dryRun) await this.claims.settleHome(target, receipt, order);
      return receipt;
    } catch (refusal) {
      // The claim was won and the home lost: the citizen is free again.
      if (refusal instanceof Refusal) for (const citizen of claimed) await this.claims.settle(citizen, order);
      throw refusal;
    }
  }

  private async onCitizen(command: DomainCommand, address: Address): Promise<Receipt> {
    const { name, target, principal } = address;
    const [first] = await this.streams.load(`citizen-${target}`);
    const municipality = first?.municipality ?? principal.by.municipality ?? '';
    const pendingOffers = name === 'EraseCitizenData' && (await this.openOffers.to(target));
    return this.transact.run(orderOf(address, municipality), async (recorded) => {
      const context = await this.context(address, municipality, recorded);
      return decideCitizen(name as never, command as never, recorded, { ...context, municipality, pendingOffers }).facts;
    });
  }

  private onPolicy(command: DomainCommand, address: Address): Promise<Receipt> {
    const { name, target } = address;
    return this.transact.run(orderOf(address, target), async (recorded) => {
      const context = await this.context(address, target, recorded);
      return decidePolicy(target, name as never, command as never, recorded, context).facts;
    });
  }

  private async context(address: Address, municipality: string, recorded: readonly Fact[]): Promise<Context> {
    const policies = liveFacts((await this.streams.load(`policy-${municipality}`)).map(upcast));
    const { principal, commandId, expected } = address;
    return {
      today: this.clock.today(),
      commandId,
      by: principal.by,
      policyOn: (day: CivilDate) => policyOn(policies, day),
      citizens: new Map<string, CitizenView>(),
      checkRevision: () => {
        const actual = recorded.at(-1)?.revision ?? -1;
        if (expected !== undefined && expected !== actual) refuse('VERSION_CONFLICT', 'Somebody else was first.', { actual });
      },
    };
  }

  private async views(citizens: readonly string[]): Promise<Map<string, CitizenView>> {
    const views = await Promise.all(
      citizens.map(async (citizen) => {
        const recorded = await this.streams.load(`citizen-${citizen}`);
        return [citizen, citizenView(recorded[0]?.municipality ?? '', recorded.map(upcast))] as const;
      }),
    );
    return new Map(views);
  }
}

function orderOf({ kind, target, commandId, commandHash, principal, dryRun }: Address, municipality: string): Order {
  return { stream: `${kind}-${target}`, municipality, commandId, commandHash, principal, ...(dryRun && { dryRun }) };
}
