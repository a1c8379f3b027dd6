import { hasPostgres } from '@relet/platform/testing';

/** Runs the tests of other files once more, on servers that keep persons in PostgreSQL: nobody who asks may tell the difference. */
export async function onPostgres(...files: (() => Promise<unknown>)[]): Promise<void> {
  if (!hasPostgres) return test.skip('persons on PostgreSQL: skipped, the package postgresql is not installed', () => undefined);
  process.env['RELET_TEST_PERSONS'] = 'postgres';
  for (const load of files) await load();
}
