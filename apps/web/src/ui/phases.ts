/** The phases in the order of their work (R5): each has a number, a colour and a pattern. */
export const PHASE_ORDER = [
  'clearing',
  'inspection',
  'ordering',
  'works',
  'matching',
  'reserved',
  'offer_pending',
  'move_in',
  'out_of_service',
  'unrecorded',
] as const;
