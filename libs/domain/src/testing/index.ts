/** For tests: a town that is held in memory, worked histories that are told to it, and random walks. */
export * from './timelines.js';
export * from './town.js';
export * from './walk.js';
