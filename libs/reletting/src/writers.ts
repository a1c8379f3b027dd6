import { FollowedRemovals } from './by-itself/followed-removals.js';
import { Leavers } from './by-itself/when-someone-leaves-the-list.js';
import { CitizenHandler } from './citizen.handler.js';
import { Claims } from './claims.js';
import { Contexts } from './contexts.js';
import { CommandGateway } from './gateway.js';
import { HomeHandler } from './home.handler.js';
import { PolicyHandler } from './policy.handler.js';
import { Rents } from './rents.js';

/** All that decides and writes a command, wherever it comes from: for the house, and for a trial of a file. */
export const WRITERS = [CommandGateway, Contexts, Rents, HomeHandler, CitizenHandler, PolicyHandler, Claims, FollowedRemovals, Leavers];
