import { relet } from '../acceptance/relet.js';
import { faultsIn, fileOf, homesIn, imported, newStore, timeline } from './importing.js';
import { odsOf, xlsxOf, type Made } from './zip.js';

const lines = (...rows: string[][]) => rows.map((row) => row.join(';')).join('\n');
const csv = (name: string, ...rows: string[][]) => fileOf(`${name}.csv`, lines(...rows));
const columnsOf = (report: { columns: { header: string; column: string }[] }) => report.columns.map(({ column }) => column);

describe('a header with a word behind it', () => {
  test('is the column of its name when the word is a unit, the form of a day, or says that the cell must be filled in', async () => {
    const headers = [
      ['Bolig nr.', 'Plejecenter (navn)', 'Adresse:', 'Boligtype (plejebolig/demensbolig)', 'Husleje kr/md.', 'Opsagt den', 'Fraflyttet *'],
      ['Unit no.', 'Building', 'Address', 'Kind', 'Rent (DKK per month)', 'Notice date', 'Vacated (yyyy-mm-dd)'],
      [
        'Bolig (obligatorisk)',
        'Plejecenter:',
        'Adresse',
        'Boligtype',
        'Husleje [kr. pr. måned]',
        'Opsagt (dato)',
        'Fraflyttet (dd-mm-åååå)',
      ],
    ];
    for (const [n, head] of headers.entries()) {
      const row = [`eksempel.${n + 1}`, 'Havblik', 'Solvej 1', 'plejebolig', '6.250', '01-02-2026', '01-03-2026'];
      const { report } = await imported(csv(`units-${n}`, head, row), newStore(), '--dry-run');
      expect([n, report.unusedColumns, report.faults, report.good]).toEqual([n, [], [], 1]);
      expect(columnsOf(report)).toEqual(['unit', 'building', 'address', 'kind', 'rent', 'notice', 'vacated']);
    }
  });

  test('is no column when the word changes what it says, and nobody is led to take it for one', async () => {
    const head = [
      'Bolig',
      'Fraflyttet',
      'Indflyttet (planlagt)',
      'Forventet indflytning',
      'Husleje pr. år',
      'Opsagt til',
      'Syn (mm/dd/yyyy)',
    ];
    const row = ['eksempel.1', '01-03-2026', '01-12-2026', '01-12-2026', '75.000', '30-06-2026', '03/04/2026'];
    const { report } = await imported(csv('otherwise', head, row), newStore(), '--dry-run');
    expect([columnsOf(report), report.good, report.unusedColumns]).toEqual([['unit', 'vacated'], 1, head.slice(2)]);
    const near = Object.fromEntries(report.unknownHeaders.map(({ header, nearest }) => [header, nearest]));
    expect(near).toMatchObject({ 'Opsagt til': 'Opsagt', 'Syn (mm/dd/yyyy)': 'Syn' });
    for (const header of ['Indflyttet (planlagt)', 'Forventet indflytning', 'Husleje pr. år'])
      expect([header, near[header]]).toEqual([header, undefined]);
    const { talk } = await imported(csv('expected', ['Bolig', 'Fraflyttet (forventet)'], ['eksempel.1', '01-12-2026']), newStore());
    expect(talk).toMatch(/LIST|list of homes/);
    expect(talk).not.toContain('perhaps Fraflyttet');
  });

  test('is passed over where a plain header means the same column, and two of them are one too many', async () => {
    const beside = csv(
      'beside',
      ['Bolig', 'Fraflyttet', 'Syn (dato)', 'Syn', 'Nøgler'],
      ['eksempel.1', '01-03-2026', '09-03-2026', '', ''],
    );
    const { report } = await imported(beside, newStore(), '--dry-run');
    expect([report.good, report.unusedColumns]).toEqual([1, ['Syn (dato)']]);
    const twice = csv('twice-behind', ['Bolig', 'Fraflyttet (dato)', 'Fraflyttet den'], ['eksempel.1', '01-03-2026', '09-03-2026']);
    expect((await imported(twice, newStore())).talk).toContain('COLUMN_TWICE: Fraflyttet (vacated)');
  });

  test('says øre, and rents are øre: 625000 is 6,250 kroner, and what has decimals is a bad row', async () => {
    const rents: [string, string, string][] = [
      ['Husleje (øre)', '625000', '625.000'],
      ['Husleje i øre pr. md.', '625000', '6250,00'],
      ['Husleje (kr./øre)', '6250', '6250,00'],
    ];
    for (const [n, [header, first, second]] of rents.entries()) {
      const store = newStore();
      const rows = [first, second].map((rent, at) => [`eksempel.${at + 1}`, rent, '01-03-2026']);
      const { report } = await imported(csv(`oere-${n}`, ['Bolig', header, 'Fraflyttet'], ...rows), store, '--set-aside');
      expect([header, faultsIn(report)]).toEqual([header, n === 1 ? [`3 AMOUNT_UNREADABLE ${header}`] : []]);
      const [[, , registered] = []] = await timeline('eksempel.1', store);
      expect([header, registered]).toEqual([header, expect.objectContaining({ rentOere: 625_000 })]);
    }
    const mapped = csv('oere-mapped', ['Bolig', 'Leje (øre)', 'Fraflyttet'], ['eksempel.1', '62500', '01-03-2026']);
    const store = newStore();
    await imported(mapped, store, '--map', 'Leje (øre)=Husleje');
    expect((await timeline('eksempel.1', store))[0]?.[2]).toMatchObject({ rentOere: 62_500 });
  });

  test('may stand in the row below: units are part of the headers, and so is a word that makes another column of it', async () => {
    const units = [
      ['Bolig', 'Husleje', 'Fraflyttet', 'Tomme dage'],
      ['', '(øre)', '(dd-mm-åååå)', 'antal'],
      ['eksempel.1', '625000', '01-03-2026', '42'],
    ];
    const store = newStore();
    const { report } = await imported(csv('below', ...units), store);
    expect(report).toMatchObject({ headerLines: [1, 2], good: 1, faults: [], unusedColumns: ['Tomme dage antal'] });
    expect((await timeline('eksempel.1', store))[0]?.[2]).toMatchObject({ rentOere: 625_000 });
    const expected = [
      ['Bolig', 'Fraflyttet', 'Indflyttet'],
      ['', '(faktisk)', '(forventet)'],
      ['eksempel.1', '01-03-2026', '12-04-2026'],
    ];
    const { report: told } = await imported(csv('below-expected', ...expected), newStore(), '--dry-run');
    expect([columnsOf(told), told.unusedColumns, told.good]).toEqual([['unit', 'vacated'], ['Indflyttet (forventet)'], 1]);
    const groups = [
      ['Bolig', 'Husleje', '', ''],
      ['nr.', 'øre', 'Fraflyttet', 'Indflyttet'],
      ['eksempel.1', '625000', '01-03-2026', '12-04-2026'],
    ];
    const grouped = newStore();
    await imported(csv('groups', ...groups), grouped);
    expect((await timeline('eksempel.1', grouped))[0]?.[2]).toMatchObject({ rentOere: 625_000 });
    // A word without brackets may as well be what somebody has written for a day: a bad row, never a column passed for another.
    const bare = [
      ['Bolig', 'Fraflyttet'],
      ['', 'forventet'],
      ['eksempel.1', '01-03-2026'],
    ];
    expect(faultsIn((await imported(csv('bare', ...bare), newStore())).report)).toEqual([
      '2 DATE_UNREADABLE Fraflyttet',
      '2 VALUE_MISSING Bolig',
    ]);
  });
});

