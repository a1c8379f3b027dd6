import { Injectable } from '@nestjs/common';
import { asOf, foldCitizen, knownAt, liveFacts, policyOn, unitUnknown, type CivilDate } from '@relet/domain';
import type { LogEvent } from '@relet/event-store';
import {
  boundTo,
  Chains,
  cursorOf,
  idIn,
  opened,
  readable,
  ReadModels,
  sees,
  seesStream,
  streamOf,
  Streams,
  type Principal,
  type Standing,
  type Times,
} from '@relet/platform';
import { homeOn, homesOn, selected, type BoardRow } from '../board.projection.js';
import { cardOf } from '../card.js';
import { Known } from '../known.js';
import { Past } from '../past.js';
import { BoardReader, sightOf } from '../reader.js';
import { Shown } from '../shown.js';
import { WaitingList } from '../waiting.js';
import type { CitizenListed, CitizensAnswer, HomeAnswer, HomeListed, HomesAnswer, PoliciesAnswer, PolicyListed } from './lists.answers.js';
import type { HomeQuery, HomesQuery, ListQuery } from './lists.queries.js';

const PAGE = 200;

/** A home at a point in both times. */
export interface Stands {
  times: Times;
  /** All its events, and those that were known. */
  events: readonly LogEvent[];
  known: readonly LogEvent[];
  last: LogEvent;
  row: BoardRow;
}

/** Homes, citizens and policies one by one, and page by page, at any point in both times. */
@Injectable()
export class Lists {
  constructor(
    private readonly reader: BoardReader,
    private readonly readModels: ReadModels,
    private readonly streams: Streams,
    private readonly past: Past,
    private readonly known: Known,
    private readonly waiting: WaitingList,
    private readonly chains: Chains,
    private readonly shown: Shown,
  ) {}

  /** One home with its card; refuses UNIT_UNKNOWN, also for one out of sight or not registered at that point. */
  async home(unit: string, query: HomeQuery, principal: Principal): Promise<HomeAnswer> {
    const { times, events, row, last } = await this.stands(unit, query, principal);
    const policies = await this.reader.policies([row.municipality], times.knownAt);
    const home = cardOf(row, times.asOf, policies(row.municipality));
    return {
      unit,
      ...times,
      ...(await this.standing()),
      ...this.chains.toldOf(events),
      revision: last.revision,
      home,
      ...(await this.shown.on([home], principal)),
    };
  }

  /** One home at a point, with its events and those of them that were known; refuses like `home`. */
  async stands(unit: string, query: HomeQuery, principal: Principal): Promise<Stands> {
    const times = await this.reader.times(query);
    const stream = streamOf('unit', unit);
    const events = seesStream(principal, stream) ? await this.streams.load(stream) : [];
    const row = events.length ? await this.rowOf(unit, times) : undefined;
    const known = times.knownAt === null ? events : knownAt(events, times.knownAt);
    const last = known.at(-1);
    if (!row || !last) unitUnknown();
    return { times, events, known, row, last };
  }

  private async rowOf(unit: string, times: Times): Promise<BoardRow | undefined> {
    if (this.reader.isPast(times)) return this.past.home(unit, times);
    await this.readModels.mustNotBeParked(streamOf('unit', unit));
    return homeOn(this.readModels, unit, times.asOf);
  }

  /** Homes by id, also those that are let or have left the portfolio. */
  async homes(query: HomesQuery, principal: Principal): Promise<HomesAnswer> {
    const { municipality, building, kind, find } = query;
    const times = await this.reader.times(query);
    const then = await this.reader.homesThen(times, principal);
    await this.known.mustBeKnown(query, principal, times, then);
    const which = { municipalities: sightOf(principal, municipality), building };
    const rows = then ? selected(then.homes, which) : await homesOn(this.readModels, times.asOf, which);
    const asked = rows.filter((row) => (kind === undefined || row.kind === kind) && isFound(row, find));
    const { page, cursor } = pageOf(asked, ({ unit }) => unit, query, boundTo(principal, 'units', filterOf(query)));
    const told = await this.reader.told(principal, then);
    return { ...times, ...(await this.standing()), ...told, homes: page.map((row) => listed(row, times.asOf)), cursor };
  }

