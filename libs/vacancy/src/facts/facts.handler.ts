import { Injectable } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { asOf as upTo, knownAt as known, liveFacts } from '@relet/domain';
import { Clock, ReadModels, streamOf, timesOf, type Principal } from '@relet/platform';
import { Questions } from '../questions.js';
import { factsOf } from '../vacancy.projection.js';
import type { FactsQuery } from '../vacancy.queries.js';
import type { FactsAnswer } from './facts.answers.js';

/** A question for the facts of a home, with the principal who asks it. */
export class AskFacts extends Query<FactsAnswer> {
  constructor(
    readonly query: FactsQuery,
    readonly principal: Principal,
  ) {
    super();
  }
}

/** Answers the facts of a home that its figures are made of, without what they say of persons. */
@Injectable()
@QueryHandler(AskFacts)
export class FactsHandler implements IQueryHandler<AskFacts, FactsAnswer> {
  constructor(
    private readonly questions: Questions,
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
  ) {}

  async execute({ query, principal }: AskFacts): Promise<FactsAnswer> {
    const { asOf, knownAt } = timesOf(query, this.clock);
    const { told } = await this.questions.about({ ...query, from: asOf, to: asOf }, principal);
    const stream = streamOf('unit', query.unit);
    const recorded = (await factsOf(this.readModels, [stream])).get(stream) ?? [];
    const standing = upTo(liveFacts(knownAt ? known(recorded, knownAt) : recorded), asOf);
    const { position, upToDate, age, parked } = told;
    return {
      ...{ unit: query.unit, asOf, knownAt, position, upToDate, age, parked },
      events: standing.map(({ id, type, effective, recordedAt }) => ({ id, type, effective, recordedAt })),
    };
  }
}
