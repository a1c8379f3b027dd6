import type { WarningCode } from '@relet/domain';

/** What is legal and unlikely: a question, never a refusal. `{on}` is the day that it is about. */
export const warnings: Record<WarningCode, string> = {
  W_LONG_VACANCY: 'The home has been empty for more than 730 days.',
  W_LONG_PHASE: 'Clearing, works or out of service have taken more than 365 days.',
  W_OLD_FACT: 'The day lies more than 400 days back.',
  W_YEAR: 'The day {on} lies more than 10 years from every other day of the home.',
  W_SHORT_STAY: 'The tenancy has lasted less than 7 days.',
  W_RENT: 'The rent is less than half or more than double of what such homes cost in the municipality.',
  W_OFFERS: 'More than 10 offers have been made while the home was empty.',
  W_NO_ANSWER_TIME: 'The citizen has less than 2 days to answer.',
  W_BEFORE_READY: 'Rent is owed from a day before the home is ready.',
  W_LIABLE: 'Rent is owed for more than 120 days after the home was vacated.',
  W_SAME_DAY: 'The home was vacated and moved into on one day.',
  W_NOT_WORKDAY: 'The day {on} is no working day, and people have to answer or to meet on it ({type}).',
};
