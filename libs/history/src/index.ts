/** The door of history: what auditors ask. */
export { HistoryModule } from './history.module.js';
export { Archive } from './archive.js';
export type { HomeDifference, Point, Verification } from './archive.answers.js';
export type { HomeState } from './state.answers.js';
export type { ReplayStep, TimelineEvent } from './timeline.answers.js';
export { DifferenceQuery, PointQuery } from './history.queries.js';
