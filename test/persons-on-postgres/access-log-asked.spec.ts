import { onPostgres } from './on-postgres.js';

await onPostgres(() => import('../persons/access-log-asked.spec.js'));
