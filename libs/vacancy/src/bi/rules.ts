import { ownerOf, PHASES, targetOf, type PolicyFields } from '@relet/domain';

/** What a policy says of each phase. */
export const rulesOf = (policy: PolicyFields) =>
  PHASES.map((phase) => {
    return { phase, owner: ownerOf(phase, policy), target_days: targetOf(phase, policy), tomgang_payer: policy.tomgangPayer };
  });
