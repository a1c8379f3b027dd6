import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeXlsx from 'write-excel-file/node';
import { danishDay, relettings, SPREADSHEET, toCsv } from '../../apps/cli/src/demo/relettings.js';
import { COLUMN_NAMES, COLUMNS, headerOf, type ImportReport } from '@relet/reletting';
import { relet } from '../acceptance/relet.js';
import { serve } from '../journeys/server.js';
import { messyCsv, PLANTED, PLANTED_PAIRS, unitOf } from './messy.js';

const folder = mkdtempSync(join(tmpdir(), 'relet-import-'));
const CLEAN = 'test/samples/relettings.csv';
const MESSY = 'test/samples/relettings-messy.csv';
let stores = 0;
const newStore = () => join(folder, `store-${++stores}.db`);
const fileOf = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const imported = async (file: string, store: string, ...options: string[]) => {
  const { exit, out, talk } = await relet('import', file, '--store', store, '--json', '--yes', ...options);
  return { exit, talk, report: JSON.parse(out) as ImportReport & { kind: 'relettings' } };
};
const figures = async (store: string, from = '2021-01-01', to = '2025-12-31') => {
  const { out } = await relet('vacancy', '--store', store, '--from', from, '--to', to, '--group-by', 'building', '--json');
  return (JSON.parse(out) as { groups: { lettings: { all: { lettings: number } } }[] }).groups;
};
const timeline = async (unit: string, store: string) => {
  const { out } = await relet('history', unit, '--store', store, '--json');
  return (JSON.parse(out) as { events: { type: string; effective: string; payload: object }[] }).events;
};

const HEADERS =
  'Bolig;Plejecenter;Boligtype;Husleje;Opsagt;Hæfter til;Fraflyttet;Årsag;Nøgler;Syn;Omfang;Bestilt;Klarmeldt;Tilbudt;Svarfrist;Accepteret;Kontrakt;Leje fra;Indflyttet';

test('the samples in the repository are what their makers make', () => {
  expect(readFileSync(CLEAN, 'utf8')).toBe(toCsv(relettings(SPREADSHEET)));
  expect(readFileSync(MESSY).equals(messyCsv())).toBe(true);
});

describe('the clean spreadsheet', () => {
  const store = newStore();

  test('comes in whole, and its lettings are counted', async () => {
    const { exit, report } = await imported(CLEAN, store);
    expect({ exit, ...report }).toMatchObject({ exit: 0, rows: 600, homes: 220, good: 600, registered: 220, written: true, faults: [] });
    const movedIn = [...relettings(SPREADSHEET)].filter(({ movedIn: day }) => day).length;
    expect((await figures(store)).reduce((sum, { lettings }) => sum + lettings.all.lettings, 0)).toBe(movedIn);
  });

  test('a second time changes nothing', async () => {
    const { exit, report } = await imported(CLEAN, store);
    expect({ exit, ...report }).toMatchObject({ exit: 0, good: 0, unchanged: 600, events: 0, changed: [] });
  });

  test('a row that has changed since is told by its column, and never corrected', async () => {
    const before = await figures(store);
    const [row] = [...relettings(SPREADSHEET)].filter(({ movedIn, contract }) => movedIn && contract);
    const lines = readFileSync(CLEAN, 'utf8').split('\r\n');
    const line = lines.findIndex((each) => each.startsWith(`${row?.unit};`) && each.includes(danishDay(row?.vacated as string)));
    lines[line] = (lines[line] as string).replace(/;[^;]*$/, ';31-12-2025');
    const { exit, report } = await imported(fileOf('changed.csv', lines.join('\r\n')), store);
    expect(exit).toBe(3);
    expect(report).toMatchObject({
      good: 0,
      unchanged: 599,
      events: 0,
      changed: [{ line: line + 1, code: 'ROW_CHANGED', column: 'Indflyttet' }],
    });
    expect(await figures(store)).toEqual(before);
  });
});

