import { hasPostgres } from '@relet/platform/testing';

/** Runs the tests of other files once more, on servers that keep their rows in PostgreSQL: nothing that reads rows may tell the difference. */
export async function onPostgres(...files: (() => Promise<unknown>)[]): Promise<void> {
  if (!hasPostgres) return test.skip('rows on PostgreSQL: skipped, the package postgresql is not installed', () => undefined);
  process.env['RELET_TEST_ROWS'] = 'postgres';
  for (const load of files) await load();
}
