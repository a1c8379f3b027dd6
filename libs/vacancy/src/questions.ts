import { Injectable } from '@nestjs/common';
import { inOneForm, type CivilDate } from '@relet/domain';
import { Chains, Clock, Malformed, ReadModels, sees, StreamsInSight, timesOf, type Principal } from '@relet/platform';
import type { FiguresAsked } from './figures/figures.js';
import { Known } from './known.js';
import type { PeriodAnswer } from './period.answers.js';
import { Sources, type Source } from './sources.js';
import type { PeriodQuery } from './vacancy.queries.js';

/** A question about a period, with all that it is answered from. */
export interface Question {
  source: Source;
  asked: FiguresAsked;
  /** True for a day that reaches beyond the report date, or beyond today. */
  ahead(day: CivilDate): boolean;
  /** What the answer says of itself. */
  told: PeriodAnswer;
}

/** What questions about a period have in common: who may see what, both times, and what the answer lacks. */
@Injectable()
export class Questions {
  constructor(
    private readonly sources: Sources,
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
    private readonly known: Known,
    private readonly chains: Chains,
    private readonly inSight: StreamsInSight,
  ) {}

  /** Resolves a question. Throws Malformed, NotYetVisible. */
  async about(query: PeriodQuery, principal: Principal, explained = false): Promise<Question> {
    const { from, to, after } = query;
    if (to < from) throw new Malformed([{ pointer: '/to', fault: 'PERIOD_ENDS_FIRST' }]);
    if (after) await this.readModels.reached(after);
    const times = timesOf(query, this.clock);
    const source = await this.sources.at(times, explained);
    await this.known.mustBeKnown(source, query, principal, times);
    const { position, upToDate, age } = await this.readModels.standing();
    const ahead = (day: CivilDate) => day > times.asOf || day > this.clock.today();
    const told = { from, to, ...times, reachesAhead: ahead(to), position, upToDate, age };
    const parked = await this.inSight.of(principal, source.parked);
    return {
      source,
      asked: { ...within(source, query, principal), query: { from, to, asOf: times.asOf, policyOn: source.policyOn } },
      ahead,
      told: { ...told, parked, ...(await this.chains.told(principal)) },
    };
  }
}

/** The homes asked for within the sight of who asks, and the municipalities whose citizens are counted: those of the homes, where homes are asked for. */
function within(source: Source, { municipality, building, kind, unit }: PeriodQuery, principal: Principal): Omit<FiguresAsked, 'query'> {
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
