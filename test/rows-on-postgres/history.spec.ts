import { onPostgres } from './on-postgres.js';

await onPostgres(() => import('../journeys/correcting.spec.js'));
