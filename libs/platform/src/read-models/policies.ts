import { prefixOf } from '../stream-names.js';
import { projection } from './projection.js';

/** The local rules have no rows: they are read from their streams. One that cannot be read is parked here, and so told of. */
export const POLICIES = projection({ name: 'policies', version: 1, prefix: prefixOf('policy'), tables: {}, rowsOf: () => ({}) });