describe('notes', () => {
  const HEAD = ['Bolig', 'Plejecenter', 'Fraflyttet', 'Bemærkning'];
  const good = [
    ['eksempel.1', 'Havblik', '01-03-2026', 'nøgler mangler'],
    ['eksempel.2', 'Havblik', '05-03-2026', ''],
  ];

  test('over, between, beside and under the rows are told as not read, and keep no good row out', async () => {
    const rows = [
      ['Skriv én bolig i hver række', '', '', ''],
      good[0] as string[],
      ['', '', '', 'ringet 3/3'],
      ['Solgården', '', '', ''],
      good[1] as string[],
      ['I alt', '', '2', ''],
      ['Noter: bolig 1 er renoveret', '', '', ''],
      ['Udarbejdet af', 'MH', '', ''],
      ['', '* afventer syn', '', ''],
      ['Underskrift:', '', '________', ''],
    ];
    const { report } = await imported(csv('notes', HEAD, ...rows), newStore());
    expect(report).toMatchObject({ rows: 2, good: 2, homes: 2, faults: [], written: true });
    expect(report.passedOver.map(({ line, why }) => `${line} ${why}`)).toEqual([
      ...['2 note', '4 note', '5 note', '7 total', '8 note', '9 note', '10 note', '11 note'],
    ]);
    const { talk } = await relet('import', csv('notes', HEAD, ...rows), '--store', newStore(), '--dry-run', '--lang', 'da');
    expect(talk).toContain('Ikke læst: linje 2, 4, 5, 8, 9, 10, 11, noter ved siden af, over eller under tabellen.');
    expect(talk).toContain('Ikke læst: linje 7, en sum.');
  });

  test('are no homes in a municipality either, where any text could be the number of one', async () => {
    const rows = [
      ['12', 'Havblik', '01-03-2026', ''],
      ['14, 1. tv', 'Havblik', '02-03-2026', ''],
      ['Noter: se bolig 12', '', '', ''],
    ];
    const store = newStore();
    const { report } = await imported(csv('numbers', HEAD, ...rows), store, '--municipality', 'eksempel');
    expect([report.good, report.passedOver]).toEqual([2, [{ line: 4, why: 'note' }]]);
    const list = [
      ['Bolig', 'Plejecenter'],
      ['12', 'Havblik'],
      ['Stuen', ''],
      ['Noter: nr. 13 findes ikke', ''],
    ];
    const homes = newStore();
    await imported(csv('list', ...list), homes, '--municipality', 'eksempel', '--since', '2026-01-01', '--occupied');
    expect(Object.keys(await homesIn(homes))).toEqual(['eksempel.12', 'eksempel.stuen']);
  });

  test('are never what was forgotten: a home without a day, a day without a home, a row that says more than two things', async () => {
    const forgotten: [string[], string[]][] = [
      [['eksempel.3', '', '', ''], ['4 VALUE_MISSING Fraflyttet']],
      [['eksempel.3', 'Havblik', '', ''], ['4 VALUE_MISSING Fraflyttet']],
      [['', '', '05-04-2026', ''], ['4 VALUE_MISSING Bolig']],
      [
        ['', 'Havblik', '5/4', ''],
        ['4 DATE_UNREADABLE Fraflyttet', '4 VALUE_MISSING Bolig'],
      ],
      [
        ['', 'Havblik', 'snart', 'husk'],
        ['4 DATE_UNREADABLE Fraflyttet', '4 VALUE_MISSING Bolig'],
      ],
    ];
    for (const [n, [row, faults]] of forgotten.entries()) {
      const { report } = await imported(csv(`forgotten-${n}`, HEAD, ...good, row), newStore());
      expect([row, faultsIn(report), report.written]).toEqual([row, faults, false]);
    }
    // Where the number alone is written, a number alone is a home.
    const numbers = csv('number', HEAD, ['12', 'Havblik', '01-03-2026', ''], ['14', '', '', '']);
    const { report } = await imported(numbers, newStore(), '--municipality', 'eksempel');
    expect(faultsIn(report)).toEqual(['3 VALUE_MISSING Fraflyttet']);
    const { report: none } = await imported(csv('none', HEAD, ['Solgården', '', '', '']), newStore());
    expect(none.faults).not.toEqual([]);
  });
});

