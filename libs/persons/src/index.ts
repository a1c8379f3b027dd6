/** The door of the persons: who a pseudonym is, apart from the log. */
export { PersonsModule } from './persons.module.js';
export { CITIZENS_KEPT } from './citizens.projection.js';
export { Approving } from './approving.js';
export { Erasing } from './erasing/erasing.js';
export { Keeping } from './keeping.js';
export { Accounts } from './access-log/accounts.js';
export { Reading } from './reading/reading.js';
export { Writing } from './register/writing.js';
export { Sight, type About } from './sight.js';
export { examinePersons, type PersonsTrouble } from './examined.js';
export { Vault } from './vault.js';
export { backUpPersons, mustBeRestorable, registerBeside, restorePersons } from './backup.js';
export { makeMasterKey } from './keys/master-key.js';
export * from './persons.commands.js';
export * from './persons.answers.js';
export { ERASED, ERASURE_GROUNDS, HOLD_GROUNDS, READ_REASONS, RELATIONS } from './lists.js';
export { PersonsByThemselves } from './by-itself.js';
export { AccessLog } from './access-log/access-log.js';
