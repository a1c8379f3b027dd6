import { Injectable } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { createHash } from 'node:crypto';
import { Malformed, type Principal } from '@relet/platform';
import type { BoardAnswer } from './board.answers.js';
import type { BoardQuery } from './board.queries.js';
import { homesOn } from './board.projection.js';
import { cardOf } from './card.js';
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
  constructor(private readonly reader: BoardReader) {}

  async execute({ query, principal }: AskBoard): Promise<BoardAnswer> {
    const { municipality, building, active, limit, cursor } = query;
    const day = await this.reader.day(query);
    const filter = filterOf(query, principal);
    const from = cursor === undefined ? '' : opened(cursor, filter);
    const size = Number(limit ?? PAGE);
    const which = { municipalities: sightOf(principal, municipality), building, active: active === 'true', after: from };
    // One more than fits on the page: whether it is there says whether there is another page.
    const all = await homesOn(this.reader.readModels, day, { ...which, limit: size + 1 });
    const page = all.slice(0, size);
    const policies = await this.reader.policies(page.map((row) => row.municipality));
    const { position, upToDate } = await this.reader.readModels.standing();
    const last = page.at(-1)?.unit;
    return {
      asOf: day,
      position,
      upToDate,
      parked: await this.reader.parked(principal),
      homes: page.map((row) => cardOf(row, day, policies(row.municipality))),
      cursor: all.length > page.length && last !== undefined ? Buffer.from(JSON.stringify([filter, last])).toString('base64url') : null,
    };
  }
}

/** A cursor belongs to one principal's sight and one filter. */
function filterOf({ cursor: _, after: _after, limit: _limit, ...asked }: BoardQuery, { by }: Principal): string {
  return createHash('sha256')
    .update(JSON.stringify([by.municipality ?? '', asked]))
    .digest('hex')
    .slice(0, 16);
}

function opened(cursor: string, filter: string): string {
  try {
    const [madeFor, unit] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (madeFor === filter && typeof unit === 'string') return unit;
  } catch {
    // Falls through: not a cursor of ours.
  }
  throw new Malformed([{ pointer: '/cursor', detail: 'That cursor belongs to another list.' }]);
}