describe('what people do not see in a workbook', () => {
  const HEAD = ['Bolig', 'Plejecenter', 'Fraflyttet', 'Husleje'];
  const rows: Made[][] = [
    HEAD,
    ['eksempel.1', 'A', '01-03-2026', 6250],
    ['eksempel.2', 'A', '02-03-2026', 6250],
    ['eksempel.3', 'A', '03-03-2026', 6250],
  ];

  test('is read where rows are filtered away or columns hidden, as a CSV of that sheet would hold them, and it is told', async () => {
    const store = newStore();
    const file = fileOf('hidden.xlsx', xlsxOf({ Ark1: { rows, hiddenRows: [3], hiddenColumns: [4] } }));
    const { report } = await imported(file, store);
    expect(report).toMatchObject({ good: 3, hiddenLines: [3], hiddenColumns: ['Husleje'] });
    expect((await timeline('eksempel.2', store))[0]?.[2]).toMatchObject({ rentOere: 625_000 });
    const { talk } = await relet('import', file, '--store', newStore(), '--dry-run', '--lang', 'da');
    expect(talk).toContain('Skjult i arket, men læst alligevel: linje 3.');
    expect(talk).toContain('Skjulte kolonner, der er læst alligevel: Husleje.');
    const seen = await imported(fileOf('seen.xlsx', xlsxOf({ Ark1: { rows } })), newStore(), '--dry-run');
    expect(seen.report).toMatchObject({ hiddenLines: [], hiddenColumns: [] });
  });

  test('is read and told in an ODS, too', async () => {
    const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
    const row = (cells: string[], more = '') => `<table:table-row ${more}>${cells.map(cell).join('')}</table:table-row>`;
    const columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>';
    const content = [
      row(['Bolig', 'Plejecenter', 'Fraflyttet']),
      row(['eksempel.1', 'A', '01-03-2026'], 'table:visibility="filter"'),
      row(['eksempel.2', 'A', '01-03-2026']),
    ];
    const { report } = await imported(
      fileOf('hidden.ods', odsOf(`<table:table table:name="Ark1">${columns}${content.join('')}</table:table>`)),
      newStore(),
    );
    expect(report).toMatchObject({ good: 2, hiddenLines: [2], hiddenColumns: ['Fraflyttet'] });
  });

  test('is a hidden sheet, which is neither read nor named', async () => {
    const file = fileOf('hidden-sheet.xlsx', xlsxOf({ Kladde: { rows, hidden: true }, Ark1: { rows: rows.slice(0, 2) } }));
    expect((await imported(file, newStore(), '--dry-run')).report).toMatchObject({ good: 1, sheet: 'Ark1', otherSheets: [] });
    const alone = fileOf('all-hidden.xlsx', xlsxOf({ Kladde: { rows, hidden: true } }));
    expect((await imported(alone, newStore())).talk).toContain('no sheet that can be seen');
  });
});

