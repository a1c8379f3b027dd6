import { as, serve, type Answer, type Server } from './server.js';

let server: Server;
beforeAll(async () => (server = await serve()));
afterAll(() => server.stop());

interface Told {
  code: string;
  message: string;
  event?: string;
  type: string;
  effective: string;
  line?: number;
}
const warningsIn = ({ body }: Answer) => body['warnings'] as unknown as Told[];
const codesIn = (answer: Answer) => warningsIn(answer).map(({ code, type }) => `${code} ${type}`);

const home = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000, occupiedSince: '2020-01-01' };
const register = (unit: string, fields: object = {}) =>
  server.post(`/v1/units/${unit}`, { effective: '2020-01-01', ...home, ...fields }, { 'relet-now': '2026-06-01' });
const give = (path: string, fields: object, headers: Record<string, string> = {}) =>
  server.post(`/v1/units/${path}`, fields, { 'relet-now': '2026-06-01', ...headers });

/** Imports a file; answers its report. */
async function imported(name: string, rows: string, query = '', headers: Record<string, string> = {}) {
  const response = await fetch(`${server.address}/v1/imports?name=${name}${query}`, {
    method: 'POST',
    headers: { ...as('operator'), 'content-type': 'text/csv', ...headers },
    body: rows,
  });
  const lines = (await response.text()).trimEnd().split('\n');
  return (JSON.parse(lines.at(-1) as string) as { report: { warnings: Told[]; written: boolean; faults: object[] } }).report;
}
const linesOf = ({ warnings }: { warnings: Told[] }) => warnings.map(({ line, code, type }) => `${line} ${code} ${type}`);

test('a command is answered with what is unlikely since, and the event that it is about', async () => {
  await register('eksempel.1');
  const notice = await give('eksempel.1/notice', { effective: '2026-05-01', by: 'resident', liableUntil: '2026-12-31' });
  expect(codesIn(notice)).toEqual([]);
  const vacated = await give('eksempel.1/vacated', { effective: '2026-06-01', reason: 'notice' });
  const [event] = notice.body['events'] as unknown as { id: string }[];
  expect(warningsIn(vacated)).toEqual([
    {
      code: 'W_LIABLE',
      message: 'Rent is owed for more than 120 days after the home was vacated.',
      ...{ event: event?.id, type: 'NoticeGiven', effective: '2026-05-01' },
    },
  ]);
});

test('a dry run says the same of events that have no id yet, in the language of the request', async () => {
  await register('eksempel.2');
  const path = 'eksempel.2/notice?dryRun=true';
  const tried = await give(path, { effective: '2025-01-01', by: 'resident' }, { 'accept-language': 'da' });
  expect(warningsIn(tried)).toEqual([
    { code: 'W_OLD_FACT', message: 'Dagen ligger mere end 400 dage tilbage.', type: 'NoticeGiven', effective: '2025-01-01' },
  ]);
  expect([tried.headers.get('content-language'), tried.headers.get('vary')]).toEqual(['da', 'Accept-Language']);
});

test('a command that is given again asks nothing, and neither does one that changes nothing', async () => {
  await register('eksempel.3');
  const notice = { effective: '2025-01-01', by: 'resident' };
  const key = { 'idempotency-key': 'once' };
  expect(codesIn(await give('eksempel.3/notice', notice, key))).toEqual(['W_OLD_FACT NoticeGiven']);
  expect(codesIn(await give('eksempel.3/notice', notice, key))).toEqual([]);
  expect(codesIn(await give('eksempel.3/notice', notice))).toEqual([]);
});

test('a correction is asked about when what it moves has become unlikely', async () => {
  await register('eksempel.4');
  const { body } = await give('eksempel.4/notice', { effective: '2026-05-01', by: 'resident' });
  const [event] = body['events'] as unknown as { id: string }[];
  const correction = { target: event?.id, newEffective: '2024-01-01', reason: 'typing_error' };
  expect(codesIn(await give('eksempel.4/corrections', correction))).toEqual(['W_OLD_FACT NoticeGiven']);
});

test('citizens and policies are answered with no warnings', async () => {
  const citizen = '11111111-2222-4333-8444-555555555555';
  const approval = { effective: '2020-01-01', list: 'general', elderly: true };
  expect(warningsIn(await server.post(`/v1/citizens/${citizen}/approval`, approval, as('eksempel')))).toEqual([]);
  expect(warningsIn(await server.post('/v1/policies/eksempel', { effective: '2020-01-01', answerDays: 6 }))).toEqual([]);
});

