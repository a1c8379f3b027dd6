/** For tests: the contract of every engine, and a stand-in of the server. */
export { describeEventStoreContract, draft } from './contract.js';
export { EventStoreDbStandIn } from './stand-in.js';
export { WELL, type Faults } from './stand-in-faults.js';
export { StandInLog } from './stand-in-log.js';
