import type { UnitCommandName } from '@relet/domain';
import type { NextStepName } from '@relet/words';
import type { BoardRow } from './board.projection.js';

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

/** The next step as a code of the workflow; null when nothing is expected of anyone. */
export function nextStepOf({ stage, outOfService, letting, notice, death }: Omit<BoardRow, 'episode' | 'rents'>): NextStepName | null {
  if (outOfService) return 'return_to_service';
  if (stage === 'occupied') return (notice ?? death) ? 'vacate' : null;
  const physical: Partial<Record<BoardRow['stage'], NextStepName>> = {
    clearing: 'return_keys',
    inspection: 'inspect',
    ordering: 'order_works',
    works: 'complete_works',
    signoff: 'declare_ready',
  };
  if (stage === 'decommissioned') return null;
  return physical[stage] ?? LETTING_STEPS[letting];
}

const LETTING_STEPS: Record<BoardRow['letting'], NextStepName> = {
  none: 'offer',
  pending: 'await_answer',
  accepted: 'sign_contract',
  contracted: 'move_in',
};
