import { Injectable } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Principal } from '@relet/platform';
import type { BoardAnswer } from './board.answers.js';
import type { BoardQuery } from './board.queries.js';
import { homesOn, selected } from './board.projection.js';
import { cardOf } from './card.js';
import { boundTo, cursorOf, opened } from './cursor.js';
import { Known } from './known.js';
import { BoardReader, sightOf } from './reader.js';

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
  ) {}

  async execute({ query, principal }: AskBoard): Promise<BoardAnswer> {
    const { municipality, building, active, limit, cursor } = query;
    const times = await this.reader.times(query);
    const then = await this.reader.homesThen(times, principal);
    await this.known.mustBeKnown(query, principal, times, then);
    const filter = filterOf(query, principal);
    const from = cursor === undefined ? '' : opened(cursor, filter);
    const size = Number(limit ?? PAGE);
    // One more than fits on the page: whether it is there says whether there is another page.
    const which = { municipalities: sightOf(principal, municipality), building, active: active === 'true', after: from, limit: size + 1 };
    const all = then ? selected(then.homes, which) : await homesOn(this.reader.readModels, times.asOf, which);
    const page = all.slice(0, size);
    const policies = await this.reader.policies(
      page.map((row) => row.municipality),
      times.knownAt,
    );
    const { position, upToDate } = await this.reader.readModels.standing();
    const last = page.at(-1)?.unit;
    return {
      ...times,
      position,
      upToDate,
      ...(await this.reader.told(principal, then)),
      homes: page.map((row) => cardOf(row, times.asOf, policies(row.municipality))),
      cursor: all.length > page.length && last !== undefined ? cursorOf(filter, last) : null,
    };
  }
}

function filterOf({ cursor: _, after: _after, limit: _limit, ...asked }: BoardQuery, principal: Principal): string {
  return boundTo(principal, 'board', asked);
}
