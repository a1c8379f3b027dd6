/** For tests: a town without a store, worked histories told to it, and random walks. */
export * from './timelines.js';
export * from './town.js';
export * from './walk.js';
