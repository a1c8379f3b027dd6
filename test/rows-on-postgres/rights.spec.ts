import { onPostgres } from './on-postgres.js';

await onPostgres(() => import('../access/municipalities.spec.js'));
