import { Injectable } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FigureQuery } from '@relet/domain';
import { Malformed, type Principal } from '@relet/platform';
import { figuresOf } from './figures/figures.js';
import { groupingsOf } from './figures/grouped.js';
import type { VacancyAnswer } from './figures/vacancy.answers.js';
import { Questions } from './questions.js';
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
  constructor(private readonly questions: Questions) {}

  async execute({ query, principal }: AskVacancy): Promise<VacancyAnswer> {
    const { groupBy, csv, sort, olderThan } = query;
    const explain = query.explain === 'true';
    if (csv && explain) throw new Malformed([{ pointer: '/explain', fault: 'EXPLAINED_AS_CSV' }]);
    const by = groupingsOf(groupBy);
    const other = otherOf(query);
    const { source, asked, ahead, told } = await this.questions.about(query, principal, explain);
    const against = other && { ...asked.query, ...other };
    return {
      ...told,
      groupBy: groupBy ?? null,
      ...(other && { against: { ...other, reachesAhead: ahead(other.to) } }),
      ...figuresOf(source, asked, { by, explain, against, sort, olderThan: olderThan === undefined ? undefined : Number(olderThan) }),
    };
  }
}

/** The other period of a comparison. Throws Malformed for half of one, and for one that ends before it begins. */
export function otherOf({
  againstFrom: from,
  againstTo: to,
}: Pick<VacancyQuery, 'againstFrom' | 'againstTo'>): Pick<FigureQuery, 'from' | 'to'> | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined)
    throw new Malformed([{ pointer: from === undefined ? '/againstFrom' : '/againstTo', fault: 'COMPARISON_NEEDS_BOTH' }]);
  if (to < from) throw new Malformed([{ pointer: '/againstTo', fault: 'PERIOD_ENDS_FIRST' }]);
  return { from, to };
}
