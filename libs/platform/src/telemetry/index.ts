/** What operators see of a running process: its log, its metrics, and how far the read models are behind. */
export { Log, placeOf, type RequestLine } from './log.js';
export { Metrics } from './metrics.js';
export type { Lag } from './lag.js';
export { sendSpans, spanned } from './spans.js';
export { ProjectionLag } from './projection-lag.js';
