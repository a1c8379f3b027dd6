import { onPostgres } from './on-postgres.js';

await onPostgres(
  () => import('../journeys/waiting.spec.js'),
  () => import('../journeys/lists.spec.js'),
  () => import('../journeys/meeting.spec.js'),
  () => import('../journeys/board-alive.spec.js'),
);
