import { Injectable } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { createHash } from 'node:crypto';
import {
  asOf,
  daysBetween,
  foldCitizen,
  guaranteeClocks,
  liveFacts,
  policyOn,
  upcast,
  type CitizenOffer,
  type CivilDate,
  type Fact,
  type OfferRecord,
  type PolicyFields,
  type UnitKind,
} from '#domain';
import { Clock, Malformed, Projector, sees, Streams, type Principal } from '#platform';
import type { BoardRow } from './board.projection.js';
import type { BoardQuery, WaitingQuery } from './board.queries.js';
import { cardOf, type Card } from './card.js';

/** The board, or one page of it, with the principal who asks. */
export class AskBoard {
  constructor(
    readonly query: BoardQuery,
    readonly principal: Principal,
  ) {}
}

/** The waiting lists, with the principal who asks. */
export class AskWaiting {
  constructor(
    readonly query: WaitingQuery,
    readonly principal: Principal,
  ) {}
}

/** One page of the board. */
export interface BoardAnswer {
  asOf: CivilDate;
  position: string | null;
  upToDate: boolean;
  parked: string[];
  homes: Card[];
  cursor: string | null;
}

/** A citizen on a list: the clock that runs, and what they have been offered. */
export interface WaitingCitizen {
  citizen: string;
  municipality: string;
  list: string;
  elderly: boolean;
  decidedOn: CivilDate;
  deadline: CivilDate | null;
  readyBy: CivilDate | null;
  metOn: CivilDate | null;
  daysLeft: number | null;
  breachDays: number;
  openOffers: { unit: string; offerId: string; respondBy: CivilDate }[];
}

type PolicyOf = (municipality: string) => (day: CivilDate) => PolicyFields;

/** Reads what both handlers need: rows of a day, and policies. */
@Injectable()
export class BoardReader {
  constructor(
    readonly projector: Projector,
    private readonly streams: Streams,
    readonly clock: Clock,
  ) {}

  /** For each home the row that holds on the day. */
  rows(day: CivilDate): BoardRow[] {
    const sql = `SELECT row FROM board_home AS h WHERE valid_from = (SELECT max(valid_from) FROM board_home WHERE stream = h.stream AND valid_from <= ?) ORDER BY unit`;
    return (this.projector.model.query.prepare(sql).pluck().all(day) as string[]).map((row) => JSON.parse(row) as BoardRow);
  }

  /** The row of one home on the day, when the home is known. */
  row(unit: string, day: CivilDate): BoardRow | undefined {
    const sql = 'SELECT row FROM board_home WHERE stream = ? AND valid_from <= ? ORDER BY valid_from DESC LIMIT 1';
    const text = this.projector.model.query.prepare(sql).pluck().get(`unit-${unit}`, day) as string | undefined;
    return text === undefined ? undefined : (JSON.parse(text) as BoardRow);
  }

  async policies(municipalities: Iterable<string>): Promise<PolicyOf> {
    const agreed = new Map<string, Fact[]>();
    for (const municipality of new Set(municipalities))
      agreed.set(municipality, liveFacts((await this.streams.load(`policy-${municipality}`)).map(upcast)));
    return (municipality) => (day) => policyOn(agreed.get(municipality) ?? [], day);
  }
}

const PAGE = 200;

@Injectable()
@QueryHandler(AskBoard)
export class BoardHandler implements IQueryHandler<AskBoard, BoardAnswer> {
  constructor(private readonly reader: BoardReader) {}

