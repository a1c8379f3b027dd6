/** Which day belongs to which phase, and every figure made of them. */
export * from './history.js';
export { foldHistory } from './fold.js';
export { prepare, type PolicyOn, type PreparedEpisode, type PreparedHome } from './prepared.js';
export * from './vacancy-figures.js';
export * from './letting-figures.js';
export * from './guarantee.js';
export * from './numbers.js';
