export { hasPostgres, Postgres, sharedPostgres, stopShared } from './postgres.ts';
