import { as, serve, type Server } from '../journeys/server.js';

let server: Server;
beforeAll(async () => {
  server = await serve();
  await server.get('/v1/clock', { 'relet-now': '2026-06-01' });
});
afterAll(() => server.stop());

interface Answered {
  status: number;
  report?: { good: number; columns: object[]; unusedColumns: string[]; faults: { reason: string }[]; changed: { reason: string }[] };
  errors?: { pointer: string; detail: string }[];
}

/** Checks a sheet as a screen does, with what its headers mean. */
const checked = (sheet: string, mapping?: object) => tried(sheet, { ...(mapping && { mapping: JSON.stringify(mapping) }) });

async function tried(sheet: string, parameters: Record<string, string>, language = 'en'): Promise<Answered> {
  const query = new URLSearchParams({ name: 'sheet.csv', dryRun: 'true', ...parameters });
  const response = await fetch(`${server.address}/v1/imports?${query.toString()}`, {
    method: 'POST',
    headers: { ...as('operator'), 'content-type': 'text/csv', 'accept-language': language },
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

test.each<[Record<string, string>, string]>([
  [{}, 'say since when they are known (`since=DAY`), and whether people live there (`occupied=true`) or they stand empty (`vacant=true`).'],
  [{ since: '2026-01-01' }, 'say whether people live there (`occupied=true`) or they stand empty (`vacant=true`).'],
  [{ vacant: 'true' }, 'say since when they are known (`since=DAY`).'],
  [
    { since: '2026-01-01', vacant: 'true', occupied: 'true' },
    'say only one of the two that are both said: that people live there (`occupied=true`) or that they stand empty (`vacant=true`).',
  ],
])('a list of homes with %j is told what it needs yet, and nothing else', async (parameters, needed) => {
  const { errors } = await tried('Bolig;Plejecenter\neksempel.1;A\n', parameters);
  expect(errors?.map(({ detail }) => detail)).toEqual([`The file has no column Fraflyttet, so it is a list of homes: ${needed}`]);
});

describe('what would help is named as whoever imports would name it', () => {
  const all = async (hints: Record<string, string>, language: string) => {
    await tried('Bolig;Husleje\neksempel.77;6000\n', { since: '2026-01-01', vacant: 'true', dryRun: 'false' });
    const answers = [
      await tried('Lejemålet;Fraflyttet;Sjov\neksempel.1;2026-01-02;x\n', hints, language),
      await tried('Bolig;Plejecenter\neksempel.1;A\n', hints, language),
      await tried('Bolig;Fraflyttet\n12, 1. tv;2026-01-02\n', hints, language),
      await tried('Bolig;Fraflyttet\neksempel.1;2062-01-02\n', hints, language),
      await tried('Bolig;Husleje\neksempel.77;7000\n', { ...hints, since: '2026-01-01', vacant: 'true' }, language),
    ];
    const said = ({ report, errors = [] }: Answered) =>
      report ? [...report.faults, ...report.changed].map(({ reason }) => reason) : errors.map(({ detail }) => detail);
    return answers.map((answer) => said(answer).join(' '));
  };
  test.each(['da', 'en'])('by HTTP as parameters, in %s', async (language) => {
    const said = await all({}, language);
    const named = ['mapping={"Lejemålet": "Bolig"}', '`since=', '`municipality=eksempel`', 'Relet-Now', '`correct=true`'];
    named.forEach((name, n) => expect(said[n]).toContain(name));
    for (const each of said) expect(each).not.toMatch(/--[a-z]|relet [a-z]/);
  });

  test('on the screen as what is chosen there', async () => {
    const said = await all({ hints: 'choices' }, 'da');
    const named = ['under Kolonner', '"Boligerne er kendt fra"', '"Kommune for boliger uden"', 'i båndet øverst', 'Ret loggen'];
    named.forEach((name, n) => expect(said[n]).toContain(name));
    for (const each of said) expect(each).not.toMatch(/`|--[a-z]|relet [a-z]/);
  });

  test('at the command line as its options', async () => {
    const said = await all({ hints: 'options' }, 'en');
    const named = ['--map "Lejemålet=Bolig"', '--since DAY', '`--municipality`', '--now DAY', '`--correct`'];
    named.forEach((name, n) => expect(said[n]).toContain(name));
  });
});
