import { Injectable, Logger } from '@nestjs/common';
import {
  CITIZEN,
  citizensOf,
  citizenView,
  decideClaim,
  placeOn,
  Refusal,
  settleCitizen,
  UNIT,
  unitsOfCitizen,
  type Claim,
  type EventType,
  type History,
  type Home,
} from '@relet/domain';
import { uuidV5, type LogEvent } from '@relet/event-store';
import {
  Clock,
  Streams,
  SYSTEM,
  Transact,
  type HistoryStanding as Standing,
  type StreamOrder,
  type Principal,
  type Receipt,
  streamOf,
} from '@relet/platform';

/** Events after which a citizen's stream may lack something. */
const MOVES: ReadonlySet<string> = new Set<EventType>([
  'OfferAccepted',
  'AcceptanceCancelled',
  'MovedIn',
  'Vacated',
  'TenancyContinued',
  'UnitDecommissioned',
  'EventCorrected',
  'EventRetracted',
]);

/** The command that a citizen's stream follows. */
export type CausedBy = Pick<StreamOrder, 'commandId' | 'commandHash'>;

/**
 * One citizen, one home: a yes is claimed on the citizen's stream before it is written on the home's, and the
 * citizen's stream then follows what the home's says.
 */
@Injectable()
export class Claims {
  /** Commands that have claimed a citizen here and are not answered yet. */
  readonly inFlight = new Set<string>();
  private readonly log = new Logger('Claims');

  constructor(
    private readonly transact: Transact,
    private readonly streams: Streams,
    private readonly clock: Clock,
  ) {}

  /** Wins the claim, under the command's own id, or refuses CITIZEN_ALREADY_ACCEPTED. A claim that stands is not made twice. */
  async claim(claim: Claim & { unit: string }, order: StreamOrder): Promise<void> {
    const stream = streamOf('citizen', claim.citizen);
    const [first] = await this.streams.load(stream);
    const municipality = first?.municipality ?? order.municipality;
    await this.transact.run(CITIZEN, { ...order, stream, municipality, afresh: true }, (history) =>
      decideClaim(claim, { citizens: new Map([[claim.citizen, citizenView(municipality, history)]]) }),
    );
  }

  /** After a refusal: the claim that its command had won is released. */
  async release(citizen: string, order: CausedBy): Promise<void> {
    await this.settle(citizen, order, [], order.commandId);
  }

  /**
   * A yes that stands is claimed once more when what it had claimed was given up while it was on its way to the home. Where the citizen has
   * meanwhile said yes elsewhere, somebody has to choose: the log tells of it.
   */
  async keep(unit: string): Promise<void> {
    await this.keepAs(unit, await this.streams.standing(UNIT, streamOf('unit', unit)));
  }

  private async keepAs(unit: string, home: Standing<Home>): Promise<void> {
    const { acceptance } = placeOn(UNIT, home, this.clock.today()).at;
    const accepted = acceptance && home.recorded.findLast(({ id }) => id === acceptance.eventId);
    if (!acceptance?.citizen || !accepted) return;
    const { commandId, commandHash, municipality } = accepted;
    const { citizen, offerId, accepted: effective } = acceptance;
    const order = { stream: streamOf('citizen', citizen), municipality, commandId, commandHash, principal: principalOf(accepted) };
    try {
      await this.claim({ citizen, offerId, effective, unit }, order);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.log.error(`The citizen who has said yes to ${unit} has said yes to another home: one acceptance has to be cancelled.`);
    }
  }

  /** After a command on a home: the citizens whose streams it touches follow it. */
  async settleHome(unitId: string, before: History<Home>, events: Receipt['events'], order: CausedBy): Promise<void> {
    if (!events.some(({ type }) => MOVES.has(type))) return;
    const after = await this.streams.standing(UNIT, streamOf('unit', unitId));
    await this.keepAs(unitId, after);
    const corrected = events.some(({ type }) => type === 'EventCorrected' || type === 'EventRetracted');
    for (const citizen of corrected ? citizensOf(after.recorded) : citizensAround(before, after))
      await this.settle(citizen, order, [unitId]);
  }

  /** Appends what a citizen's stream still lacks, given its homes. A claim in flight stands, unless its command was refused. */
  async settle(citizen: string, order: CausedBy, alsoIn: readonly string[] = [], refused?: string): Promise<void> {
    const stream = streamOf('citizen', citizen);
    const [first, ...rest] = await this.streams.load(stream);
    if (!first) return;
    const commandId = uuidV5(order.commandId, `settle/${citizen}/${rest.length}`);
    const follow: StreamOrder = {
      stream,
      municipality: first.municipality,
      commandId,
      commandHash: order.commandHash,
      principal: SYSTEM,
      causedBy: order.commandId,
    };
    await this.transact.run(CITIZEN, follow, async (history) => {
      const units = [...new Set([...unitsOfCitizen(history.recorded), ...alsoIn])];
      const homes = await Promise.all(
        units.map(async (unit) => [unit, await this.streams.standing(UNIT, streamOf('unit', unit))] as const),
      );
      return settleCitizen(citizen, history, new Map(homes), this.clock.today(), refused);
    });
  }
}

/** Who lived, lives or says yes in the home, before and after the last events. */
function citizensAround(...histories: History<Home>[]): string[] {
  const named = histories.flatMap(({ state: { tenancy, acceptance } }) => [tenancy?.citizen, acceptance?.citizen]);
  return [...new Set(named.filter((citizen) => citizen !== undefined))];
}

/** Who has given the command that an event came from. */
export function principalOf({ actor, party, role, municipality }: Pick<LogEvent, 'actor' | 'party' | 'role' | 'municipality'>): Principal {
  return { id: actor, by: { party, role, ...(party === 'municipality' && { municipality }) } as Principal['by'] };
}
