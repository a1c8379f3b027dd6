import { onPostgres } from './on-postgres.js';

await onPostgres(() => import('../journeys/both-times.spec.js'));
