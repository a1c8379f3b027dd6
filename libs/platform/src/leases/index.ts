export { Held } from './held.js';
export { Leases, LeasesHere } from './leases.js';
