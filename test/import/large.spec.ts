import { deflateRawSync } from 'node:zlib';
import { faultsIn, fileOf, imported, newStore } from './importing.js';
import { serve } from '../journeys/server.js';
import { xlsxOf, zipOf, type Made } from './zip.js';

const HEADERS = ['Bolig', 'Plejecenter', 'Fraflyttet', 'Indflyttet'];
const MEGABYTE = 1_048_576;

test('others are answered while a workbook with 20,000 rows is read', async () => {
  const rows: Made[][] = [
    HEADERS,
    ...Array.from({ length: 20_000 }, (_, n): Made[] => [`eksempel.${n + 1}`, 'Havblik', { day: 46082 }, 'x']),
  ];
  const server = await serve({ clock: 'system' });
  let done = false;
  const answer = fetch(`${server.address}/v1/imports?name=large.xlsx&dryRun=true`, {
    method: 'POST',
    headers: { authorization: 'Bearer demo-operator', 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    body: new Uint8Array(xlsxOf({ Ark1: { rows } })),
  }).then((response) => response.text().finally(() => (done = true)));
  let answered = 0;
  while (!done) {
    expect((await fetch(`${server.address}/livez`)).status).toBe(200);
    answered += 1;
  }
  await server.stop();
  const report = (JSON.parse((await answer).trimEnd().split('\n').at(-1) as string) as { report: { rows: number; faults: unknown[] } })
    .report;
  expect([report.rows, report.faults.length]).toEqual([20_000, 20_000]);
  // Read on the thread that answers, the file would let through two or three.
  expect(answered).toBeGreaterThan(20);
}, 120_000);

describe('a workbook that is larger than it should be', () => {
  const head = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  const workbook = (sheet: string | Buffer, declared?: number) =>
    zipOf(
      { 'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>', 'xl/worksheets/sheet1.xml': sheet },
      declared,
    );

  test('by what it declares is refused', async () => {
    const { exit, talk } = await imported(fileOf('declared.xlsx', workbook(head(''), 1_200 * MEGABYTE)), newStore());
    expect([exit, talk]).toEqual([2, expect.stringContaining('too large')]);
  });

  test('by what comes out of it is refused, and read no further', async () => {
    const spaces = Buffer.alloc(300 * MEGABYTE, ' ');
    expect(deflateRawSync(spaces, { level: 1 }).length).toBeLessThan(4 * MEGABYTE);
    const { talk } = await imported(fileOf('bomb.xlsx', workbook(spaces, 1_000)), newStore());
    expect(talk).toContain('too large');
  });

  test('by the grid that it claims is read as what it holds', async () => {
    const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = [
      `<row r="1">${['A1', 'B1'].map((place, n) => cell(place, ['Bolig', 'Fraflyttet'][n] as string)).join('')}</row>`,
      `<row r="2">${cell('A2', 'eksempel.1')}${cell('B2', '01-03-2026')}<c r="XFD2" s="3"/></row>`,
      `<row r="1048576">${cell('A1048576', 'eksempel.2')}${cell('B1048576', '01-03-2026')}${cell('XFD1048576', 'x')}</row>`,
    ];
    const { report } = await imported(fileOf('grid.xlsx', workbook(head(rows.join('')))), newStore());
    expect([faultsIn(report), report.rows]).toEqual([['1048576 TOO_MANY_CELLS -'], 2]);
  });

  test.each([
    ['a row beyond the last one', head('<row r="99999999"/>')],
    [
      'entities that multiply',
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${head('<row><c t="str"><v>&b;</v></c></row>')}`,
    ],
    ['no end', '<worksheet><sheetData><row r="1">'],
    ['no text', Buffer.from([0, 1, 2, 3])],
  ])('and one with %s cannot be read', async (_, sheet) => {
    const { exit, talk } = await imported(fileOf('broken.xlsx', workbook(sheet)), newStore());
    expect([exit, talk]).toEqual([2, expect.stringContaining('workbook cannot be read')]);
  });
});