test.each([
  ['that says what stands between its cells', 'sep=;\r\nBolig;Fraflyttet\r\neksempel.1;02-06-2024\r\neksempel.2;x\r\n', 4],
  ['saved as Unicode text', Buffer.from('\ufeffBolig\tFraflyttet\r\neksempel.1\t02-06-2024\r\neksempel.2\tx\r\n', 'utf16le'), 3],
])('a file %s is read, and its lines keep their numbers', async (_, content, line) => {
  const { report } = await imported(fileOf('odd.csv', content), newStore(), '--dry-run');
  expect(report).toMatchObject({ good: 1, faults: [{ line, code: 'DATE_UNREADABLE' }] });
});

test('a row is told as changed once for each column, however many commands that column makes', async () => {
  const store = newStore();
  const [head, row] = ['Bolig;Fraflyttet;Indflyttet', 'eksempel.1;02-06-2024'];
  await imported(fileOf('before.csv', `${head}\r\n${row};01-07-2024`), store);
  const { report } = await imported(fileOf('after.csv', `${head}\r\n${row};05-07-2024`), store);
  expect(report.changed).toMatchObject([{ line: 2, column: 'Indflyttet', code: 'ROW_CHANGED' }]);
});

describe('the messy spreadsheet', () => {
  test('a dry run names every bad row by line, column and code, and leaves no store behind', async () => {
    const store = newStore();
    const { exit, report } = await imported(MESSY, store, '--dry-run');
    const lines = messyCsv().toString('latin1').split('\r\n');
    const lineOf = (start: string, nth = 1) =>
      lines.map((text, n) => [text, n + 1] as const).filter(([text]) => text.startsWith(start))[nth - 1]?.[1];
    for (const [n, { code, column, cells }] of PLANTED.entries())
      expect(report.faults).toContainEqual(
        expect.objectContaining({ code, line: lineOf(`${cells.unit ?? unitOf(n)};`), column: column === '-' ? '-' : headerOf(column) }),
      );
    for (const [n, { code }] of PLANTED_PAIRS.entries())
      expect(report.faults).toContainEqual(expect.objectContaining({ code, line: lineOf(`eksempel.${950 + n};`, 2) }));
    expect(report.faults).toContainEqual(expect.objectContaining({ code: 'ROW_SECOND_OPEN', line: lineOf('eksempel.970;', 2) }));
    expect(report.faults).toContainEqual(expect.objectContaining({ code: 'ROW_WAITS', line: lineOf('eksempel.971;', 2) }));
    expect(new Set(report.faults.map(({ code }) => code)).size).toBeGreaterThanOrEqual(15);
    expect({ exit, written: report.written, unused: report.unusedColumns }).toEqual({ exit: 3, written: false, unused: ['Bemærkning'] });
    expect(() => readFileSync(store)).toThrow('ENOENT');
    expect(JSON.stringify(report.faults)).not.toContain('610141');
  });

  test('nothing is written while there are bad rows, unless they are set aside', async () => {
    const store = newStore();
    const file = fileOf('twice.csv', messyCsv());
    expect((await imported(file, store)).report).toMatchObject({ written: false, events: 0 });
    const { report } = await imported(file, store, '--set-aside');
    expect(report).toMatchObject({ written: true, unchanged: 0 });
    expect(report.good + new Set(report.faults.map(({ line }) => line)).size).toBe(report.rows);
  });

  test('the rows set aside are mended, come in, and then the whole file is known', async () => {
    const store = newStore();
    const file = fileOf('messy.csv', messyCsv());
    const first = await imported(file, store, '--set-aside');
    const aside = join(folder, 'messy.bad.csv');
    const [header, ...rows] = readFileSync(aside, 'utf8').trimEnd().split('\r\n');
    const columns = COLUMN_NAMES.map((column) =>
      (header as string)
        .replace(/^\uFEFF/, '')
        .split(';')
        .indexOf(headerOf(column)),
    );
    const mended = rows.flatMap((row) => {
      const cells = row.split(';');
      const found = [
        ...PLANTED.map((planted, n) => ({ ...planted, unit: unitOf(n), written: planted.cells.unit ?? unitOf(n) })),
        ...PLANTED_PAIRS.map((planted, n) => ({ ...planted, unit: `eksempel.${950 + n}`, written: `eksempel.${950 + n}` })),
      ];
      const planted = found.find(({ written }) => cells[0] === written);
      if (!planted) return [];
      const meant = { unit: planted.unit, ...planted.mended } as Record<string, string>;
      COLUMN_NAMES.forEach((column, n) => (cells[columns[n] as number] = meant[column] ?? ''));
      return [cells.join(';')];
    });
    expect(mended.length).toBe(PLANTED.length + PLANTED_PAIRS.length);
    const again = await imported(fileOf('mended.csv', [header, ...mended].join('\r\n')), store, '--since', first.report.since as string);
    expect({ ...again.report, exit: again.exit }).toMatchObject({ exit: 0, good: mended.length, faults: [], written: true });
    expect((await imported(file, store, '--set-aside')).report).toMatchObject({ good: 0, events: 0 });
    expect(await relet('verify', '--store', store)).toMatchObject({ exit: 0 });
  });
});

