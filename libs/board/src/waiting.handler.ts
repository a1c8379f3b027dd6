import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CivilDate } from '@relet/domain';
import type { Principal } from '@relet/platform';
import type { WaitingQuery } from './board.queries.js';
import { BoardReader } from './reader.js';
import { WaitingList, type WaitingCitizen } from './waiting.js';

/** The waiting lists, with the principal who asks. */
export class AskWaiting {
  constructor(
    readonly query: WaitingQuery,
    readonly principal: Principal,
  ) {}
}

/** The waiting lists of a day: who waits longest against the guarantee comes first. */
export interface WaitingAnswer {
  asOf: CivilDate;
  /** What could not be read: citizens and homes that are left out. */
  parked: string[];
  citizens: WaitingCitizen[];
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
