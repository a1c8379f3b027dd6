import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CivilDate } from '@relet/domain';
import type { Principal } from '@relet/platform';
import type { DeadlinesQuery } from './board.queries.js';
import { homesOn } from './board.projection.js';
import { dueOf, type Due } from './due.js';
import { BoardReader, sightOf } from './reader.js';
import { WaitingList } from './waiting.js';

/** What falls due soon, with the principal who asks. */
export class AskDeadlines {
  constructor(
    readonly query: DeadlinesQuery,
    readonly principal: Principal,
  ) {}
}

/** Something that falls due, of a home or of a citizen. */
export interface Deadline extends Due {
  municipality: string;
  unit: string | null;
  building: string | null;
  citizen: string | null;
}

/** What is past or falls due within some days, the first day first. */
export interface DeadlinesAnswer {
  asOf: CivilDate;
  within: number;
  /** What could not be read: homes and citizens that are left out. */
  parked: string[];
  deadlines: Deadline[];
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
