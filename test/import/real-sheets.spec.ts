import { readFileSync } from 'node:fs';
import { relet } from '../acceptance/relet.js';
import { faultsIn, fileOf, homesIn, imported, newStore, timeline } from './importing.js';
import { odsOf, xlsxOf, type Made } from './zip.js';

const HEADERS = ['Bolig', 'Plejecenter', 'Fraflyttet', 'Indflyttet'];
const ROW = ['eksempel.1', 'Havblik', '01-03-2026', '12-04-2026'];
const lines = (...rows: string[][]) => rows.map((row) => row.join(';')).join('\n');
const csv = (name: string, ...rows: string[][]) => fileOf(`${name}.csv`, lines(...rows));

test('rents as people write them are kroner, and others are bad rows', async () => {
  const rents = ['4.250,-', 'kr. 4.250', '4 250,00 kr.', '4.250,- kr.', 'DKK 4.250', '4250 DKK', '4.250,–', '4\u00a0250', '4250.00'];
  const [store, wrong] = [newStore(), ['4,250.00', '4250 kr/md', 'gratis', '-4250', '42.50,00']];
  const head = ['Bolig', 'Plejecenter', 'Husleje', 'Fraflyttet'];
  const rows = [...rents, ...wrong].map((rent, n) => [`eksempel.${n + 1}`, 'A', rent, '01-03-2026']);
  const { report } = await imported(csv('rents', head, ...rows), store, '--set-aside');
  expect(faultsIn(report)).toEqual(wrong.map((_, n) => `${rents.length + n + 2} AMOUNT_UNREADABLE Husleje`));
  for (const n of [...rents.keys()])
    expect([rents[n], (await timeline(`eksempel.${n + 1}`, store))[0]?.[2]]).toEqual([
      rents[n],
      expect.objectContaining({ rentOere: 425_000 }),
    ]);
});

test('a second table whose columns stand in another order is not passed over as headers once more', async () => {
  const tables = [HEADERS, ROW, [], ['Bolig', 'Plejecenter', 'Fraflyttet', 'Opsagt'], ['eksempel.2', 'B', '02-03-2026', '03-04-2026']];
  const { report } = await imported(csv('second-table', ...tables), newStore(), '--dry-run');
  expect([faultsIn(report), report.passedOver]).toEqual([
    expect.arrayContaining(['4 DATE_UNREADABLE Fraflyttet']),
    [{ line: 3, why: 'blank' }],
  ]);
});