  /** Citizens by pseudonym, as far as they were known. */
  async citizens(query: ListQuery, principal: Principal): Promise<CitizensAnswer> {
    const times = await this.reader.times(query);
    const then = await this.reader.homesThen(times, principal);
    await this.known.mustBeKnown(query, principal, times, then);
    const rows = await this.waiting.citizens(sightOf(principal, query.municipality), times.knownAt);
    const all = rows
      .map(({ citizen, municipality, facts }): CitizenListed => ({ citizen, municipality, ...foldCitizen(asOf(facts, times.asOf)) }))
      .filter(({ known, erased }) => known || erased);
    const { page, cursor } = pageOf(all, ({ citizen }) => citizen, query, boundTo(principal, 'citizens', filterOf(query)));
    return { ...times, ...(await this.standing()), ...(await this.reader.told(principal, then)), citizens: page, cursor };
  }

  /** What each municipality has agreed, as far as it was known. */
  async policies(query: ListQuery, principal: Principal): Promise<PoliciesAnswer> {
    const times = await this.reader.times(query);
    const then = await this.reader.homesThen(times, principal);
    await this.known.mustBeKnown(query, principal, times, then);
    const { streams } = await this.readModels.changedSince(0);
    const asked = streams
      .flatMap((stream) => idIn('policy', stream) ?? [])
      .filter((municipality) => sees(principal, municipality) && (query.municipality ?? municipality) === municipality);
    const all = (await Promise.all(asked.map((municipality) => this.policy(municipality, times)))).flatMap((policy) => policy ?? []);
    const { page, cursor } = pageOf(all, ({ municipality }) => municipality, query, boundTo(principal, 'policies', filterOf(query)));
    return { ...times, ...(await this.standing()), ...(await this.reader.told(principal, then)), policies: page, cursor };
  }

  private async policy(municipality: string, { asOf: day, knownAt: K }: Times): Promise<PolicyListed | undefined> {
    const recorded = await this.streams.policyOrLast(municipality);
    const known = K === null ? recorded : knownAt(recorded, K);
    const last = known.at(-1);
    const live = liveFacts(readable(known));
    const agreed = live.findLast(({ effective }) => effective <= day);
    return last && { municipality, agreedFrom: agreed?.effective ?? null, revision: last.revision, policy: policyOn(live, day) };
  }

  async standing(): Promise<Pick<Standing, 'position' | 'upToDate' | 'age'>> {
    const { position, upToDate, age } = await this.readModels.standing();
    return { position, upToDate, age };
  }
}

/** True where every word that is sought stands in the home's number, building or address. */
function isFound({ unit, building, address = '' }: BoardRow, find = ''): boolean {
  const text = `${unit} ${building} ${address}`.toLocaleLowerCase('da');
  return find
    .toLocaleLowerCase('da')
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** What a cursor is bound to: all that was asked but the page itself. */
function filterOf({ cursor: _, after: _after, limit: _limit, ...asked }: ListQuery): object {
  return asked;
}

/** One page of what is asked for, in the order of the ids. */
function pageOf<T>(
  all: readonly T[],
  idOf: (each: T) => string,
  { cursor, limit }: ListQuery,
  bound: string,
): { page: T[]; cursor: string | null } {
  const after = cursor === undefined ? '' : opened(cursor, bound);
  const rest = all.filter((each) => idOf(each) > after).sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const page = rest.slice(0, Number(limit ?? PAGE));
  const last = page.at(-1);
  return { page, cursor: last && rest.length > page.length ? cursorOf(bound, idOf(last)) : null };
}

function listed(
  { unit, municipality, building, address, kind, stage, since, letting, lastRecordedAt, rents }: BoardRow,
  day: CivilDate,
): HomeListed {
  const rentOere = (rents.findLast(({ from }) => from <= day) ?? rents[0])?.rentOere ?? 0;
  return { unit, municipality, building, ...(address && { address }), kind, stage, since, letting, lastRecordedAt, rentOere };
}
