import { Injectable } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Portfolio } from '@relet/domain';
import { Malformed, ReadModels, sees, seesStream, type Principal } from '@relet/platform';
import { figuresOf } from './figures.js';
import { Sources } from './sources.js';
import type { VacancyAnswer } from './vacancy.answers.js';
import type { VacancyQuery } from './vacancy.queries.js';

/** A question with the principal who asks it. */
export class AskVacancy extends Query<VacancyAnswer> {
  constructor(
    readonly query: VacancyQuery,
    readonly principal: Principal,
  ) {
    super();
  }
}

/** Answers how long homes stood empty, in which phase, in whose hands and at whose cost. */
@Injectable()
@QueryHandler(AskVacancy)
export class VacancyHandler implements IQueryHandler<AskVacancy, VacancyAnswer> {
  constructor(
    private readonly sources: Sources,
    private readonly readModels: ReadModels,
  ) {}

  async execute({ query, principal }: AskVacancy): Promise<VacancyAnswer> {
    const { from, to, groupBy, explain, after } = query;
    if (to < from) throw new Malformed([{ pointer: '/to', detail: 'The period ends before it begins.' }]);
    if (after) await this.readModels.reached(after);
    const times = this.sources.times(query);
    const source = await this.sources.at(times, explain === 'true');
    const portfolio = within(source.portfolio, query, principal);
    const groups = figuresOf(source, portfolio, { from, to, asOf: times.asOf, policyOn: source.policyOn }, groupBy, explain === 'true');
    const { position, upToDate } = await this.readModels.standing();
    return {
      from,
      to,
      asOf: times.asOf,
      knownAt: times.knownAt ?? null,
      provisional: times.provisional,
      position,
      upToDate,
      parked: source.parked.filter((stream) => seesStream(principal, stream)),
      groupBy: groupBy ?? null,
      groups,
    };
  }
}

/** The homes asked for, within the sight of who asks. */
function within(portfolio: Portfolio, { municipality, building, kind, unit }: VacancyQuery, principal: Principal): Portfolio {
  return portfolio.filter(
    ({ history }) =>
      sees(principal, history.municipality) &&
      (municipality === undefined || history.municipality === municipality) &&
      (building === undefined || history.building === building) &&
      (kind === undefined || history.kind === kind) &&
      (unit === undefined || history.unitId === unit),
  );
}