describe('days as people and spreadsheets write them', () => {
  test('are all one day', async () => {
    const store = newStore();
    const days = [
      ...['14-3-2026', '14/3-2026', '14/03/2026', '14.3.2026', '14. marts 2026', '14 mar. 2026', 'lørdag den 14. marts 2026', '2026/03/14'],
      ...[
        '14-03-2026 10:20',
        '14-03-2026 kl. 10.20',
        '2026-03-14T00:00:00',
        '2026-03-13T23:30:00Z',
        '46095',
        '46095,0',
        '46095.4999',
        '14\u00a0marts 2026',
        ...['14.3.2026.', 'd. 14/3 2026', 'den 14/3-2026', '14-03 2026', "'14-03-2026", '14-03-2026 kl. 12', '14. marts 2026 kl. 9'],
      ],
    ];
    const { report } = await imported(csv('days', ['Bolig', 'Fraflyttet'], ...days.map((day, n) => [`eksempel.${n + 1}`, day])), store);
    expect([report.faults, report.good, report.since]).toEqual([[], days.length, '2026-03-14']);
  });

  test('that cannot be meant are bad rows that say what stood there, and never a name', async () => {
    const days: [string, string, string][] = [
      ['14-03-26', 'DATE_WITHOUT_CENTURY', '14-03-26'],
      ['14. marts 26', 'DATE_WITHOUT_CENTURY', '14. marts 26'],
      ['ca. 14/3-2026', 'DATE_UNREADABLE', 'ca. 14/3-2026'],
      ['#REF!', 'CELL_ERROR', '#REF!'],
      ['#I/T', 'CELL_ERROR', '#I/T'],
      ['#########', 'CELL_ERROR', '#########'],
      ['31-02-2026', 'DATE_NOT_IN_CALENDAR', '31-02-2026'],
      ['03-14-2026', 'DATE_NOT_IN_CALENDAR', '03-14-2026'],
      ['14-03-2206', 'IMPLAUSIBLE_DAY', '14-03-2206'],
      ['14-03-2062', 'IMPLAUSIBLE_DAY', '14-03-2062'],
      ['2026', 'DATE_UNREADABLE', '2026'],
      ['1.-3. marts 2026', 'DATE_UNREADABLE', '1.-3. marts 2026'],
      ['01-03-2026 / 05-03-2026', 'DATE_UNREADABLE', ''],
      ['14/3', 'DATE_UNREADABLE', '14/3'],
      ['14-3-2026?', 'DATE_UNREADABLE', '14-3-2026?'],
      ['14032026', 'DATE_UNREADABLE', '14032026'],
      ['Anna Hansen', 'DATE_UNREADABLE', ''],
      ['010190-1234', 'DATE_UNREADABLE', ''],
    ];
    const rows = days.map(([day], n) => [`eksempel.${n + 1}`, '01-03-2026', day]);
    const { report } = await imported(csv('bad-days', ['Bolig', 'Fraflyttet', 'Indflyttet'], ...rows), newStore());
    expect(faultsIn(report)).toEqual(
      days.flatMap(([day, code], n) =>
        (day === '14-03-2062' ? ['Fraflyttet', 'Indflyttet'] : ['Indflyttet']).map((column) => `${n + 2} ${code} ${column}`),
      ),
    );
    for (const [n, [, , said]] of days.entries())
      if (said)
        expect(
          report.faults
            .filter(({ line }) => line === n + 2)
            .map(({ reason }) => reason)
            .join(),
        ).toContain(`"${said}"`);
    expect(JSON.stringify(report.faults)).not.toMatch(/Anna|010190/);
  });

  test('that are not known are empty cells, but a day that every row needs is missing', async () => {
    const rows = [
      ...['-', '?', 'ukendt', 'Ukendt', '–'].map((text, n) => [`eksempel.${n + 1}`, '01-03-2026', text]),
      ['eksempel.9', '?', '12-04-2026'],
    ];
    const { report } = await imported(csv('unknown', ['Bolig', 'Fraflyttet', 'Indflyttet'], ...rows), newStore());
    expect([faultsIn(report), report.good]).toEqual([['7 VALUE_MISSING Fraflyttet'], 5]);
  });

  test('of a workbook may have lost something as a float, may count from 1904, and a row of one day is judged by today', async () => {
    const rows: Made[][] = [
      ['Bolig', 'Fraflyttet'],
      ['eksempel.1', { day: 46082.0000000001 }],
      ['eksempel.2', { day: 46081.9999999999 }],
      ['eksempel.3', 46082.75],
    ];
    const { report } = await imported(fileOf('float.xlsx', xlsxOf({ Ark1: { rows } })), newStore(), '--dry-run');
    expect(report).toMatchObject({ good: 3, since: '2026-03-01', faults: [] });
    const old: Made[][] = [
      ['Bolig', 'Fraflyttet'],
      ['eksempel.1', { day: 46082 - 1462 }],
      ['eksempel.2', { day: 9502 }],
    ];
    const from1904 = await imported(fileOf('1904.xlsx', xlsxOf({ Ark1: { rows: old } }, { date1904: true })), newStore(), '--dry-run');
    expect([from1904.report.since, faultsIn(from1904.report)]).toEqual(['2026-03-01', ['3 IMPLAUSIBLE_DAY Fraflyttet']]);
  });

  test('a year alone in a workbook is told as it stands, not as the day of 1905 that it would be', async () => {
    const rows: Made[][] = [
      ['Bolig', 'Fraflyttet'],
      ['eksempel.1', 2026],
    ];
    const { report } = await imported(fileOf('year.xlsx', xlsxOf({ Ark1: { rows } })), newStore(), '--dry-run');
    expect(faultsIn(report)).toEqual(['2 IMPLAUSIBLE_DAY Fraflyttet']);
    expect(report.faults[0]?.reason).toMatch(/"2026"/);
  });
});

