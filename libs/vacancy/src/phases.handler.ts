import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { phaseFigures } from '@relet/domain';
import type { Principal } from '@relet/platform';
import { difference } from './figures/difference.js';
import { shown, type Shown } from './figures/exact.js';
import type { PhasesAnswer, PhasesOfLettings } from './figures/phases.answers.js';
import { Questions } from './questions.js';
import { otherOf } from './vacancy.handler.js';
import type { PhasesQuery } from './vacancy.queries.js';

/** A question about phases with the principal who asks it. */
export class AskPhases extends Query<PhasesAnswer> {
  constructor(
    readonly query: PhasesQuery,
    readonly principal: Principal,
  ) {
    super();
  }
}

/** Answers how long re-lettings took, phase by phase. */
@QueryHandler(AskPhases)
export class PhasesHandler implements IQueryHandler<AskPhases, PhasesAnswer> {
  constructor(private readonly questions: Questions) {}

  async execute({ query, principal }: AskPhases): Promise<PhasesAnswer> {
    const other = otherOf(query);
    const { asked, ahead, told } = await this.questions.about(query, principal);
    const now = phaseFigures(asked.portfolio, asked.query);
    const then = other && phaseFigures(asked.portfolio, { ...asked.query, ...other });
    return {
      ...told,
      ...asTold(now),
      ...(other && then && { against: { ...other, reachesAhead: ahead(other.to), ...asTold(then) } }),
      ...(then && { difference: difference(now, then) as PhasesOfLettings }),
    };
  }
}

const asTold = (figures: ReturnType<typeof phaseFigures>): PhasesOfLettings => shown(figures, false) as Shown<typeof figures>;
