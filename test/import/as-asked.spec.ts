import { as, serve, type Server } from '../journeys/server.js';

let server: Server;
beforeAll(async () => {
  server = await serve();
  await server.get('/v1/clock', { 'relet-now': '2026-06-01' });
});
afterAll(() => server.stop());

interface Answered {
  status: number;
  report?: { good: number; columns: object[]; unusedColumns: string[] };
  errors?: { pointer: string; detail: string }[];
}

/** Checks a sheet as a screen does, with what its headers mean. */
async function checked(sheet: string, mapping?: object): Promise<Answered> {
  const query = new URLSearchParams({ name: 'sheet.csv', dryRun: 'true', ...(mapping && { mapping: JSON.stringify(mapping) }) });
  const response = await fetch(`${server.address}/v1/imports?${query.toString()}`, {
    method: 'POST',
    headers: { ...as('operator'), 'content-type': 'text/csv' },
    body: sheet,
  });
  const last = (await response.text()).trimEnd().split('\n').at(-1) as string;
  return { status: response.status, ...(JSON.parse(last) as object) };
}

test('the report says what each column was taken for, by its own header', async () => {
  const { report } = await checked('Bolig;Fraflyttet;Note;movedIn\neksempel.1;2026-01-02;x;2026-01-30\n');
  expect(report?.columns).toEqual([
    { header: 'Bolig', column: 'unit' },
    { header: 'Fraflyttet', column: 'vacated' },
    { header: 'movedIn', column: 'movedIn' },
  ]);
});

test('a file that lacks a column is told the headers that could be it, and read once one is', async () => {
  const sheet = 'Bolig;Tom/ledig siden\neksempel.1;2026-01-02\n';
  const refused = await checked(sheet);
  expect([refused.status, refused.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['', '/mapping/Tom~1ledig siden']]);
  expect((await checked(sheet, { 'Tom/ledig siden': 'vacated' })).report).toMatchObject({ good: 1 });
});

test('of two headers that mean the same column one is passed over', async () => {
  const sheet = 'Bolig;Fraflyttet;Vacated\neksempel.1;2026-01-02;2026-02-03\n';
  expect((await checked(sheet)).errors?.map(({ pointer }) => pointer)).toEqual(['', '/mapping/Fraflyttet', '/mapping/Vacated']);
  expect((await checked(sheet, { Vacated: null })).report).toMatchObject({ good: 1, unusedColumns: ['Vacated'] });
  expect((await checked(sheet, { Vacated: 7 })).status).toBe(400);
});
