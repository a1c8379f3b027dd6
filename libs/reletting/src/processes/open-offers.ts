import { Inject, Injectable } from '@nestjs/common';
import { foldUnit, liveFacts, pendingOffers, plusDays, upcast, type CivilDate, type Offer } from '#domain';
import { uuidV5, type EventStore, type LogEvent } from '#event-store';
import { Clock, EVENT_STORE, SYSTEM } from '#platform';
import { CommandGateway } from '../gateway.js';

/** An offer that waits for an answer. */
export interface OpenOffer {
  unitId: string;
  offer: Offer;
  /** Expiries of this offer so far, retracted ones included. */
  expiries: number;
}

/** Offers still open, found in the store itself: never older than the last acknowledged command. */
@Injectable()
export class OpenOffers {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  /** True while an offer to the citizen waits for an answer. */
  async to(citizen: string): Promise<boolean> {
    return (await this.all()).some(({ offer }) => offer.citizen === citizen);
  }

  /** Offers whose last day has passed. */
  async overdue(): Promise<OpenOffer[]> {
    const today = this.clock.today();
    return (await this.all()).filter(({ offer }) => offer.respondBy < today);
  }

  private async all(): Promise<OpenOffer[]> {
    const homes = await this.homesWithOffers();
    return [...homes].flatMap(([unitId, events]) => {
      const state = foldUnit(liveFacts(events.map(upcast)));
      const count = ({ offerId }: Offer) =>
        events.filter(({ type, payload }) => type === 'OfferExpired' && payload['offerId'] === offerId).length;
      return pendingOffers(state).map((offer) => ({ unitId, offer, expiries: count(offer) }));
    });
  }

  private async homesWithOffers(): Promise<Map<string, LogEvent[]>> {
    const homes = new Map<string, LogEvent[]>();
    for (let after: string | undefined, end = false; !end;) {
      const page = await this.store.readAll(after, { limit: 2000, streamPrefixes: ['unit-'] });
      for (const event of page.events) {
        const events = homes.get(event.stream);
        if (events) events.push(event);
        else homes.set(event.stream, [event]);
      }
      ({ next: after, end } = page);
    }
    return new Map([...homes].map(([stream, events]) => [stream.slice('unit-'.length), events]));
  }
}

/** What a run of the deadlines has done. */
export interface DeadlinesRun {
  today: CivilDate;
  expired: { unit: string; offer: string; effective: CivilDate }[];
}

const DEADLINES = '6f9b2f0e-6a0c-5b6e-9d7a-0c6f2c1d4e5c';

/** Expires the offers that are due, each by a command whose id follows from the offer: run twice, it expires once. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly offers: OpenOffers,
    private readonly gateway: CommandGateway,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<DeadlinesRun> {
    const expired: DeadlinesRun['expired'] = [];
    for (const { unitId, offer, expiries } of await this.offers.overdue()) {
      const key = uuidV5(DEADLINES, `${unitId}/${offer.offerId}/${offer.respondBy}/${expiries}`);
      const { events } = await this.gateway.give('unit', 'ExpireOffer', unitId, { offerId: offer.offerId }, { principal: SYSTEM, key });
      if (events.length) expired.push({ unit: unitId, offer: offer.offerId, effective: plusDays(offer.respondBy, 1) });
    }
    return { today: this.clock.today(), expired };
  }
}
