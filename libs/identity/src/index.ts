/** The door of identity: who may come in, and how. */
export { IdentityModule } from './identity.module.js';
export { Users } from './users/users.js';
export type { Account } from './users/accounts.js';
export type { Person } from './users/people.js';
export type { Rights } from './rights.js';
