/** The door of identity: who may come in, and how. */
export { IdentityModule } from './identity.module.js';
export { Users } from './users/users.js';
export type { Account } from './users/accounts.js';
export type { Municipality } from './users/municipalities.js';
export type { Person } from './users/people.js';
export { moveUsers, type UsersMoved } from './users/users-move.js';
export { backUpUsers, restoreUsers, usersBeside } from './users/users-backup.js';
export { FORM_ROUTES, LARGEST_FORM } from './sign-in/form.js';
export { ACTOR } from './me/me.answers.js';
export { allowedBy, type Rights } from './rights.js';
