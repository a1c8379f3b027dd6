import { Injectable } from '@nestjs/common';
import {
  asOf,
  daysBetween,
  foldCitizen,
  guaranteeClocks,
  offerOn,
  type CitizenOffer,
  type CivilDate,
  type Fact,
  type OfferRecord,
  type UnitKind,
} from '@relet/domain';
import type { Principal } from '@relet/platform';
import type { BoardRow } from './board.projection.js';
import { homesToMeet, lettableHomes } from './homes-to-meet.js';
import { BoardReader, inSight, type PolicyOf } from './reader.js';
import type { WaitingCitizen } from './waiting.answers.js';

/** Who waits in each municipality, and what could be done about it. */
@Injectable()
export class WaitingList {
  constructor(private readonly reader: BoardReader) {}

  /** The citizens within sight that are on a list on a day; who waits longest against the guarantee comes first. */
  async on(day: CivilDate, principal: Principal, only?: string): Promise<WaitingCitizen[]> {
    const rows = (
      this.reader.projector.model.query.prepare('SELECT citizen, municipality, facts FROM board_citizen').all() as {
        citizen: string;
        municipality: string;
        facts: string;
      }[]
    ).filter(inSight(principal, only));
    const policies = await this.reader.policies(rows.map(({ municipality }) => municipality));
    const lettable = new Map(
      [...Map.groupBy(this.reader.rows(day), ({ municipality }) => municipality)].map(
        ([municipality, homes]) => [municipality, lettableHomes(homes, policies(municipality)(day))] as const,
      ),
    );
    return rows
      .flatMap(({ citizen, municipality, facts }) => {
        const live = asOf(JSON.parse(facts) as Fact[], day);
        return this.waiting(citizen, municipality, live, day, policies, lettable.get(municipality) ?? []) ?? [];
      })
      .sort((a, b) => (urgency(a) < urgency(b) ? -1 : 1));
  }

  private waiting(
    citizen: string,
    municipality: string,
    live: readonly Fact[],
    day: CivilDate,
    policies: PolicyOf,
    lettable: readonly BoardRow[],
  ): WaitingCitizen | undefined {
    const { entry } = foldCitizen(live);
    if (!entry) return undefined;
    const offers = this.offersTo(citizen)
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

  private offersTo(citizen: string): CitizenOffer[] {
    const rows = this.reader.projector.model.query.prepare('SELECT unit, kind, offer FROM board_offer WHERE citizen = ?').all(citizen) as {
      unit: string;
      kind: UnitKind;
      offer: string;
    }[];
    return rows
      .map(({ unit, kind, offer }) => ({ ...(JSON.parse(offer) as OfferRecord), unitId: unit, kind }))
      .sort((a, b) => (a.made < b.made ? -1 : 1));
  }
}

const urgency = ({ deadline, citizen }: WaitingCitizen) => `${deadline ?? '9'} ${citizen}`;
