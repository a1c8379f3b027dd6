import type { CivilDate, Fact, PolicyEvents, PolicyFields } from '../events.js';
import { asItWas, type Book, type FactLaw, type VerbLaw } from '../law/chapter.js';
import type { Context } from '../law/context.js';
import { refuse } from '../law/refusal.js';
import { AgreePolicy } from './policy.commands.js';

/** The practice that holds until a municipality has agreed its own (docs/law.md, R8). */
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
  const agreed = live.findLast((known) => known.type === 'PolicyAgreed' && known.effective <= day);
  return agreed?.type === 'PolicyAgreed' ? agreed.payload : DEFAULT_POLICY;
}

/** The stream of a municipality's policy: its state is nothing more than what has been agreed. */
export interface Policy {
  state: null;
  at: null;
  context: Context;
}

/** Every command on a policy but corrections. */
export const POLICY_VERBS = {
  AgreePolicy: {
    body: AgreePolicy,
    who: 'AM',
    reports: 'PolicyAgreed',
    begins: true,
    fills: filled,
    probe: () => [{ maxOpenOffers: 1 }],
  },
} satisfies Readonly<Record<string, VerbLaw<Policy>>>;

/** The law of agreed policies. */
export const POLICY: Book<Policy> = {
  facts: {
    PolicyAgreed: {
      stands: [],
      becomes: asItWas,
      undoneBy: [],
      ahead: 'agreed',
      whole: ({ answerDaysAre: _, ...recorded }: PolicyFields) => recorded,
    },
  } satisfies { readonly [T in keyof PolicyEvents]: FactLaw<Policy, T> },
  verbs: POLICY_VERBS,
  nothing: null,
  on: () => null,
  isKnown: () => true,
  unknown: () => refuse('EVENT_UNKNOWN'),
  stranger: notYourPart,
  notYourPart,
};

function notYourPart(): never {
  refuse('NOT_YOUR_PART');
}

/** Fields left out stay as they were in force on that day. */
function filled({ effective, targetDays, owners, ...fields }: AgreePolicy, _: Context, live: readonly Fact[]): PolicyFields {
  const base = policyOn(live, effective);
  return {
    ...base,
    ...given(fields),
    targetDays: { ...base.targetDays, ...given(targetDays) },
    owners: { ...base.owners, ...given(owners) },
  } as PolicyFields;
}

function given<T extends object>(fields: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;
}
