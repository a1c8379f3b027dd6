/** Who asks, and what they may. */
export { AccessGuard, Needs, Who } from './access.guard.js';
export { AccessRefused } from './access-refused.js';
export { cookieIn, SESSION_COOKIE, type Credentials } from './credentials.js';
export { actsAsDemo, DEMO_PRINCIPALS } from './demo.js';
export { Identities, type IdentitySource } from './identities.js';
export { Limits } from './limits.js';
export { OwnBuildings } from './own-buildings.js';
export { SYSTEM, type Principal } from './principal.js';
export { ALL_RIGHTS, may, rolesWith, sees, seesStream, type Right } from './rights.js';
export { mustComeFromHere, originOf } from './same-origin.js';
