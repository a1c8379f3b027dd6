/** Flat rows for whoever counts in a spreadsheet: they sum to the figures of the same period. */
export { DAY_STATES, PAID_BY, unitDayRows, type DayState, type PaidBy, type UnitDayRow } from './day-rows.js';
export { daysAlike, type DaysAlike, type OwedBy } from './day-spans.js';
export { offerRows, type OfferRow } from './offer-rows.js';
export { phaseRows, type PhaseRow } from './phase-rows.js';
export { vacancyRows, type VacancyRow } from './vacancy-rows.js';
