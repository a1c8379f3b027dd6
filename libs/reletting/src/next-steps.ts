import { Injectable } from '@nestjs/common';
import { citizensOf, historyOf, municipalityOf, nextSteps, refuse, UNIT, type CivilDate, type NextStep } from '@relet/domain';
import { Clock, ReadModels, sees, Streams, type Principal } from '@relet/platform';
import { Contexts } from './contexts.js';
import type { NextStepsAnswer } from './next-steps.answers.js';
import { ROUTES } from './routes.js';

/** Asks the rules themselves what they would answer. */
@Injectable()
export class NextSteps {
  constructor(
    private readonly streams: Streams,
    private readonly contexts: Contexts,
    private readonly clock: Clock,
    private readonly readModels: ReadModels,
  ) {}

  /** Refuses UNIT_UNKNOWN, also for a home of another municipality. */
  async of(unit: string, principal: Principal, effective: CivilDate = this.clock.today()): Promise<NextStepsAnswer> {
    const municipality = municipalityOf(unit);
    if (sees(principal, municipality)) await this.readModels.mustNotBeParked(`unit-${unit}`);
    const history = sees(principal, municipality) ? await this.streams.standing(UNIT, `unit-${unit}`) : historyOf(UNIT, []);
    const { recorded } = history;
    if (!history.state.registered) refuse('UNIT_UNKNOWN', 'No such home.');
    const asking = { principal, commandId: '00000000-0000-4000-8000-000000000000' };
    const context = this.contexts.of(asking, await this.contexts.policies(municipality), history, municipality);
    const citizens = await this.contexts.views(citizensOf(recorded));
    const steps = nextSteps(unit, effective, history, { ...context, citizens });
    return {
      unit,
      effective,
      revision: recorded.at(-1)?.revision ?? -1,
      steps: steps.map((step) => ({ ...step, ...placeOf(step, unit) })),
    };
  }
}

function placeOf({ command, offerId }: NextStep, unit: string): { path: string; summary: string } {
  const route = ROUTES.find((each) => each.command === command);
  const path = `/v1/${route?.path ?? ''}`.replace(':unit', unit);
  return { path: offerId ? path.replace(':offer', encodeURIComponent(offerId)) : path, summary: route?.summary ?? '' };
}
