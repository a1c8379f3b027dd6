import type { Fact } from '../events.js';
import type { Told } from '../law/chapter.js';
import { fact, fieldOf } from '../law/facts.js';
import { empty, inService, notAccepted, nothingAcceptedNow, nothingPending } from './conditions.js';
import { bare, must, onThatDay, type Here, type HomeFacts, type HomeVerbs } from './home.js';
import { withdrawPending } from './offers.js';
import { DecommissionUnit, ReturnToService, TakeOutOfService } from './service.commands.js';
import { withoutVacancy } from './state-of.js';

const outOfService = must('NOT_OUT_OF_SERVICE', ({ at }) => at.outOfService !== undefined, onThatDay);

/** One command said both: taken out of service, and the first day back. */
function takenBefore(returned: Fact<'ReturnedToService'>, live: readonly Fact[]): boolean {
  const taken = live.find(({ type, commandId }) => type === 'TakenOutOfService' && commandId === returned.commandId);
  return taken === undefined || returned.effective >= taken.effective;
}

const facts = {
  TakenOutOfService: {
    stands: [empty(false), inService],
    becomes: (home, { effective, payload }) => ({ ...home, outOfService: { since: effective, ...payload } }),
    undoneBy: ['ReturnedToService', 'MovedIn'],
  },
  ReturnedToService: {
    stands: [outOfService],
    becomes: ({ outOfService: _, ...home }) => home,
    undoneBy: ['TakenOutOfService'],
    ordered: takenBefore,
    ahead: 'tomorrow',
  },
  UnitDecommissioned: {
    stands: [empty(true), notAccepted, nothingAcceptedNow, nothingPending],
    becomes: (home, { effective }) => ({ ...withoutVacancy(home), stage: 'decommissioned', stageSince: effective }),
    undoneBy: [],
  },
} satisfies HomeFacts;

/** Offers made once the home was back in service stay open. */
function withdrawMadeBefore(main: Told, here: Here, returned: string | undefined) {
  const madeBefore = (offerId: string) => (here.now.offers.get(offerId)?.made ?? '9999') < (returned ?? '9999');
  return withdrawPending(main, here).filter((withdrawn) => madeBefore(fieldOf(withdrawn, 'offerId') as string));
}

const verbs = {
  TakeOutOfService: {
    body: TakeOutOfService,
    who: 'A',
    reports: 'TakenOutOfService',
    beside: ['returned'],
    with: (main, here, { returned }: TakeOutOfService) => withdrawMadeBefore(main, here, returned),
    says: ({ returned }: TakeOutOfService) => (returned ? [fact('ReturnedToService', returned, {})] : []),
    probe: () => [{ reason: 'other' }],
  },
  ReturnToService: { body: ReturnToService, who: 'A', reports: 'ReturnedToService', probe: bare },
  DecommissionUnit: { body: DecommissionUnit, who: 'A', reports: 'UnitDecommissioned', probe: bare },
} satisfies HomeVerbs;

/** The days on which a home cannot be used, and its leaving the portfolio. */
export const SERVICE = { facts, verbs };
