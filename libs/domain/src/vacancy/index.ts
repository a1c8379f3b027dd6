/** Which day belongs to which phase, and every figure made of them. */
export * from './history.js';
export { foldHistory } from './fold.js';
export * from './fraction.js';
export * from './guarantee.js';
export * from './lettingFigures.js';
export * from './offerFigures.js';
export * from './portfolio.js';
export * from './share.js';
export * from './turnover.js';
export * from './vacancyFigures.js';
