import { onPostgres } from './on-postgres.js';

await onPostgres(() => import('../journeys/exports.spec.js'));