describe('where the rows stand', () => {
  test('is found behind titles, blank rows and two header rows; totals and repeated headers are passed over and said', async () => {
    const rows: Made[][] = [
      ['Tomgangsliste 2026, Plejecentre'],
      [],
      ['', '', 'Fraflytning', '', 'Genudlejning', ''],
      ['Bolig', 'Plejecenter', 'Fraflyttet', 'Årsag', 'Leje', 'Indflyttet'],
      ['eksempel.1', 'Havblik', '01-03-2026', 'død', '', '12-04-2026'],
      [],
      ['I alt', '', 42, '', 12500, ''],
      ['Bolig', 'Plejecenter', 'Fraflyttet', 'Årsag', 'Leje', 'Indflyttet'],
      ['eksempel.2', 'Havblik', '05-03-2026', 'død', '', ''],
      ['', '', '', '', 25000, ''],
    ];
    const { report } = await imported(fileOf('titles.xlsx', xlsxOf({ Ark1: { rows } })), newStore());
    expect(report).toMatchObject({ headerLines: [4], rows: 2, good: 2, faults: [] });
    expect(report.passedOver).toEqual([
      { line: 1, why: 'title' },
      { line: 3, why: 'title' },
      { line: 6, why: 'blank' },
      { line: 7, why: 'total' },
      { line: 8, why: 'headers' },
      { line: 10, why: 'total' },
    ]);
  });

  test('is told with the blank rows between them, as a range where there are many; those under the table are none of it', async () => {
    const lines = ['Tomgangsliste;', '', 'Bolig;Fraflyttet', ';;', '"eksempel\n.1";01-03-2026', 'eksempel.2;01-03-2026'];
    const text = [...lines, ...Array<string>(30).fill(';'), 'eksempel.3;01-03-2026', ...Array<string>(2000).fill(';')].join('\n');
    const file = fileOf('blank.csv', text);
    const passedOver = [
      { line: 1, why: 'title' },
      { line: 4, why: 'blank' },
      { line: 8, to: 37, why: 'blank' },
    ];
    const store = newStore();
    expect((await imported(file, store, '--municipality', 'eksempel', '--dry-run')).report.passedOver).toEqual(passedOver);
    const { talk } = await relet('import', file, '--store', store, '--municipality', 'eksempel', '--dry-run');
    expect(talk).toContain('Not read: line 1, a title above the headers.');
    expect(talk).toContain('Not read: line 4, 8-37, blank rows.');
  });

  test('is found when the headers take two rows', async () => {
    const rows = [
      ['Bolig', '', 'Leje', ''],
      ['', 'Fraflyttet', 'fra', 'Indflyttet'],
      ['eksempel.1', '01-03-2026', '', '12-04-2026'],
    ];
    const { report } = await imported(csv('two', ...rows), newStore());
    expect(report).toMatchObject({ headerLines: [1, 2], good: 1, unusedColumns: [] });
  });

  test('is where somebody says it is', async () => {
    const rows = [HEADERS, ['eksempel.9', 'Gammel', '01-03-2025', '12-04-2025'], HEADERS, ROW];
    const { report } = await imported(csv('said', ...rows), newStore(), '--header-row', '3');
    expect(report).toMatchObject({ headerLines: [3], rows: 1, good: 1 });
    expect((await imported(csv('said', ...rows), newStore(), '--header-row', '9')).talk).toContain('nothing in line 9');
  });

  test('is a sheet that people see, by its name or by its headers', async () => {
    const file = fileOf(
      'sheets.xlsx',
      xlsxOf({
        Gammelt: { rows: [HEADERS, ROW], hidden: true },
        Noter: { rows: [['Bolig'], ['se ark 2']] },
        Data: { rows: [HEADERS, ROW] },
        Data2: { rows: [HEADERS, ROW] },
      }),
    );
    expect((await imported(file, newStore(), '--dry-run')).report).toMatchObject({ sheet: 'Data', otherSheets: ['Noter', 'Data2'] });
    expect((await imported(file, newStore(), '--dry-run', '--sheet', 'data2')).report).toMatchObject({ sheet: 'Data2' });
    expect((await imported(file, newStore(), '--sheet', 'Gammelt')).talk).toMatch(
      /no such sheet that can be seen; it has Noter, Data, Data2/,
    );
  });

  test('is found with a delimiter in quotes, in a title, or in an address', async () => {
    const files = [
      'Liste, 2026, uge 12, Havblik, v. kontoret\nBolig;Fraflyttet\neksempel.1;01-03-2026\n',
      'Bolig;Fraflyttet;Adresse\neksempel.1;01-03-2026;Strandvej 1, 1. tv, Havby, 9999\n',
      'Bolig,"Note; med; mange; tegn",Fraflyttet\neksempel.1,"a;b;c;d;e",01-03-2026\n',
      'Bolig\tFraflyttet\neksempel.1\t01-03-2026\n',
      'sep=|\nBolig|Fraflyttet\neksempel.1|01-03-2026\n',
      '"Bolig"\r\n"eksempel.1"\r\n'
        .replaceAll('\r\n', ';"Fraflyttet"\r\n')
        .replace('"eksempel.1";"Fraflyttet"', '"eksempel.1";"01-03-2026"'),
    ];
    for (const [n, content] of files.entries()) {
      const { report } = await imported(fileOf(`delimiter-${n}.csv`, content), newStore(), '--dry-run');
      expect([n, report.good, report.faults]).toEqual([n, 1, []]);
    }
  });

  test('is told by the line on which a row begins, whatever breaks the cells above have', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const content = ['Bolig;Note;Fraflyttet', 'eksempel.1;"a', 'b";01-03-2026', '', 'eksempel.2;"', '";x', 'eksempel.3;;y'].join(end);
      const { report } = await imported(fileOf('breaks.csv', content), newStore());
      expect(faultsIn(report)).toEqual(['5 DATE_UNREADABLE Fraflyttet', '7 DATE_UNREADABLE Fraflyttet']);
    }
  });
});