describe('merged cells', () => {
  test('of a title, of headers over two rows, of a home with two rows and of a note under the table are read as people see them', async () => {
    const rows: Made[][] = [
      ['Tomgang 2026'],
      ['Bolig', 'Plejecenter', 'Fraflytning', null, 'Indflyttet'],
      [null, null, 'Fraflyttet', 'Årsag', null],
      ['eksempel.1', 'Havblik', '01-03-2025', 'død', '12-04-2025'],
      [null, null, '01-03-2026', 'opsigelse', '12-04-2026'],
      ['eksempel.2', null, '05-03-2026', null, null],
      ['Noter: alle boliger er fra 1998'],
    ];
    const areas = ['A1:E1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:E3', 'A4:A5', 'B4:B6', 'A7:E8'];
    const behind = `<mergeCells>${areas.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
    const { report } = await imported(fileOf('merged-all.xlsx', xlsxOf({ Ark1: { rows, behind } })), newStore());
    expect(report).toMatchObject({ headerLines: [3], rows: 3, homes: 2, good: 3, faults: [], undescribed: { building: 0 } });
    expect(report.passedOver).toEqual([
      { line: 1, why: 'title' },
      { line: 2, why: 'title' },
      { line: 7, why: 'note' },
    ]);
  });
});

test('days with a month by its name are read in Danish and English, as are its usual short forms', async () => {
  const days = ['2. febr. 2026', '2. feb. 2026', 'February 2, 2026', 'Feb. 2 2026', '2 February 2026', '2.februar.2026', '02-feb-2026'];
  const rows = days.map((day, n) => [`eksempel.${n + 1}`, day]);
  const { report } = await imported(csv('months', ['Bolig', 'Fraflyttet'], ...rows), newStore(), '--dry-run');
  expect([faultsIn(report), report.good, report.since]).toEqual([[], days.length, '2026-02-02']);
});
