import { onPostgres } from './on-postgres.js';

await onPostgres(
  () => import('../journeys/by-itself.spec.js'),
  () => import('../journeys/leavers.spec.js'),
);