test('one row becomes the commands that it tells, and nothing else', async () => {
  const store = newStore();
  const row =
    'eksempel.1;Solgården;plejebolig;6.250,50;01-05-2024;31-05-2024;02-06-2024;Død;05-06-2024;07-06-2024;Normal;10.06.2024;24.06.2024;2024-06-12;;2024-06-25;2024-06-26;2024-07-01;2024-07-01';
  await imported(fileOf('row.csv', `${HEADERS}\n${row}\neksempel.1;;;6400;;;01-03-2025;;;;;;;;;;;;20-03-2025`), store);
  expect((await timeline('eksempel.1', store)).map(({ type, effective, payload }) => [effective, type, payload])).toEqual([
    [
      '2024-05-01',
      'UnitRegistered',
      { kind: 'care_home', municipality: 'eksempel', building: 'Solgården', rentOere: 625050, occupiedSince: '2024-05-01' },
    ],
    ['2024-05-01', 'NoticeGiven', { by: 'relatives', liableUntil: '2024-05-31' }],
    ['2024-06-02', 'Vacated', { reason: 'death', direct: false }],
    ['2024-06-05', 'KeysReturned', {}],
    ['2024-06-07', 'InspectionDone', { works: 'standard' }],
    ['2024-06-10', 'WorksOrdered', { due: '2024-06-24' }],
    // Without a Svarfrist the policy's 7 days, at least to the day of the yes.
    ['2024-06-12', 'OfferMade', { offerId: 'row-2024-06-02', respondBy: '2024-06-25', direct: true }],
    ['2024-06-24', 'WorksCompleted', {}],
    ['2024-06-24', 'ReadyForLetting', { direct: false }],
    ['2024-06-25', 'OfferAccepted', { offerId: 'row-2024-06-02' }],
    ['2024-06-26', 'ContractSigned', { rentFrom: '2024-07-01' }],
    ['2024-07-01', 'MovedIn', { direct: false }],
    ['2025-03-01', 'RentSet', { rentOere: 640000 }],
    ['2025-03-01', 'Vacated', { reason: 'notice', direct: true }],
    ['2025-03-20', 'ReadyForLetting', { direct: true }],
    ['2025-03-20', 'MovedIn', { direct: true }],
  ]);
});

