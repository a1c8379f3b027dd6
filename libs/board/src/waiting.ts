import { Inject, Injectable } from '@nestjs/common';
import {
  asOf,
  daysBetween,
  foldCitizen,
  guaranteeClocks,
  knownAt as known,
  liveFacts,
  offerOn,
  upcast,
  type CitizenOffer,
  type CivilDate,
  type Fact,
} from '@relet/domain';
import type { EventStore } from '@relet/event-store';
import { EVENT_STORE, streamOf, type Principal, type Times } from '@relet/platform';
import { homesOn, selected, type BoardRow, type Sight } from './board.projection.js';
import { homesToMeet, lettableHomes } from './homes-to-meet.js';
import type { Then } from './past.js';
import { BoardReader, sightOf, type PolicyOf } from './reader.js';
import type { WaitingCitizen } from './waiting.answers.js';
import { byCitizen, citizensIn, offersOfHomes, type CitizenRow } from './waiting.projection.js';

/** Who waits in each municipality, and what could be done about it. */
@Injectable()
export class WaitingList {
  constructor(
    private readonly reader: BoardReader,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** The citizens within sight that were on a list at a point; who waits longest against the guarantee comes first. */
  async on(times: Times, principal: Principal, only?: string, then?: Then): Promise<WaitingCitizen[]> {
    const { readModels } = this.reader;
    const { asOf: day, knownAt } = times;
    const municipalities = sightOf(principal, only);
    const rows = await this.citizens(municipalities, knownAt);
    const offersTo = byCitizen(then ? then.offers : [...(await offersOfHomes(readModels)).values()].flat());
    const policies = await this.reader.policies(
      rows.map(({ municipality }) => municipality),
      knownAt,
    );
    const homes = then ? selected(then.homes, { municipalities }) : await homesOn(readModels, day, { municipalities });
    const lettable = new Map(
      [...Map.groupBy(homes, ({ municipality }) => municipality)].map(
        ([municipality, own]) => [municipality, lettableHomes(own, policies(municipality)(day))] as const,
      ),
    );
    return rows
      .flatMap(({ citizen, municipality, facts }) => {
        const seen = { live: asOf(facts, day), offersTo, policies, lettable: lettable.get(municipality) ?? [] };
        return this.waiting(citizen, municipality, day, seen) ?? [];
      })
      .sort((a, b) => (urgency(a) < urgency(b) ? -1 : 1));
  }

  /** Citizens with the facts that stood as they were known. */
  async citizens(municipalities: Sight, knownAt: Times['knownAt']): Promise<CitizenRow[]> {
    const rows = await citizensIn(this.reader.readModels, municipalities);
    if (knownAt === null) return rows;
    return Promise.all(
      rows.map(async (row) => {
        const events = await this.store.readStream(streamOf('citizen', row.citizen));
        return { ...row, facts: liveFacts(known(events, knownAt).map(upcast)) };
      }),
    );
  }

  private waiting(citizen: string, municipality: string, day: CivilDate, seen: Seen): WaitingCitizen | undefined {
    const { live, offersTo, policies, lettable } = seen;
    const { entry } = foldCitizen(live);
    if (!entry) return undefined;
    const offers = offersTo(citizen)
      .filter(({ made }) => made <= day)
      .map((offer) => offerOn(offer, day));
    const clock = guaranteeClocks(live, offers, policies(municipality), day).clocks.findLast(({ stoppedOn }) => stoppedOn === undefined);
    return {
      citizen,
      municipality,
      ...entry,
      noClock: entry.list === 'specific' ? 'specific_list' : entry.elderly ? null : 'not_elderly',
      clockFrom: clock?.start ?? null,
      deadline: clock?.deadline ?? null,
      readyBy: clock?.readyBy ?? null,
      metOn: clock?.metOn ?? null,
      daysLeft: clock && clock.metOn === undefined ? daysBetween(day, clock.deadline) : null,
      breachDays: clock?.breachDays ?? 0,
      openOffers: offers
        .filter(({ outcome }) => outcome === 'pending')
        .map(({ unitId, offerId, respondBy }) => ({ unit: unitId, offerId, respondBy })),
      homes: clock && clock.metOn === undefined ? homesToMeet(citizen, clock.readyBy, day, lettable) : [],
    };
  }
}

/** What is looked at for one citizen: their facts up to the day, offers, policies, and the homes of their municipality that may be offered. */
interface Seen {
  live: readonly Fact[];
  offersTo: (citizen: string) => CitizenOffer[];
  policies: PolicyOf;
  lettable: readonly BoardRow[];
}

const urgency = ({ deadline, citizen }: WaitingCitizen) => `${deadline ?? '9'} ${citizen}`;
