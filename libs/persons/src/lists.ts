import type { ErasureGround, HoldGround, ReadReason, Relation } from '@relet/words';

/** Who a contact person is. */
export const RELATIONS = [
  'spouse',
  'child',
  'sibling',
  'relative',
  'friend',
  'guardian',
  'estate_administrator',
  'other',
] as const satisfies readonly Relation[];

/** Why a person is read. A list of codes: free text would soon hold what is to be protected. */
export const READ_REASONS = [
  'case_work',
  'offer',
  'contract',
  'moving_in',
  'estate',
  'meeting',
  'asked_by_citizen',
  'mending',
] as const satisfies readonly ReadReason[];

/** Why a person is erased. */
export const ERASURE_GROUNDS = ['retention_over', 'request_granted', 'registered_wrongly'] as const satisfies readonly ErasureGround[];

/** Why a person must not be erased yet. */
export const HOLD_GROUNDS = ['archive_duty', 'legal_claim', 'access_request'] as const satisfies readonly HoldGround[];

/** What is shown in the place of every value of an erased person. */
export const ERASED = '[slettet]';
