import { Injectable } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { boundTo, cursorOf, opened, type Principal, type Times } from '@relet/platform';
import type { BoardAnswer, Card } from './board.answers.js';
import type { BoardQuery, BoardSort } from './board.queries.js';
import { homesOn, selected } from './board.projection.js';
import { cardOf } from './card.js';
import { Known } from './known.js';
import type { Then } from './past.js';
import { BoardReader, sightOf } from './reader.js';
import { Shown } from './shown.js';

/** The board, or one page of it, with the principal who asks. */
export class AskBoard extends Query<BoardAnswer> {
  constructor(
    readonly query: BoardQuery,
    readonly principal: Principal,
  ) {
    super();
  }
}

const PAGE = 200;

@Injectable()
@QueryHandler(AskBoard)
export class BoardHandler implements IQueryHandler<AskBoard, BoardAnswer> {
  constructor(
    private readonly reader: BoardReader,
    private readonly known: Known,
    private readonly shown: Shown,
  ) {}

  async execute({ query, principal }: AskBoard): Promise<BoardAnswer> {
    const times = await this.reader.times(query);
    const then = await this.reader.homesThen(times, principal);
    await this.known.mustBeKnown(query, principal, times, then);
    const filter = filterOf(query, principal);
    const size = Number(query.limit ?? PAGE);
    const after = query.cursor === undefined ? '' : opened(query.cursor, filter);
    // One more than fits on the page: whether it is there says whether there is another page.
    const cards = behind(after, await this.cards({ query, principal, times, then, after, most: size + 1 }), query.sort);
    const page = cards.slice(0, size);
    const { position, upToDate, age } = await this.reader.readModels.standing();
    const last = page.at(-1)?.unit;
    return {
      ...times,
      position,
      upToDate,
      age,
      ...(await this.reader.told(principal, then)),
      homes: page,
      ...(await this.shown.on(page, principal)),
      cursor: cards.length > page.length && last !== undefined ? cursorOf(filter, last) : null,
    };
  }

  /** The cards behind a home, so many at most where nothing is left out of them. */
  private async cards({ query, principal, times, then, after, most }: Wanted): Promise<Card[]> {
    const { municipality, building, active, olderThan, sort } = query;
    const all = olderThan === undefined;
    const which = {
      ...{ municipalities: sightOf(principal, municipality), building },
      // An empty home is active.
      active: active === 'true' || !all,
      ...(sort === undefined && { after }),
      ...(all && sort === undefined && { limit: most }),
    };
    const rows = then ? selected(then.homes, which) : await homesOn(this.reader.readModels, times.asOf, which);
    const policies = await this.reader.policies(
      rows.map((row) => row.municipality),
      times.knownAt,
    );
    const cards = rows.map((row) => cardOf(row, times.asOf, policies(row.municipality)));
    return all ? cards : cards.filter(({ emptyDays }) => emptyDays > Number(olderThan));
  }
}

/** Cards in the order that is asked for, those behind a home. */
function behind(after: string, cards: Card[], sort: BoardSort | undefined): Card[] {
  if (sort === undefined) return cards;
  const by = sort.replace('-', '') as 'emptyDays';
  const sign = sort.startsWith('-') ? -1 : 1;
  const sorted = cards.sort((a, b) => sign * (a[by] - b[by]) || (a.unit < b.unit ? -1 : 1));
  return after ? sorted.slice(sorted.findIndex(({ unit }) => unit === after) + 1) : sorted;
}

/** What cards are wanted, of which times. */
interface Wanted {
  query: BoardQuery;
  principal: Principal;
  times: Times;
  then: Then | undefined;
  after: string;
  most: number;
}

function filterOf({ cursor: _, after: _after, limit: _limit, ...asked }: BoardQuery, principal: Principal): string {
  return boundTo(principal, 'board', asked);
}
