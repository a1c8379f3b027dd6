import { onPostgres } from './on-postgres.js';

await onPostgres(() => import('../persons/register.spec.js'));
