import { Injectable } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { asOf as upTo, knownAt as known, liveFacts, municipalityOf, unitUnknown } from '@relet/domain';
import { Chains, Clock, ReadModels, sees, streamOf, timesOf, type Principal } from '@relet/platform';
import { factsOf } from '../vacancy.projection.js';
import type { FactsQuery } from '../vacancy.queries.js';
import type { FactsAnswer } from './facts.answers.js';

/** A question for the facts of a home, with the principal who asks it. */
export class AskFacts extends Query<FactsAnswer> {
  constructor(
    readonly unit: string,
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
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
    private readonly chains: Chains,
  ) {}

  /** Refuses UNIT_UNKNOWN, also for a home out of sight or not known then. Throws HistoryUnreadable, NotYetVisible. */
  async execute({ unit, query, principal }: AskFacts): Promise<FactsAnswer> {
    const { asOf, knownAt, reachesAhead } = timesOf(query, this.clock);
    if (query.after) await this.readModels.reached(query.after);
    const recorded = sees(principal, municipalityOf(unit)) ? await this.recorded(streamOf('unit', unit)) : [];
    const then = knownAt ? known(recorded, knownAt) : recorded;
    if (!then.length) unitUnknown();
    const { position, upToDate, age } = await this.readModels.standing();
    const events = upTo(liveFacts(then), asOf).map(({ id, type, effective, recordedAt }) => ({ id, type, effective, recordedAt }));
    return { unit, asOf, knownAt, reachesAhead, position, upToDate, age, events, ...(await this.chains.told(principal)) };
  }

  private async recorded(stream: string) {
    await this.readModels.mustNotBeParked(stream);
    return (await factsOf(this.readModels, [stream])).get(stream) ?? [];
  }
}
