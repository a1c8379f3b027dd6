/** The door of the writing side. */
export { RelettingModule } from './reletting.module.js';
export { CommandGateway, type Giving } from './gateway.js';
export { Deadlines, type DeadlinesRun } from './processes/open-offers.js';
export { ROUTES, type Route } from './routes.js';