describe('the same rows written otherwise give the same figures', () => {
  const rows = [...relettings({ ...SPREADSHEET, homes: 30 })];
  const store = newStore();
  beforeAll(async () => void (await imported(fileOf('plain.csv', toCsv(rows)), store)));

  test('with English headers, commas, ISO days and no BOM', async () => {
    const quoted = (text: string) => (text.includes(',') ? `"${text}"` : text);
    const lines = [COLUMN_NAMES.join(','), ...rows.map((row) => COLUMN_NAMES.map((column) => quoted(row[column] ?? '')).join(','))];
    const other = newStore();
    await imported(fileOf('english.csv', lines.join('\n')), other);
    expect(await figures(other)).toEqual(await figures(store));
  });

  test('as a workbook with typed days and numbers', async () => {
    const typed = (column: (typeof COLUMN_NAMES)[number], text: string | undefined) => {
      if (text === undefined) return null;
      if (COLUMNS[column] === 'date') return { type: Date, value: new Date(`${text}T00:00:00Z`), format: 'dd-mm-yyyy' };
      return COLUMNS[column] === 'kroner' ? { type: Number, value: Number(text.replace(',', '.')) } : { type: String, value: text };
    };
    const header = COLUMN_NAMES.map((column) => ({ type: String, value: headerOf(column) }));
    const data = [header, ...rows.map((row) => COLUMN_NAMES.map((column) => typed(column, row[column])))];
    const file = fileOf('workbook.xlsx', await writeXlsx(data as never).toBuffer());
    const other = newStore();
    expect((await imported(file, other)).report).toMatchObject({ good: rows.length, faults: [] });
    expect(await figures(other)).toEqual(await figures(store));
  });

  test("with a header of the file's own, which is remembered", async () => {
    const file = fileOf('own.csv', toCsv(rows).replace('Plejecenter', 'Ejendom'));
    const other = newStore();
    expect((await imported(file, other, '--map', 'Ejendom=building')).report).toMatchObject({ good: rows.length, unusedColumns: [] });
    expect(await figures(other)).toEqual(await figures(store));
    expect((await imported(file, other)).report).toMatchObject({ unchanged: rows.length, unusedColumns: [] });
  });

  test('through the running server, which goes on serving', async () => {
    const server = await serve({ clock: 'system' });
    const response = await fetch(`${server.address}/v1/imports?name=plain.csv`, {
      method: 'POST',
      headers: { authorization: 'Bearer demo-operator', 'content-type': 'text/csv' },
      body: toCsv(rows),
    });
    const last = JSON.parse((await response.text()).trimEnd().split('\n').at(-1) as string) as { report: ImportReport };
    expect(last.report).toMatchObject({ good: rows.length, faults: [], written: true });
    const { body } = await server.get('/v1/vacancy?from=2021-01-01&to=2025-12-31&groupBy=building', {
      authorization: 'Bearer demo-analyst',
    });
    await server.stop();
    expect(body['groups']).toEqual(await figures(store));
  });
});

test('every fault is told in Danish to whoever asks in Danish, and is otherwise the same', async () => {
  const server = await serve({ clock: 'system' });
  const told = async (headers: Record<string, string>) => {
    const response = await fetch(`${server.address}/v1/imports?name=messy.csv&dryRun=true`, {
      method: 'POST',
      headers: { authorization: 'Bearer demo-operator', 'content-type': 'text/csv', ...headers },
      body: new Uint8Array(messyCsv()),
    });
    expect(response.headers.get('content-language')).toBe('accept-language' in headers ? 'da' : 'en');
    return (JSON.parse((await response.text()).trimEnd().split('\n').at(-1) as string) as { report: ImportReport }).report.faults;
  };
  const [english, danish] = [await told({}), await told({ 'accept-language': 'en;q=0.2, da' })];
  await server.stop();
  const bare = (faults: ImportReport['faults']) => faults.map(({ reason: _, ...fault }) => fault);
  expect(bare(danish)).toEqual(bare(english));
  const said = (faults: ImportReport['faults'], code: string) => faults.find((fault) => fault.code === code)?.reason;
  expect([said(english, 'ROW_WAITS'), said(danish, 'ROW_WAITS')]).toEqual([
    expect.stringMatching(/^An earlier row of the home must be mended first\. See line \d+\.$/),
    expect.stringMatching(/^En tidligere række for boligen skal rettes først\. Se linje \d+\.$/),
  ]);
  expect(danish.filter(({ reason }, n) => reason === english[n]?.reason)).toEqual([]);
});

test.each([
  ['nothing at all', '', 'no rows'],
  ['only headers', 'Bolig;Fraflyttet\n', 'no rows'],
  ['a column that is needed', 'Bolig;Indflyttet\neksempel.1;01-01-2024\n', 'COLUMN_MISSING: Fraflyttet'],
  ['a column twice', 'Bolig;Fraflyttet;Vacated\neksempel.1;01-01-2024;01-01-2024\n', 'COLUMN_TWICE'],
  ['a broken quotation', 'Bolig;Fraflyttet\n"eksempel.1;01-01-2024\n', 'quotation mark'],
  ['a workbook that is none', 'PK\u0003\u0004 no zip', 'workbook'],
])('a file with %s is refused with a sentence', async (_, content, sentence) => {
  const { exit, talk } = await relet('import', fileOf('wrong.csv', content), '--store', newStore());
  expect({ exit, talk }).toEqual({ exit: 2, talk: expect.stringContaining(sentence) });
});
