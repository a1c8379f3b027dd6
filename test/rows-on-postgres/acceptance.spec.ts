import { onPostgres } from './on-postgres.js';

await onPostgres(() => import('../acceptance/http.spec.js'));
