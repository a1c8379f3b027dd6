import { leadsOutOf, whoGives, type CivilDate, type FirstStep, type Phase, type PolicyFields, type UnitCommandName } from '@relet/domain';
import type { DueWhat, NextStepName } from '@relet/words';
import type { BoardRow } from './board.projection.js';
import type { Due } from './due.answers.js';

/** The command by which each next step is recorded; of an answer that is awaited, the one that everybody hopes for. */
export const NEXT_STEP_COMMANDS: Readonly<Record<NextStepName, UnitCommandName>> = {
  vacate: 'RecordVacated',
  return_keys: 'ReturnKeys',
  inspect: 'RecordInspection',
  order_works: 'OrderWorks',
  complete_works: 'CompleteWorks',
  declare_ready: 'DeclareReady',
  offer: 'MakeOffer',
  await_answer: 'AcceptOffer',
  sign_contract: 'SignContract',
  move_in: 'MoveIn',
  return_to_service: 'ReturnToService',
};

/** The two sides of the table. */
export type Side = 'administrator' | 'municipality';

/** Who may record a next step: what concerns offers is the municipality's, and also the administrator's where the policy says so. */
export function sidesOf(step: NextStepName | null, { administratorMayOffer }: Pick<PolicyFields, 'administratorMayOffer'>): Side[] {
  if (step === null) return [];
  const who = whoGives(NEXT_STEP_COMMANDS[step]);
  if (who === 'A') return ['administrator'];
  return who === 'AM' || (who === 'offering' && administratorMayOffer) ? ['administrator', 'municipality'] : ['municipality'];
}

/** The step that is due on each day. */
export const DUE_STEPS: Readonly<Record<DueWhat, NextStepName>> = {
  vacating_expected: 'vacate',
  inspection_planned: 'inspect',
  works_due: 'complete_works',
  answer_due: 'await_answer',
  move_in_planned: 'move_in',
  return_expected: 'return_to_service',
  guarantee_deadline: 'offer',
};

/** The commands that lead into each phase, the usual one first; none leads to what was not recorded. */
export const COMMANDS_INTO: Readonly<Record<Exclude<Phase, 'unrecorded'>, readonly UnitCommandName[]>> = {
  clearing: ['RecordVacated'],
  inspection: ['ReturnKeys', 'RecordVacated'],
  ordering: ['RecordInspection'],
  works: ['OrderWorks', 'ReopenWorks'],
  matching: [
    'CompleteWorks',
    'DeclareReady',
    'RecordInspection',
    'ReleaseReservation',
    'DeclineOffer',
    'CancelAcceptance',
    'ReturnToService',
  ],
  reserved: ['Reserve'],
  offer_pending: ['MakeOffer'],
  move_in: ['AcceptOffer'],
  out_of_service: ['TakeOutOfService'],
};

/** The day on which a home's next step is due; null where no day is known. */
export const nextStepOn = (step: NextStepName | null, due: readonly Due[]): CivilDate | null =>
  due.find(({ what }) => DUE_STEPS[what] === step)?.on ?? null;

/** The next step as a code of the workflow; null when nothing is expected of anyone. */
export function nextStepOf({ stage, outOfService, letting, notice, death }: Omit<BoardRow, 'episode' | 'rents'>): NextStepName | null {
  if (outOfService) return 'return_to_service';
  if (stage === 'decommissioned' || (stage === 'occupied' && !(notice ?? death))) return null;
  return stepBy(leadsOutOf(stage)) ?? LETTING_STEPS[letting];
}

const stepBy = (command: FirstStep | undefined): NextStepName | undefined =>
  (Object.keys(NEXT_STEP_COMMANDS) as NextStepName[]).find((step) => NEXT_STEP_COMMANDS[step] === command);

const LETTING_STEPS: Record<BoardRow['letting'], NextStepName> = {
  none: 'offer',
  pending: 'await_answer',
  accepted: 'sign_contract',
  contracted: 'move_in',
};
