/** The door of the platform: where NestJS and the store meet. */
export * from './tokens.js';
export * from './settings.js';
export * from './clock.js';
export * from './principals.js';
export { AccessGuard, Needs, Who } from './access.guard.js';
export { checked, Malformed } from './malformed.js';
export { NotYetVisible } from './not-yet-visible.js';
export { problemOf, type ProblemDocument } from './problem.filter.js';
export { PROBLEMS, type ProblemCode } from './problems.js';
export { PlatformModule, storeInfoOf, type StoreInfo } from './platform.module.js';
export { Streams } from './streams.js';
export * from './transact.js';
export * from './projection/index.js';
export * from './telemetry/index.js';
export { languageOf } from './language.js';
export { NotServing } from './not-serving.js';
export type { Observed } from './problem.filter.js';
export { EventStream, EventStreams, TooManyStreams, type StreamReply } from './event-stream.js';