test('a rent is compared with what ten homes of its kind cost before the request', async () => {
  for (let n = 1; n <= 9; n++) expect(codesIn(await register(`nordby.${n}`, { municipality: 'nordby' }))).toEqual([]);
  const rent = (unit: string, rentOere: number) => give(`${unit}/rent?dryRun=true`, { effective: '2026-06-01', rentOere });
  expect(codesIn(await rent('nordby.1', 60_000))).toEqual([]);
  await register('nordby.10', { municipality: 'nordby' });
  expect(codesIn(await rent('nordby.1', 60_000))).toEqual(['W_RENT RentSet']);
  expect(codesIn(await rent('nordby.1', 300_000))).toEqual([]);
  expect(codesIn(await register('nordby.11', { municipality: 'nordby', rentOere: 6_000_000 }))).toEqual(['W_RENT UnitRegistered']);
  expect(codesIn(await register('nordby.12', { municipality: 'nordby', kind: 'dementia_home', rentOere: 1 }))).toEqual([]);
});

test('many commands at once are each answered with their own, and rents with those from before', async () => {
  const rent = (n: number) => ({ command: 'SetRent', target: `nordby.${n}`, fields: { effective: '2026-06-01', rentOere: 10_000 } });
  const { body } = await server.post('/v1/commands', { commands: Array.from({ length: 10 }, (_, n) => rent(n + 1)) });
  const results = body['results'] as unknown as { receipt: { warnings: Told[] } }[];
  expect(results.map(({ receipt }) => receipt.warnings.map(({ code }) => code))).toEqual(Array(10).fill(['W_RENT']));
});

describe('an import', () => {
  const sheet = [
    'Bolig;Plejecenter;Boligtype;Husleje;Fraflyttet;Årsag;Klarmeldt;Indflyttet',
    'eksempel.201;Solgaarden;plejebolig;6000;01-03-2021;død;15-03-2021;20-03-2021',
    'eksempel.201;Solgaarden;plejebolig;6000;23-03-2021;død;15-04-2021;20-04-2021',
    'eksempel.202;Solgaarden;plejebolig;6000;01-03-2023;død;;',
  ].join('\n');
  const expected = ['3 W_SHORT_STAY Vacated', '4 W_LONG_VACANCY Vacated', '4 W_LONG_PHASE Vacated'];

  test('of a sheet tells what is unlikely row by row once all rows are taken, and is silent about old days', async () => {
    const tried = await imported('sheet.csv', sheet, '&dryRun=true', { 'accept-language': 'da' });
    expect([linesOf(tried), tried.written]).toEqual([expected, false]);
    expect(tried.warnings[0]?.message).toBe('Lejemålet har varet mindre end 7 dage.');
    const report = await imported('sheet.csv', sheet);
    expect([linesOf(report), report.written]).toEqual([expected, true]);
    expect(linesOf(await imported('sheet.csv', sheet))).toEqual([]);
  });

  test('of an event file tells it of each command', async () => {
    const row = (command: string, effective: string, fields: object = {}) =>
      JSON.stringify({ command, unit: 'eksempel.203', effective, ...fields });
    const rows = [
      row('RegisterUnit', '2020-01-01', home),
      row('GiveNotice', '2026-05-01', { by: 'resident', expectedVacantFrom: '2062-06-01' }),
      row('RecordVacated', '2026-06-01', { reason: 'notice' }),
    ].join('\n');
    const expectedOfRows = ['2 W_YEAR NoticeGiven', '2 W_YEAR NoticeGiven'];
    expect(linesOf(await imported('rows.ndjson', rows, '&dryRun=true'))).toEqual(expectedOfRows);
    expect(linesOf(await imported('rows.ndjson', rows))).toEqual(expectedOfRows);
  });

  test('of homes compares their rents with those of before the import', async () => {
    const list = ['Bolig;Plejecenter;Boligtype;Husleje', ...[1, 2].map((n) => `nordby.3${n};Solgaarden;plejebolig;${n}`)].join('\n');
    const report = await imported('homes.csv', list, '&since=2026-06-01&vacant=true');
    expect([linesOf(report), report.written]).toEqual([['2 W_RENT UnitRegistered', '3 W_RENT UnitRegistered'], true]);
  });
});
