/** The door of the store: the port, its engines behind one setting, the chain of hashes. */
export * from './port.js';
export * from './errors.js';
export { canonical, checkLink, GENESIS, hashOf, seal, sha256, uuidV5, verifyStream, type Break, type ChainHead } from './chain.js';
export { openStore } from './open.js';