  async execute({ query, principal }: AskBoard): Promise<BoardAnswer> {
    const { projector, clock } = this.reader;
    const { municipality, building, active, limit, cursor, after } = query;
    if (after) await projector.reached(after);
    const day = query.asOf ?? clock.today();
    const seal = sealOf(query, principal);
    const from = cursor === undefined ? '' : opened(cursor, seal);
    const all = this.reader
      .rows(day)
      .filter(
        (row) =>
          sees(principal, row.municipality) &&
          (municipality === undefined || row.municipality === municipality) &&
          (building === undefined || row.building === building) &&
          (active !== 'true' || isActive(row)) &&
          row.unit > from,
      );
    const page = all.slice(0, Number(limit ?? PAGE));
    const policies = await this.reader.policies(page.map((row) => row.municipality));
    const { position, upToDate, parked } = await projector.standing();
    const last = page.at(-1)?.unit;
    return {
      asOf: day,
      position,
      upToDate,
      parked: principal.by.municipality === undefined ? parked.map(({ stream }) => stream) : [],
      homes: page.map((row) => cardOf(row, day, policies(row.municipality))),
      cursor: all.length > page.length && last !== undefined ? Buffer.from(JSON.stringify([seal, last])).toString('base64url') : null,
    };
  }
}

const isActive = ({ stage, notice, death, letting }: BoardRow) =>
  stage !== 'decommissioned' && (stage !== 'occupied' || Boolean(notice ?? death) || letting !== 'none');

/** A cursor belongs to one principal's sight and one filter. */
function sealOf({ cursor: _, after: _after, limit: _limit, ...filter }: BoardQuery, { by }: Principal): string {
  return createHash('sha256')
    .update(JSON.stringify([by.municipality ?? '', filter]))
    .digest('hex')
    .slice(0, 16);
}

function opened(cursor: string, seal: string): string {
  try {
    const [sealed, unit] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (sealed === seal && typeof unit === 'string') return unit;
  } catch {
    // Falls through: not a cursor of ours.
  }
  throw new Malformed([{ pointer: '/cursor', detail: 'That cursor belongs to another list.' }]);
}

@Injectable()
@QueryHandler(AskWaiting)
export class WaitingHandler implements IQueryHandler<AskWaiting, { asOf: CivilDate; citizens: WaitingCitizen[] }> {
  constructor(private readonly reader: BoardReader) {}

  async execute({ query, principal }: AskWaiting): Promise<{ asOf: CivilDate; citizens: WaitingCitizen[] }> {
    const { projector, clock } = this.reader;
    if (query.after) await projector.reached(query.after);
    const day = query.asOf ?? clock.today();
    const rows = (
      projector.model.query.prepare('SELECT citizen, municipality, facts FROM board_citizen').all() as {
        citizen: string;
        municipality: string;
        facts: string;
      }[]
    ).filter(
      ({ municipality }) => sees(principal, municipality) && (query.municipality === undefined || query.municipality === municipality),
    );
    const policies = await this.reader.policies(rows.map(({ municipality }) => municipality));
    const citizens = rows.flatMap(({ citizen, municipality, facts }) => {
      const live = asOf(JSON.parse(facts) as Fact[], day);
      return this.waiting(citizen, municipality, live, day, policies) ?? [];
    });
    return { asOf: day, citizens: citizens.sort((a, b) => ((a.deadline ?? '9') < (b.deadline ?? '9') ? -1 : 1)) };
  }

  private waiting(
    citizen: string,
    municipality: string,
    live: readonly Fact[],
    day: CivilDate,
    policies: PolicyOf,
  ): WaitingCitizen | undefined {
    const { entry } = foldCitizen(live);
    if (!entry) return undefined;
    const offers = this.offersTo(citizen).filter(({ made }) => made <= day);
    const clock = guaranteeClocks(live, offers, policies(municipality), day).clocks.findLast(({ stoppedOn }) => stoppedOn === undefined);
    return {
      citizen,
      municipality,
      ...entry,
      deadline: clock?.deadline ?? null,
      readyBy: clock?.readyBy ?? null,
      metOn: clock?.metOn ?? null,
      daysLeft: clock && clock.metOn === undefined ? daysBetween(day, clock.deadline) : null,
      breachDays: clock?.breachDays ?? 0,
      openOffers: offers
        .filter(({ outcome }) => outcome === 'pending')
        .map(({ unitId, offerId, respondBy }) => ({ unit: unitId, offerId, respondBy })),
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
