import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Principal } from '@relet/platform';
import type { WaitingQuery } from './board.queries.js';
import { Known } from './known.js';
import { BoardReader } from './reader.js';
import { Shown } from './shown.js';
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
    private readonly known: Known,
    private readonly shown: Shown,
  ) {}

  async execute({ query, principal }: AskWaiting): Promise<WaitingAnswer> {
    const times = await this.reader.times(query);
    const then = await this.reader.homesThen(times, principal);
    await this.known.mustBeKnown(query, principal, times, then);
    const citizens = await this.list.on(times, principal, query.municipality, then);
    return { ...times, ...(await this.reader.told(principal, then)), citizens, ...(await this.shown.on(citizens, principal)) };
  }
}
