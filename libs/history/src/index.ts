/** The door of history: what auditors ask. */
export { HistoryModule } from './history.module.js';
export { Archive, type HomeDifference, type Point, type Verification } from './archive.js';
export type { Change, ReplayStep, StateView, TimelineEvent } from './timeline.js';
export { DifferenceQuery, PointQuery } from './history.queries.js';
