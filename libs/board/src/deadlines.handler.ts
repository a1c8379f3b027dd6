import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Principal } from '@relet/platform';
import type { DeadlinesQuery } from './board.queries.js';
import { homesOn } from './board.projection.js';
import type { Deadline, DeadlinesAnswer } from './deadlines.answers.js';
import { dueOf } from './due.js';
import { BoardReader, sightOf } from './reader.js';
import { WaitingList } from './waiting.js';

/** What falls due soon, with the principal who asks. */
export class AskDeadlines extends Query<DeadlinesAnswer> {
  constructor(
    readonly query: DeadlinesQuery,
    readonly principal: Principal,
  ) {
    super();
  }
}

const WITHIN = 14;

/** Warns: of planned days, of answers due, and of the guarantee. */
@QueryHandler(AskDeadlines)
export class DeadlinesHandler implements IQueryHandler<AskDeadlines, DeadlinesAnswer> {
  constructor(
    private readonly reader: BoardReader,
    private readonly waiting: WaitingList,
  ) {}

  async execute({ query, principal }: AskDeadlines): Promise<DeadlinesAnswer> {
    const day = await this.reader.day(query);
    const within = Number(query.within ?? WITHIN);
    const rows = await homesOn(this.reader.readModels, day, { municipalities: sightOf(principal, query.municipality) });
    const homes = rows.flatMap((row): Deadline[] => {
      const { municipality, unit, building } = row;
      return dueOf(row, day).map((due) => ({ ...due, municipality, unit, building, citizen: null }));
    });
    const citizens = (await this.waiting.on(day, principal, query.municipality)).flatMap(
      ({ citizen, municipality, deadline, daysLeft }): Deadline[] =>
        deadline !== null && daysLeft !== null
          ? [{ what: 'guarantee_deadline', on: deadline, daysLeft, municipality, unit: null, building: null, citizen }]
          : [],
    );
    const deadlines = [...homes, ...citizens].filter(({ daysLeft }) => daysLeft <= within).sort((a, b) => a.daysLeft - b.daysLeft);
    return { asOf: day, within, parked: await this.reader.parked(principal), deadlines };
  }
}
