/** What other applications use of the API. */
export { createApi, listen, untilStopped } from './api.js';
export { AppModule } from './app.module.js';
export { traced } from './traced.js';
export { watched, WATCHED } from './watched.js';
export { settingsFrom } from '@relet/platform';
