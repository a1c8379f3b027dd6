import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Principal } from '@relet/platform';
import type { DeadlinesQuery } from './board.queries.js';
import { homesOn, selected } from './board.projection.js';
import type { Deadline, DeadlinesAnswer } from './deadlines.answers.js';
import { dueOf } from './due.js';
import { Known } from './known.js';
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
    private readonly known: Known,
  ) {}

  async execute({ query, principal }: AskDeadlines): Promise<DeadlinesAnswer> {
    const times = await this.reader.times(query);
    const then = await this.reader.homesThen(times, principal);
    await this.known.mustBeKnown(query, principal, times, then);
    const within = Number(query.within ?? WITHIN);
    const which = { municipalities: sightOf(principal, query.municipality) };
    const rows = then ? selected(then.homes, which) : await homesOn(this.reader.readModels, times.asOf, which);
    const homes = rows.flatMap((row): Deadline[] => {
      const { municipality, unit, building } = row;
      return dueOf(row, times.asOf).map((due) => ({ ...due, municipality, unit, building, citizen: null }));
    });
    const waiting = await this.waiting.on(times, principal, query.municipality, then);
    const citizens = waiting.flatMap(({ citizen, municipality, deadline, daysLeft }): Deadline[] =>
      deadline !== null && daysLeft !== null
        ? [{ what: 'guarantee_deadline', on: deadline, daysLeft, municipality, unit: null, building: null, citizen }]
        : [],
    );
    const deadlines = [...homes, ...citizens].filter(({ daysLeft }) => daysLeft <= within).sort((a, b) => a.daysLeft - b.daysLeft);
    return { ...times, within, ...(await this.reader.told(principal, then)), deadlines };
  }
}
