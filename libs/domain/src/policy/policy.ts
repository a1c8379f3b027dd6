import { checkCorrectionShape, checkTargets, decideCorrection } from '../correcting.js';
import { asOf, liveFacts } from '../corrections.js';
import { fact, NOTHING, refuse, type Context, type Decision } from '../decider.js';
import type { CivilDate, Fact, PolicyFields } from '../events.js';
import type { PolicyCommands } from '../registry.js';
import { changesNothing } from '../undone.js';

/** The practice that holds until a municipality has agreed its own (domain.md section 4 and R8). */
export const DEFAULT_POLICY: PolicyFields = {
  maxOpenOffers: 1,
  answerDays: 7,
  readySignOff: false,
  contractBeforeMoveIn: true,
  administratorMayOffer: true,
  refusalsBeforeRemoval: null,
  guaranteeMonths: 2,
  guaranteeReadyDays: 14,
  respectWindowDays: 14,
  targetDays: { clearing: 14, inspection: 7, ordering: 3, works: 21, matching: 7, reserved: 14, offer_pending: 7, move_in: 14 },
  owners: {
    clearing: 'relatives',
    inspection: 'administrator',
    ordering: 'administrator',
    works: 'contractor',
    matching: 'municipality',
    reserved: 'municipality',
    offer_pending: 'citizen',
    move_in: 'citizen',
  },
  tomgangPayer: 'municipality',
};

/** The policy in force on a day: the last agreed one with effective <= that day, else the default. */
export function policyOn(live: readonly Fact[], day: CivilDate): PolicyFields {
  const agreed = asOf(live, day).findLast((known) => known.type === 'PolicyAgreed');
  return agreed?.type === 'PolicyAgreed' ? agreed.payload : DEFAULT_POLICY;
}

/** Decides a command on a municipality's policy; fields left out stay as they were in force on that day. */
export function decidePolicy<N extends keyof PolicyCommands>(
  municipality: string,
  name: N,
  command: PolicyCommands[N],
  recorded: readonly Fact[],
  context: Context,
): Decision {
  const order = { name, command } as unknown as {
    [K in keyof PolicyCommands]: { name: K; command: PolicyCommands[K] };
  }[keyof PolicyCommands];
  if (order.name !== 'AgreePolicy') checkCorrectionShape(order);
  const { by } = context;
  if (by.party === 'system' || (by.municipality !== undefined && by.municipality !== municipality)) {
    refuse('NOT_YOUR_PART', 'A municipality agrees its own policy.');
  }
  if (order.name !== 'AgreePolicy') {
    checkTargets(order, recorded);
    context.checkRevision?.();
    return { facts: decideCorrection(order, { recorded, firstIllegal: () => undefined }, context), claims: [] };
  }
  context.checkRevision?.();
  const live = liveFacts(recorded);
  const { effective, targetDays, owners, ...fields } = order.command;
  const base = policyOn(live, effective);
  const agreed = fact('PolicyAgreed', effective, {
    ...base,
    ...given(fields),
    targetDays: { ...base.targetDays, ...given(targetDays) },
    owners: { ...base.owners, ...given(owners) },
  } as PolicyFields);
  return changesNothing(agreed, live) ? NOTHING : { facts: [agreed], claims: [] };
}

function given<T extends object>(fields: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;
}
