/** Civil days, months and Copenhagen. */
export * from './copenhagen.js';
export * from './days.js';
export * from './instants.js';
export * from './periods.js';
export * from './working-days.js';
