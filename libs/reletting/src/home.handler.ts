import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  citizensNeeded,
  CorrectionCommand,
  decide,
  historyOf,
  movedOn,
  municipalityOf,
  Refusal,
  UNIT,
  type Fact,
  type History,
  type Home,
} from '@relet/domain';
import { Clock, NotOnAGuess, ReadModels, sees, Transact, type Step, type StreamOrder, streamOf, type Written } from '@relet/platform';
import { Claims } from './claims.js';
import { Contexts } from './contexts.js';
import { becomesOf } from './correcting/becomes.js';
import { GiveToHome, type HomeOrder } from './give.js';
import { besides, MAY_SET_RENT, Rents } from './rents.js';
import { unlessParked } from './unless-parked.js';
import { bearOnRent, withUnlikely, type HomeReceipt } from './warnings.js';

/** Claims won on the way to a home, each under the command that it was won for. */
type Won = { citizen: string; order: StreamOrder }[];

/** Decides what is ordered of a home. A yes is claimed on the citizen's stream before it is written here. */
@CommandHandler(GiveToHome)
export class HomeHandler implements ICommandHandler<GiveToHome> {
  constructor(
    private readonly transact: Transact,
    private readonly contexts: Contexts,
    private readonly claims: Claims,
    private readonly readModels: ReadModels,
    private readonly rents: Rents,
    private readonly clock: Clock,
  ) {}

  execute(given: GiveToHome): Promise<HomeReceipt[]> {
    const { home, orders } = given;
    const corrects = orders.every(({ command }) => command instanceof CorrectionCommand);
    return unlessParked(
      this.readModels,
      { stream: streamOf('unit', home), corrects },
      () => this.give(given),
      () => this.mustBeInSight(given),
    );
  }

  private async give(given: GiveToHome): Promise<HomeReceipt[]> {
    const { home, orders, dryRun, looking } = given;
    const policies = await this.contexts.policies(municipalityOf(home), looking.imported);
    const head = await this.headBefore(given);
    const won: Won = [];
    const steps = orders.map((order) => this.step(home, order, { policies, dryRun, won }));
    let written: Written<Home>;
    try {
      written = await this.transact.inOneAppend(UNIT, steps);
      const { before, receipts } = written;
      const events = receipts.flatMap((receipt) => receipt.events);
      const last = steps.at(-1);
      if (!dryRun && events.length && last) await this.claims.settleHome(home, before, events, last.order);
    } catch (refusal) {
      // The claim was won and the home lost: the citizen is free again.
      if (refusal instanceof Refusal) for (const { citizen, order } of won) await this.claims.release(citizen, order);
      throw refusal;
    } finally {
      for (const { order } of won) this.claims.inFlight.delete(order.commandId);
    }
    // What is written stays: looking at it releases nothing.
    const receipts = await this.lookedAt(given, written, head);
    return dryRun ? this.withBecomes(given, written, receipts, policies) : receipts;
  }

  /** A correction that is only tried says what it would make of the home. */
  private withBecomes(
    { home, orders }: GiveToHome,
    written: Written<Home>,
    receipts: HomeReceipt[],
    policies: readonly Fact[],
  ): HomeReceipt[] {
    const [first, ...others] = receipts;
    if (!first || !written.added.length || !orders.every(({ command }) => command instanceof CorrectionCommand)) return receipts;
    const { history } = movedOn(UNIT, written.before, written.added);
    return [{ ...first, becomes: becomesOf(written.before, history, { home, policies, today: this.clock.today() }) }, ...others];
  }

  /** Where the log ends before a command that may set a rent: the rents of then are what it is compared with. */
  private async headBefore({ orders, looking }: GiveToHome): Promise<string | undefined> {
    return !looking.told && !looking.rents && orders.some(({ name }) => MAY_SET_RENT.has(name)) ? this.rents.head() : undefined;
  }

  /** The receipts with what is unlikely since. */
  private async lookedAt({ home, looking }: GiveToHome, written: Written<Home>, head: string | undefined): Promise<HomeReceipt[]> {
    const { before, added, receipts } = written;
    if (looking.told) return receipts.map((receipt) => ({ ...receipt, unlikely: [] }));
    const on = { today: this.clock.today(), ...(looking.imported && { imported: true }) };
    if (!bearOnRent(added, before.recorded)) return withUnlikely(receipts, written, on);
    const own = { stream: streamOf('unit', home), before };
    // The command is written: that nobody can say now what homes cost takes nothing back.
    const now = looking.rents ? undefined : await this.rents.upTo(head).catch(() => undefined);
    const rents = looking.rents ? besides(looking.rents) : now && besides(now, own);
    return withUnlikely(receipts, written, { ...on, ...(rents && { rents }) });
  }

  /** One command of several: how it is decided, and what it has to win before it is written. */
  private step(
    home: string,
    homeOrder: HomeOrder,
    { policies, dryRun, won }: { policies: readonly Fact[]; dryRun: boolean; won: Won },
  ): Step<Home> {
    const { commandId, commandHash, principal, causedBy } = homeOrder;
    const place = { stream: streamOf('unit', home), municipality: municipalityOf(home) };
    const order: StreamOrder = { ...place, commandId, commandHash, principal, ...(causedBy && { causedBy }), ...(dryRun && { dryRun }) };
    const decideThis = async (history: History<Home>, isGuess: boolean) => {
      const command = homeOrder.anew ? homeOrder.anew(history) : homeOrder.command;
      if (!command) return [];
      const citizens = await this.contexts.views(citizensNeeded(homeOrder.name, command, history));
      const context = { ...this.contexts.of(homeOrder, policies, history, municipalityOf(home)), citizens };
      const { facts, claims } = decide(UNIT, { name: homeOrder.name, target: home, command }, history, context);
      if (isGuess && claims.length) throw new NotOnAGuess();
      for (const claim of dryRun ? [] : claims) {
        won.push({ citizen: claim.citizen, order });
        this.claims.inFlight.add(commandId);
        await this.claims.claim({ ...claim, unit: home }, order);
      }
      return facts;
    };
    return { order, decide: decideThis };
  }

  /** Out of sight a history that cannot be read is refused like one that is not there. */
  private mustBeInSight({ home, orders }: GiveToHome): void {
    const nothing = historyOf(UNIT, []);
    for (const order of orders.filter(({ principal }) => !sees(principal, municipalityOf(home)))) {
      const context = { ...this.contexts.of(order, [], nothing, municipalityOf(home)), citizens: new Map() };
      decide(UNIT, { name: order.name, target: home, command: order.command }, nothing, context);
    }
  }
}
