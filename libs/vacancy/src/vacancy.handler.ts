import { Injectable } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { inOneForm } from '@relet/domain';
import { Chains, Clock, Malformed, ReadModels, sees, seesStream, timesOf, type Principal } from '@relet/platform';
import { figuresOf, type Asked } from './figures.js';
import { Known } from './known.js';
import { Sources, type Source } from './sources.js';
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
    private readonly clock: Clock,
    private readonly known: Known,
    private readonly chains: Chains,
  ) {}

  async execute({ query, principal }: AskVacancy): Promise<VacancyAnswer> {
    const { from, to, groupBy, explain, csv, after } = query;
    if (to < from) throw new Malformed([{ pointer: '/to', detail: 'The period ends before it begins.' }]);
    if (csv && explain === 'true') throw new Malformed([{ pointer: '/explain', detail: 'An explanation is JSON: it cannot be a CSV.' }]);
    if (after) await this.readModels.reached(after);
    const times = timesOf(query, this.clock);
    const source = await this.sources.at(times, explain === 'true');
    await this.known.mustBeKnown(source, query, principal, times);
    const asked = { ...within(source, query, principal), query: { from, to, asOf: times.asOf, policyOn: source.policyOn } };
    const { position, upToDate } = await this.readModels.standing();
    return {
      from,
      to,
      ...times,
      reachesAhead: to > times.asOf,
      position,
      upToDate,
      parked: source.parked.filter((stream) => seesStream(principal, stream)),
      ...(await this.chains.told(principal)),
      groupBy: groupBy ?? null,
      groups: figuresOf(source, asked, groupBy, explain === 'true'),
    };
  }
}

/** The homes asked for within the sight of who asks, and the municipalities whose citizens are counted: those of the homes, where homes are asked for. */
function within(source: Source, { municipality, building, kind, unit }: VacancyQuery, principal: Principal): Omit<Asked, 'query'> {
  const isAsked = (id: string) => sees(principal, id) && (municipality === undefined || id === municipality);
  const portfolio = source.portfolio.filter(
    ({ history }) =>
      isAsked(history.municipality) &&
      (building === undefined || inOneForm(history.building) === building) &&
      (kind === undefined || history.kind === kind) &&
      (unit === undefined || history.unitId === unit),
  );
  const ofHomes = building !== undefined || kind !== undefined || unit !== undefined;
  const municipalities = ofHomes ? portfolio.map(({ history }) => history.municipality) : [...source.municipalities].filter(isAsked);
  return { portfolio, municipalities: new Set(municipalities) };
}
