import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Principal } from '@relet/platform';
import type { WaitingQuery } from './board.queries.js';
import { BoardReader } from './reader.js';
import type { WaitingAnswer } from './waiting.answers.js';
import { WaitingList } from './waiting.js';

/** The waiting lists, with the principal who asks. */
export class AskWaiting extends Query<WaitingAnswer> {
  constructor(
    readonly query: WaitingQuery,
    readonly principal: Principal,
  ) {
    super();
  }
}

@QueryHandler(AskWaiting)
export class WaitingHandler implements IQueryHandler<AskWaiting, WaitingAnswer> {
  constructor(
    private readonly reader: BoardReader,
    private readonly list: WaitingList,
  ) {}

  async execute({ query, principal }: AskWaiting): Promise<WaitingAnswer> {
    const day = await this.reader.day(query);
    return { asOf: day, parked: await this.reader.parked(principal), citizens: await this.list.on(day, principal, query.municipality) };
  }
}
