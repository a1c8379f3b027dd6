import { fact, refuse } from '../decider.js';
import { wrongState, type Decisions, type Situation } from './decision.js';
import { mayDeclareReady, mayPlanInspection, mayReopen } from './legal.js';
import type { Stage } from './state.js';

const mustStandIn = (stage: Stage) => (_: unknown, situation: Situation) => {
  if (situation.at.stage !== stage) wrongState(situation);
};

/** From the keys to a home ready for letting. */
export const WORKS_CHAPTER: Decisions<
  'PlanInspection' | 'RecordInspection' | 'OrderWorks' | 'CompleteWorks' | 'ReopenWorks' | 'DeclareReady'
> = {
  PlanInspection: {
    who: 'A',
    main: ({ effective, planned }) => fact('InspectionPlanned', effective, { planned }),
    guard: (_, situation) => {
      if (!mayPlanInspection(situation.at)) wrongState(situation);
    },
  },
  RecordInspection: {
    who: 'A',
    main: ({ effective, works }) => fact('InspectionDone', effective, { works }),
    guard: mustStandIn('inspection'),
    facts: (main) =>
      main.type === 'InspectionDone' && main.payload.works === 'none'
        ? [main, fact('ReadyForLetting', main.effective, { direct: false })]
        : [main],
  },
  OrderWorks: {
    who: 'A',
    main: ({ effective, contractor, due }) => fact('WorksOrdered', effective, { ...(contractor && { contractor }), due }),
    guard: mustStandIn('ordering'),
  },
  CompleteWorks: {
    who: 'A',
    main: ({ effective }) => fact('WorksCompleted', effective, {}),
    guard: mustStandIn('works'),
    facts: (main, { policyOn }) =>
      policyOn(main.effective).readySignOff ? [main] : [main, fact('ReadyForLetting', main.effective, { direct: false })],
  },
  ReopenWorks: {
    who: 'A',
    main: ({ effective }) => fact('WorksReopened', effective, {}),
    guard: (_, situation) => {
      if (!mayReopen(situation.at)) wrongState(situation);
    },
  },
  DeclareReady: {
    who: 'A',
    main: ({ effective, direct = false }) => fact('ReadyForLetting', effective, { direct }),
    guard: ({ direct = false }, { at }) => {
      if (!mayDeclareReady(at, direct)) refuse('NOT_READY', `The home is ${at.stage} on ${at.day}.`, { stage: at.stage, on: at.day });
    },
  },
};
