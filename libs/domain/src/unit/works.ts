import { fact } from '../law/facts.js';
import type { Told } from '../law/chapter.js';
import { standsIn } from './conditions.js';
import { bare, must, notYet, type Here, type HomeFacts, type HomeVerbs } from './home.js';
import { leavesFirst, noticeWithdrawnAlone } from './leaving.js';
import type { Stage } from './state.js';
import { inTenancy, isOnTheWayOut } from './state-of.js';
import { CompleteWorks, DeclareReady, OrderWorks, PlanInspection, RecordInspection, ReopenWorks } from './works.commands.js';

/** Clearing, inspection, or occupied by someone who is leaving. */
const mayBeInspected = must(
  'WRONG_STATE',
  ({ at }) => at.stage === 'clearing' || at.stage === 'inspection' || isOnTheWayOut(at),
  leavesFirst,
);

/** Ready and not moved in, or works done and not signed off. */
const mayReopen = must('WRONG_STATE', ({ at }) => at.stage === 'ready' || at.stage === 'signoff', notYet('signoff'));

const UNRECORDED: ReadonlySet<Stage> = new Set<Stage>(['clearing', 'inspection', 'ordering', 'works']);

/** Works done and not signed off; directly also from every stage before. */
const mayBeReady = must<'ReadyForLetting'>(
  'NOT_READY',
  ({ at }, { payload }) => at.stage === 'signoff' || (payload.direct && UNRECORDED.has(at.stage)),
  notYet('signoff'),
);

const facts = {
  InspectionPlanned: {
    stands: [mayBeInspected],
    becomes: (home, { payload }) => inTenancy(home, { inspectionPlanned: payload.planned }),
    undoneBy: [noticeWithdrawnAlone, 'TenancyContinued', 'MovedIn'],
  },
  InspectionDone: {
    stands: [standsIn('inspection')],
    becomes: (home, { effective, payload: { works } }) => ({
      ...home,
      inspected: { on: effective, works },
      stage: works === 'none' ? 'signoff' : 'ordering',
      stageSince: effective,
    }),
    undoneBy: ['MovedIn'],
  },
  WorksOrdered: {
    stands: [standsIn('ordering')],
    becomes: (home, { effective, payload }) => ({
      ...home,
      worksOrdered: { on: effective, ...payload },
      stage: 'works',
      stageSince: effective,
    }),
    undoneBy: ['MovedIn'],
  },
  WorksCompleted: {
    stands: [standsIn('works')],
    becomes: (home, { effective }) => ({ ...home, stage: 'signoff', stageSince: effective }),
    undoneBy: ['WorksReopened', 'MovedIn'],
  },
  WorksReopened: {
    stands: [mayReopen],
    becomes: (home, { effective }) => ({ ...home, stage: 'works', stageSince: effective }),
    undoneBy: ['WorksCompleted', 'ReadyForLetting'],
  },
  ReadyForLetting: {
    stands: [mayBeReady],
    becomes: (home, { effective }) => ({ ...home, stage: 'ready', stageSince: effective }),
    undoneBy: ['WorksReopened', 'MovedIn'],
    marks: { direct: false },
  },
} satisfies HomeFacts;

const readyOn = ({ effective }: Told) => fact('ReadyForLetting', effective, { direct: false });

const verbs = {
  PlanInspection: { body: PlanInspection, who: 'A', reports: 'InspectionPlanned', probe: (_, day) => [{ planned: day }] },
  RecordInspection: {
    body: RecordInspection,
    who: 'A',
    reports: 'InspectionDone',
    with: (main) => (main.type === 'InspectionDone' && main.payload.works === 'none' ? [readyOn(main)] : []),
    probe: () => [{ works: 'standard' }],
  },
  OrderWorks: { body: OrderWorks, who: 'A', reports: 'WorksOrdered', probe: (_, day) => [{ due: day }] },
  CompleteWorks: {
    body: CompleteWorks,
    who: 'A',
    reports: 'WorksCompleted',
    with: (main, { policyOn }: Here) => (policyOn(main.effective).readySignOff ? [] : [readyOn(main)]),
    probe: bare,
  },
  ReopenWorks: { body: ReopenWorks, who: 'A', reports: 'WorksReopened', probe: bare },
  DeclareReady: { body: DeclareReady, who: 'A', reports: 'ReadyForLetting', probe: bare },
} satisfies HomeVerbs;

/** From the keys to a home ready for letting. */
export const WORKS_CHAPTER = { facts, verbs };
