/** The phase of each day of a vacancy, and every figure made of them. */
export * from './history.js';
export { foldHistory, isLong } from './fold.js';
export * from './fraction.js';
export * from './guarantee.js';
export { lettingFigures, type LettingFigures, type LettingSet, type LettingShare } from './letting-figures.js';
export { longerThan } from './longer.js';
export * from './offer-figures.js';
export * from './grouping.js';
export { phaseFigures, type PhaseFigures, type PhaseSpread } from './phase-figures.js';
export * from './portfolio.js';
export * from './rows/index.js';
export * from './share.js';
export * from './turnover.js';
export * from './vacancy-figures.js';
