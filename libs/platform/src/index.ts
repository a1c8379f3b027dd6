/** The door of the platform: where NestJS and the store meet. */
export * from './tokens.js';
export * from './settings.js';
export * from './clock.js';
export * from './asking.js';
export * from './stream-names.js';
export { tellOfStore } from './store-stream.js';
export * from './access/index.js';
export * from './people.js';
export type { Database, Layout, Statements } from './database.js';
export { besideRows, lookIntoDatabase, openDatabase } from './open-database.js';
export { madeForOwner } from './own-file.js';
export { Rounds } from './rounds.js';
export * from './leases/index.js';
export * from './orders.js';
export { boundTo, cursorOf, opened } from './cursor.js';
export { checked, Malformed, mustBeKnown, type WrongField } from './malformed.js';
export { CutOff } from './cut-off.js';
export { HistoryUnreadable } from './history-unreadable.js';
export { MunicipalityUnknown } from './municipality-unknown.js';
export { NotYetVisible } from './not-yet-visible.js';
export { InPath } from './in-path.js';
export { noParameters, ReadsParameters } from './parameters.guard.js';
export { CheckedPipe } from './checked.pipe.js';
export { answerWith, ProblemFilter, problemOf, type ProblemReply } from './problem.filter.js';
export * from './home.answers.js';
export * from './citizen.answers.js';
export * from './policy.answers.js';
export { FieldError, ProblemDocument } from './problem.answers.js';
export { Becomes, DaysInPhase, StandsToday, VacancyBecomes, VacancyInFigures } from './becomes.answers.js';
export { Receipt, ReceiptEvent, Warning, type BareReceipt } from './receipt.answers.js';
export { allOfLog } from './all-of-log.js';
export { OfLog, ShownAnswer, ShownWithParked } from './shown.answers.js';
export { STATUS, type ProblemCode } from './problems.js';
export { PlatformModule, storeInfoOf } from './platform.module.js';
export type { StoreInfo } from './store-info.js';
export { Chains } from './chains.js';
export { StreamsInSight } from './streams-in-sight.js';
export { eachReadable, readable, Streams, type Standing as HistoryStanding } from './streams.js';
export * from './transact.js';
export * from './turns.js';
export {
  pack,
  packed,
  packing,
  integer,
  optional,
  text,
  unpack,
  type Cell,
  type Packed,
  type RowOf,
  type Table,
  type Tables,
} from './read-models/table.js';
export { projection, type AnalystView, type Projection } from './read-models/projection.js';
export { factsAlone, StreamFacts } from './read-models/stream-facts.js';
export { POLICIES } from './read-models/policies.js';
export { ReadModels, type Standing, type Visible } from './read-models/read-models.js';
export { ReadModelsModule } from './read-models/read-models.module.js';
export { progressOf, readersOf, removeReadModel, seenIn, shownReadModel } from './read-models/outside.js';
export type { Progress } from './read-models/engine.js';
export { isStill } from './read-models/last-event.js';
export { ReaderRefused, type Reader, type ReaderProblem } from './read-models/readers.js';
export { RowsUnavailable } from './rows-unavailable.js';
export { Projector } from './projector/projector.js';
export type { RebuildTold } from './projector/rebuild.js';
export * from './telemetry/index.js';
export { languageOf, spoken } from './language.js';
export { escaped, pagePolicy } from './page.js';
export { NotServedAs } from './not-served-as.js';
export { formAsked, NotAcceptable } from './not-acceptable.js';
export { NotServing, whyNot, type WhyNot } from './not-serving.js';
export type { Observed, ReplyHead, RequestUnderWay, Sent } from './requests.js';
export { EventStream, EventStreams, TooManyStreams, type StreamReply } from './event-stream.js';
export * from './field-twice.js';
export * from './sealing.js';