describe('cells', () => {
  test('that are merged hold their value for each row, also in an ODS, and an area as large as a grid makes no rows', async () => {
    const rows: Made[][] = [HEADERS, ROW, ['eksempel.2', null, '01-03-2026'], ['eksempel.3', null, '01-03-2026']];
    const behind = '<mergeCells><mergeCell ref="B2:B1048576"/><mergeCell ref="D2:D2"/></mergeCells>';
    const { report } = await imported(fileOf('merged.xlsx', xlsxOf({ Ark1: { rows, behind } })), newStore());
    expect(report).toMatchObject({ rows: 3, good: 3, undescribed: { building: 0 } });
    const cell = (text: string, more = '') => `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
    const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
    const ods = odsOf(
      `<table:table table:name="Skjult" table:style-name="ta1">${row(cell('x'))}</table:table><table:table table:name="Ark1">${[
        row(...HEADERS.map((text) => cell(text))),
        row(
          cell('eksempel.1'),
          cell('Havblik', 'table:number-rows-spanned="2"'),
          `<table:table-cell office:value-type="date" office:date-value="2026-03-01T10:00:00"/>`,
        ),
        row(
          cell('eksempel.2'),
          '<table:covered-table-cell/>',
          cell(
            '02-03-2026<office:annotation><text:p>en note</text:p></office:annotation>'
              .replace('<office', '</text:p><office')
              .replace(/$/, '<text:p>'),
          ),
        ),
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
      ].join('')}</table:table>`,
      '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>',
    );
    const read = await imported(fileOf('merged.ods', ods), newStore());
    expect(read.report).toMatchObject({ sheet: 'Ark1', otherSheets: [], good: 2, undescribed: { building: 0 } });
  });

  test('with an error or a formula without a value are bad rows wherever they stand, and are never mended by being set aside', async () => {
    const store = newStore();
    const rows: Made[][] = [
      HEADERS,
      ['eksempel.1', { xml: ' t="e"><v>#N/A</v>' }, '01-03-2026'],
      ['eksempel.2', 'Havblik', '01-03-2026', { xml: ' s="1"><f>C3+12</f>' }],
      ['eksempel.3', { xml: ' t="str"><f>""</f><v></v>' }, '01-03-2026'],
    ];
    const first = await imported(fileOf('errors.xlsx', xlsxOf({ Ark1: { rows } })), store, '--set-aside');
    expect([faultsIn(first.report), first.report.good]).toEqual([['2 CELL_ERROR Plejecenter', '3 FORMULA_WITHOUT_VALUE Indflyttet'], 1]);
    const aside = first.talk.match(/in (\S+\.bad\.csv)/)?.[1] as string;
    const again = await imported(aside, store);
    expect([again.report.faults.map(({ code }) => code), again.report.written]).toEqual([['CELL_ERROR', 'CELL_ERROR'], false]);
  });

  test('whose letters are damaged are bad rows; Windows-1252 is none of them', async () => {
    const damaged = Buffer.concat([
      Buffer.from('Bolig;Plejecenter;Fraflyttet\neksempel.1;Æblegård;01-03-2026\neksempel.2;Solg'),
      Buffer.from([0xe5]),
      Buffer.from('rd;01-03-2026\n'),
    ]);
    const { report } = await imported(fileOf('damaged.csv', damaged), newStore());
    expect([faultsIn(report), report.good]).toEqual([['3 BYTES_UNREADABLE Plejecenter'], 1]);
    const store = newStore();
    await imported(
      fileOf(
        '1252.csv',
        Buffer.from('Bolig;Plejecenter;Fraflyttet\neksempel.1;Æblegård – øst;01-03-2026\n'.replace('–', '\x96'), 'latin1'),
      ),
      store,
    );
    expect((await timeline('eksempel.1', store))[0]?.[2]).toMatchObject({ building: 'Æblegård – øst' });
    const json = Buffer.concat([
      Buffer.from('{"command":"SetRent","unit":"eksempel.1","effective":"2026-03-01","rentOere":1,"x":"'),
      Buffer.from([0xf8]),
      Buffer.from('"}\n'),
    ]);
    expect(faultsIn((await imported<'events'>(fileOf('damaged.ndjson', json), store)).report)).toEqual(['1 BYTES_UNREADABLE -']);
    const header = Buffer.concat([Buffer.from('Bolig;Fraflyttet;Æ'), Buffer.from([0xff]), Buffer.from('\neksempel.1;01-03-2026\n')]);
    expect((await imported(fileOf('header.csv', header), newStore())).talk).toContain('BYTES_UNREADABLE');
  });
});

describe('homes as they are written', () => {
  test('get an id in their municipality, and their writing as the address', async () => {
    const store = newStore();
    const rows = [['12, st. tv.'], ['Blok  B / 3'], ['12.1'], ['eksempel.P1-02'], ['0123-4-56']];
    const { report } = await imported(
      csv('homes', ['Bolig', 'Fraflyttet'], ...rows.map(([home]) => [home as string, '01-03-2026'])),
      store,
      '--municipality',
      'eksempel',
    );
    expect(report).toMatchObject({ good: 5, faults: [] });
    expect(Object.keys(await homesIn(store)).sort()).toEqual([
      'eksempel.0123-4-56',
      'eksempel.12-st.-tv.',
      'eksempel.12.1',
      'eksempel.blok-b-3',
      'eksempel.p1-02',
    ]);
    expect((await timeline('eksempel.blok-b-3', store))[0]?.[2]).toMatchObject({ address: 'Blok B / 3' });
    expect((await timeline('eksempel.p1-02', store))[0]?.[2]).not.toHaveProperty('address');
  });

  test('take the municipality of their row, and one of another municipality is a bad row', async () => {
    const rows = [
      ['12', 'Nordby Kommune'],
      ['eksempel.12', 'Nordby'],
      ['13', ''],
      ['eksempel.14', 'A/S & Co.'],
    ].map((row) => [...row, '01-03-2026']);
    const { report } = await imported(csv('municipality', ['Bolig', 'Kommune', 'Fraflyttet'], ...rows), newStore());
    expect([faultsIn(report), report.good]).toEqual([
      ['3 MUNICIPALITY_MISMATCH Kommune', '4 UNIT_MALFORMED Bolig', '5 MUNICIPALITY_UNREADABLE Kommune'],
      1,
    ]);
  });

  test('that name another municipality than their row are bad rows, however short its name; numbers with a point are numbers', async () => {
    const store = newStore();
    await relet(
      'order',
      'RegisterUnit',
      'q.1',
      'kind=care_home',
      'municipality=q',
      'building=A',
      'rentOere=1',
      'effective=2026-01-01',
      '--store',
      store,
    );
    const homes = ['k.1', 'k.2', 'K.2, 1. tv', 'q.7', 'm.k.3', 'st.tv', '12.1', '1. tv', 'k. 4', 'x.9'];
    const rows = homes.map((home, n) => [home, n ? 'm' : 'k', '01-03-2026']);
    const { report } = await imported(csv('short', ['Bolig', 'Kommune', 'Fraflyttet'], ...rows), store, '--dry-run');
    expect(faultsIn(report)).toEqual([
      '3 MUNICIPALITY_MISMATCH Kommune',
      '4 MUNICIPALITY_MISMATCH Kommune',
      '5 MUNICIPALITY_MISMATCH Kommune',
    ]);
    expect(report.named.map(({ unit }) => unit)).toEqual(['m.st.tv', 'm.12.1', 'm.1.-tv', 'm.k.-4', 'm.x.9']);
  });

  test('with a personal number are bad rows, and it is told nowhere', async () => {
    const { report, talk } = await imported(
      csv('cpr', ['Bolig', 'Fraflyttet'], ['010190-1234', '01-03-2026']),
      newStore(),
      '--municipality',
      'eksempel',
    );
    expect(faultsIn(report)).toEqual(['2 PERSONAL_NUMBER Bolig']);
    const whole = ['eksempel.0101901234', 'eksempel.010190-1234'];
    const sheet = csv('cpr-id', ['Bolig', 'Fraflyttet'], ...whole.map((id) => [id, '01-03-2026']));
    expect(faultsIn((await imported(sheet, newStore())).report)).toEqual(['2 PERSONAL_NUMBER Bolig', '3 PERSONAL_NUMBER Bolig']);
    const list = csv('cpr-list', ['Bolig', 'Plejecenter'], ...whole.map((id) => [id, 'A']));
    const listed = await imported<'homes'>(list, newStore(), '--since', '2026-01-01', '--occupied');
    expect(faultsIn(listed.report)).toEqual(['2 PERSONAL_NUMBER Bolig', '3 PERSONAL_NUMBER Bolig']);
    expect(JSON.stringify(report.faults) + talk).not.toContain('010190');
  });

  test('spelt in any way are text, and only a number that is an id as it stands is looked at as one', async () => {
    const spelt = ['01 01 90 12 34', '01.01.90.12.34', '01-01-90-12-34', '010190 / 1234', 'eksempel.01 01 90 1234', 'Bolig 010190 1234'];
    const own = ['0112-04-0056', 'eksempel.0112-04-0057'];
    const file = csv('spelt', ['Bolig', 'Fraflyttet'], ...[...spelt, ...own].map((home) => [home, '01-03-2026']));
    const { report, talk } = await imported(file, newStore(), '--municipality', 'eksempel', '--dry-run');
    expect(faultsIn(report)).toEqual(spelt.map((_, n) => `${n + 2} PERSONAL_NUMBER Bolig`));
    expect([report.good, report.named]).toEqual([2, [{ line: 8, written: '0112-04-0056', unit: 'eksempel.0112-04-0056' }]]);
    expect(JSON.stringify([report.faults, report.named]) + talk).not.toMatch(/01.?01.?90/);
  });

  test('with a control character or too long a name are bad rows that say so, and no other homes', async () => {
    const homes = ['eksempel.1\u0007', 'eksempel.1\u001b1', `eksempel.${'9'.repeat(70)}`];
    const file = csv('control', ['Bolig', 'Fraflyttet'], ...homes.map((home) => [home, '01-03-2026']));
    const { report } = await imported(file, newStore());
    expect(faultsIn(report)).toEqual(['2 LABEL_UNUSABLE Bolig', '3 LABEL_UNUSABLE Bolig', '4 UNIT_MALFORMED Bolig']);
    expect(report.faults[2]?.reason).toContain('at most 64 characters');
    const { talk } = await imported(fileOf('nul.csv', 'Bolig;Fraflyttet\neksempel.1;01-03-2026\neksempel.2\0;01-03-2026\n'), newStore());
    expect(talk).toContain('A byte 0 stands in line 3.');
    const page = fileOf('page.xls', '<html><body><table><tr><td>Bolig</td><td>Fraflyttet</td></tr></table></body></html>');
    expect((await imported(page, newStore())).talk).toContain('This is a web page (HTML)');
  });

  test('that are no ids are told with the ids that they become: ten on a trial, all of them as JSON', async () => {
    const file = csv('named', ['Bolig', 'Fraflyttet'], ...Array.from({ length: 12 }, (_, n) => [`Vej ${n + 1}, 1. tv`, '01-03-2026']));
    const { out, talk } = await relet('import', file, '--store', newStore(), '--municipality', 'eksempel', '--dry-run');
    expect((out + talk).match(/line \d+: "Vej \d+, 1. tv" becomes eksempel\.vej-\d+-1\.-tv/g)).toHaveLength(10);
    expect(out + talk).toContain('and 2 homes more');
    const { report } = await imported(file, newStore(), '--municipality', 'eksempel', '--dry-run');
    expect(report.named).toHaveLength(12);
  });
});

describe('a list of homes', () => {
  test('is checked like every file: a home twice is a bad row, and a file of re-lettings without their first column is no list', async () => {
    const file = csv('list', ['Bolig', 'Plejecenter'], ['eksempel.1', 'A'], ['eksempel.1', 'B'], ['x', 'C']);
    const { report } = await imported<'homes'>(file, newStore(), '--since', '2026-01-01', '--occupied');
    expect([faultsIn(report), report.written]).toEqual([['3 ROW_TWICE Bolig', '4 UNIT_MALFORMED Bolig'], false]);
    const { talk } = await imported(csv('no-list', ['Bolig', 'Indflyttet'], ['eksempel.1', '01-03-2026']), newStore());
    expect(talk).toContain('COLUMN_MISSING: Fraflyttet');
    expect((await imported(file, newStore(), '--since', '2026-01-01', '--occupied', '--vacant')).exit).toBe(2);
  });
});

describe('event files', () => {
  const home = { command: 'RegisterUnit', effective: '2026-01-01', kind: 'care_home', building: 'A', rentOere: 1 };
  const ndjson = (...rows: unknown[]) => rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');

  test('say what is missing, and what is no object, is not JSON, or says a field twice', async () => {
    const rows = [
      { ...home, unit: 'eksempel.1' },
      { command: 'DeclineOffer', unit: 'eksempel.1', effective: '2026-01-02', reason: 'other' },
      { command: 'SetRent', unit: 'eksempel.1', effective: '2026-01-02' },
      ...['5', '"x"', '[]', '{"command":', '{"command":"SetRent","unit":"eksempel.1","effective":"2026-01-02","rentOere":1,"rentOere":2}'],
    ];
    const { report } = await imported<'events'>(fileOf('wrong.ndjson', ndjson(...rows)), newStore());
    expect(faultsIn(report)).toEqual([
      '2 MALFORMED offerId',
      '3 MALFORMED rentOere',
      '4 NO_OBJECT -',
      '5 NO_OBJECT -',
      '6 NO_OBJECT -',
      '7 NO_OBJECT -',
      '8 FIELD_TWICE -',
    ]);
    expect(report.faults.slice(0, 2).map(({ reason }) => reason)).toEqual(['offerId is missing.', 'rentOere is missing.']);
    expect(report).toMatchObject({ good: 1, written: false, events: 0 });
  });

  test('name a row twice also where the first one cannot be read', async () => {
    const lines = ['command;unit;effective;row', 'SetRent;eksempel.1;2026-01-02;r1;more', 'SetRent;eksempel.1;2026-01-02;r1'];
    const { report } = await imported<'events'>(fileOf('twice.csv', lines.join('\n')), newStore());
    expect(faultsIn(report)).toEqual(expect.arrayContaining(['2 TOO_MANY_CELLS -', '3 ROW_NAMED_TWICE row']));
  });

  test('are tried on what the rows before have led to: across homes, citizens and corrections', async () => {
    const store = newStore();
    const rows = [
      { command: 'ApproveCitizen', citizen: 'c1', municipality: 'eksempel', effective: '2026-01-01', list: 'general', elderly: true },
      ...['eksempel.1', 'eksempel.2'].map((unit) => ({ ...home, unit })),
      ...['eksempel.1', 'eksempel.2'].map((unit, n) => ({
        command: 'MakeOffer',
        unit,
        effective: '2026-01-02',
        offer: 'o1',
        citizen: 'c1',
        row: `made${n}`,
      })),
      ...['eksempel.1', 'eksempel.2'].map((unit) => ({ command: 'AcceptOffer', unit, effective: '2026-01-03', offer: 'o1' })),
      { command: 'RetractEvent', unit: 'eksempel.2', targetRow: 'made1', reason: 'typing_error' },
    ];
    const file = fileOf('across.ndjson', ndjson(...rows));
    const tried = await imported<'events'>(file, store, '--dry-run');
    expect(faultsIn(tried.report)).toEqual(['7 CITIZEN_ALREADY_ACCEPTED -']);
    expect((await imported<'events'>(file, store)).report).toEqual(tried.report);
    const { report } = await imported<'events'>(file, store, '--set-aside');
    expect(report).toMatchObject({ good: 7, written: true, faults: tried.report.faults });
    expect((await imported<'events'>(file, store, '--set-aside')).report).toMatchObject({ good: 0, unchanged: 7, events: 0 });
  });

  test('set aside come in once they are mended, as CSV too', async () => {
    const store = newStore();
    const file = fileOf(
      'aside.csv',
      'command,unit,effective,kind,rentOere,building\nRegisterUnit,eksempel.1,2026-01-01,care_home,1,Solvej 1, st.\nRegisterUnit,eksempel.2,2026-01-01,care_home,1,B\n',
    );
    await imported<'events'>(file, store, '--set-aside');
    const aside = file.replace('.csv', '.rejected.csv');
    expect(readFileSync(aside, 'utf8')).toContain('TOO_MANY_CELLS;RegisterUnit;eksempel.1;2026-01-01;care_home;1;Solvej 1; st.');
    const mended = readFileSync(aside, 'utf8').replace('Solvej 1; st.', 'Solvej 1, st.');
    expect((await imported<'events'>(fileOf('mended.csv', mended), store)).report).toMatchObject({ good: 1, written: true });
  });
});
