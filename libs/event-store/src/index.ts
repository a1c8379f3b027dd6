/** The door of the store: the port, its engines behind one setting, the chain of hashes. */
export * from './port.js';
export * from './errors.js';
export { canonical, checkLink, link, place, sha256, uuidV5, verifyStream, type Break, type ChainHead, type PlacedEvent } from './chain.js';
export { fileOf, isServer, openStore, shownStore } from './open.js';
export { TrialStore } from './trial.js';
export { deletedIn, linesOfLog, takeLog, type Taken } from './copy-log.js';
export { moveLog, type Moved } from './move-log.js';
export { Joined } from './joined.js';
export { isPlace, pagesOf } from './pages.js';
export { isReadable } from './unreadable.js';
export { leafText, leavesFrom, rootOf, type Leaf } from './log-head.js';
export { verifyLog, type Verification } from './verify-log.js';
export { backUp, type BackupMark } from './sqlite/backup.js';
export { restore } from './sqlite/restore.js';
export { inspect, type Inspection } from './sqlite/inspect.js';
export { asStoreError } from './sqlite/file.js';
export { removeDatabase } from './sqlite/durable-file.js';
export { isLocked, isLockedHere, lockForWriting } from './sqlite/lock.js';
