/** The door of history: what auditors ask. */
export { HistoryModule } from './history.module.js';
export { Archive } from './archive.js';
export type { HomeDifference, Point, Verification } from './archive.answers.js';
export type { HomeState } from './state.answers.js';
export type { TimelineEvent } from './timeline.answers.js';
export type { Told } from './timeline.js';
export { DifferenceQuery, KnownQuery, PointQuery } from './history.queries.js';
