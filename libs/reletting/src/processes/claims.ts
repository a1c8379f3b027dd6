import { Inject, Injectable } from '@nestjs/common';
import {
  citizensOf,
  citizenView,
  decideClaim,
  foldUnit,
  liveFacts,
  settleCitizen,
  unitsOfCitizen,
  upcast,
  type Claim,
  type Fact,
} from '#domain';
import { uuidV5, type EventStore } from '#event-store';
import { Clock, EVENT_STORE, Streams, SYSTEM, Transact, type Order, type Receipt } from '#platform';

/** Events after which a citizen's stream may lack something. */
const MOVES: ReadonlySet<string> = new Set([
  'OfferAccepted',
  'AcceptanceCancelled',
  'MovedIn',
  'Vacated',
  'TenancyContinued',
  'UnitDecommissioned',
  'EventCorrected',
  'EventRetracted',
]);

/**
 * One citizen, one home: a yes is claimed on the citizen's stream before it is written on the home's, and the
 * citizen's stream then follows what the home's says.
 */
@Injectable()
export class Claims {
  constructor(
    private readonly transact: Transact,
    private readonly streams: Streams,
    private readonly clock: Clock,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Wins the claim or refuses CITIZEN_ALREADY_ACCEPTED; the same command id claims once. */
  async claim(claim: Claim & { unit: string }, order: Order): Promise<void> {
    const stream = `citizen-${claim.citizen}`;
    const [first] = await this.streams.load(stream);
    await this.transact.run(
      { ...order, stream, municipality: first?.municipality ?? order.municipality, commandId: claimId(order, claim) },
      (recorded) => decideClaim(claim, { citizens: new Map([[claim.citizen, citizenView(first?.municipality ?? '', recorded)]]) }),
    );
  }

  /** After a command on a home: the citizens whose streams it touches follow it. */
  async settleHome(unitId: string, events: Receipt['events'], order: Order): Promise<void> {
    if (!events.some(({ type }) => MOVES.has(type))) return;
    const recorded = (await this.streams.load(`unit-${unitId}`)).map(upcast);
    const corrected = events.some(({ type }) => type === 'EventCorrected' || type === 'EventRetracted');
    for (const citizen of corrected ? citizensOf(recorded) : citizensAround(recorded, events.length))
      await this.settle(citizen, order, [unitId]);
  }

  /** Appends what a citizen's stream still lacks, given its homes; repeated until there is nothing left. */
  async settle(citizen: string, order: Order, alsoIn: readonly string[] = []): Promise<void> {
    const stream = `citizen-${citizen}`;
    const [first, ...rest] = await this.streams.load(stream);
    if (!first) return;
    const commandId = uuidV5(order.commandId, `settle/${citizen}/${rest.length}`);
    const follow: Order = {
      stream,
      municipality: first.municipality,
      commandId,
      commandHash: order.commandHash,
      principal: SYSTEM,
      causedBy: order.commandId,
    };
    await this.transact.run(follow, async (recorded) => {
      const units = [...new Set([...unitsOfCitizen(recorded), ...alsoIn])];
      const homes = await Promise.all(units.map(async (unit) => [unit, (await this.streams.load(`unit-${unit}`)).map(upcast)] as const));
      return settleCitizen(citizen, recorded, new Map(homes), this.clock.today());
    });
  }

  /**
   * After a start: what a crash left between a home and its citizen is finished or undone. Looks only at citizens with an open
   * claim or whose homes said something after them.
   */
  async recover(): Promise<number> {
    const unsettled = new Map<string, string>();
    for (let after: string | undefined, end = false; !end;) {
      const page = await this.store.readAll(after, { limit: 2000, streamPrefixes: ['unit-', 'citizen-'] });
      for (const event of page.events) note(unsettled, event as unknown as Fact & { stream: string });
      ({ next: after, end } = page);
    }
    for (const [citizen, unit] of unsettled) await this.settle(citizen, recovery(citizen), unit ? [unit] : []);
    return unsettled.size;
  }
}

/** Citizens with a claim that nothing has answered, or with a move that their stream does not know yet. */
function note(unsettled: Map<string, string>, event: Fact & { stream: string }): void {
  if (event.type === 'HomeClaimed') unsettled.set(event.stream.slice('citizen-'.length), event.payload.unit);
  if (event.type === 'ClaimReleased' || event.type === 'HomeTaken') unsettled.delete(event.stream.slice('citizen-'.length));
  if (event.type === 'MovedIn' && event.payload.citizen) unsettled.set(event.payload.citizen, event.stream.slice('unit-'.length));
}

function recovery(citizen: string): Order {
  const commandId = uuidV5('6f9b2f0e-6a0c-5b6e-9d7a-0c6f2c1d4e5b', `recover/${citizen}`);
  return { stream: '', municipality: '', commandId, commandHash: 'recovery', principal: SYSTEM };
}

function claimId({ commandId }: Order, { unit, offerId }: { unit: string; offerId: string }): string {
  return uuidV5(commandId, `claim/${unit}/${offerId}`);
}

/** Who lived, lives or says yes in the home, before and after the last events. */
function citizensAround(recorded: readonly Fact[], added: number): string[] {
  const states = [recorded.slice(0, -added), recorded].map((facts) => foldUnit(liveFacts(facts)));
  return [
    ...new Set(
      states.flatMap(({ tenancy, acceptance }) => [tenancy?.citizen, acceptance?.citizen]).filter((citizen) => citizen !== undefined),
    ),
  ];
}
