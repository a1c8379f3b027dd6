import { Injectable } from '@nestjs/common';
import { asOf, daysBetween, foldCitizen, guaranteeClocks, offerOn, type CitizenOffer, type CivilDate, type Fact } from '@relet/domain';
import type { Principal } from '@relet/platform';
import { homesOn, type BoardRow } from './board.projection.js';
import { homesToMeet, lettableHomes } from './homes-to-meet.js';
import { BoardReader, sightOf, type PolicyOf } from './reader.js';
import type { WaitingCitizen } from './waiting.answers.js';
import { citizensIn, offersByCitizen } from './waiting.projection.js';

/** Who waits in each municipality, and what could be done about it. */
@Injectable()
export class WaitingList {
  constructor(private readonly reader: BoardReader) {}

  /** The citizens within sight that are on a list on a day; who waits longest against the guarantee comes first. */
  async on(day: CivilDate, principal: Principal, only?: string): Promise<WaitingCitizen[]> {
    const { readModels } = this.reader;
    const rows = await citizensIn(readModels, sightOf(principal, only));
    const offersTo = await offersByCitizen(readModels);
    const policies = await this.reader.policies(rows.map(({ municipality }) => municipality));
    const homes = await homesOn(readModels, day, { municipalities: sightOf(principal, only) });
    const lettable = new Map(
      [...Map.groupBy(homes, ({ municipality }) => municipality)].map(
        ([municipality, own]) => [municipality, lettableHomes(own, policies(municipality)(day))] as const,
      ),
    );
    return rows
      .flatMap(({ citizen, municipality, facts }) => {
        const known = { live: asOf(facts, day), offersTo, policies, lettable: lettable.get(municipality) ?? [] };
        return this.waiting(citizen, municipality, day, known) ?? [];
      })
      .sort((a, b) => (urgency(a) < urgency(b) ? -1 : 1));
  }

  private waiting(citizen: string, municipality: string, day: CivilDate, known: Known): WaitingCitizen | undefined {
    const { live, offersTo, policies, lettable } = known;
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
interface Known {
  live: readonly Fact[];
  offersTo: (citizen: string) => CitizenOffer[];
  policies: PolicyOf;
  lettable: readonly BoardRow[];
}

const urgency = ({ deadline, citizen }: WaitingCitizen) => `${deadline ?? '9'} ${citizen}`;
