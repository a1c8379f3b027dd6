import type { WarningCode } from '@relet/domain';
import type { Doubt } from '../words.js';

/** What is legal and unlikely: a question, never a refusal. */
export const warnings: Record<WarningCode, Doubt> = {
  W_LONG_VACANCY: { title: 'Empty for long', detail: 'The home has been empty for more than 730 days.' },
  W_LONG_PHASE: { title: 'A long phase', detail: 'Clearing, works or out of service have taken more than 365 days.' },
  W_OLD_FACT: { title: 'An old day', detail: 'The day lies more than 400 days back.' },
  W_YEAR: { title: 'An unusual year', detail: 'The day lies more than 10 years from every other day of the home.' },
  W_SHORT_STAY: { title: 'A short tenancy', detail: 'The tenancy has lasted less than 7 days.' },
  W_RENT: {
    title: 'An unusual rent',
    detail: 'The rent is less than half or more than double of what such homes cost in the municipality.',
  },
  W_OFFERS: { title: 'Many offers', detail: 'More than 10 offers have been made while the home was empty.' },
  W_NO_ANSWER_TIME: { title: 'Little time to answer', detail: 'The citizen has less than 2 days to answer.' },
  W_BEFORE_READY: { title: 'Rent before ready', detail: 'Rent is owed from a day before the home is ready.' },
  W_LIABLE: { title: 'A late end of liability', detail: 'Rent is owed for more than 120 days after the home was vacated.' },
  W_SAME_DAY: { title: 'Out and in on one day', detail: 'The home was vacated and moved into on one day.' },
  W_NOT_WORKDAY: { title: 'Not a working day', detail: 'An answer, an inspection or a move-in falls on a day that is no working day.' },
};
