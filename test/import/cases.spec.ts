import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { relet } from '../acceptance/relet.js';
import { faultsIn, fileOf, homesIn, imported, newStore, timeline } from './importing.js';

const CASES = 'test/cases';
/** A case in a folder where files may be put beside it. */
function ownCopy(path: string): string {
  const copy = fileOf(path.replaceAll('/', '-'), '');
  copyFileSync(join(CASES, path), copy);
  return copy;
}

describe('CSV', () => {
  test('letters that are composed otherwise are the same letters', async () => {
    const store = newStore();
    const { report } = await imported(join(CASES, 'csv-decomposed-letters/input.csv'), store);
    expect(report).toMatchObject({ good: 2, unusedColumns: [] });
    const building = async (unit: string) => (await timeline(unit, store))[0]?.[2];
    expect(await building('eksempel.171')).toEqual(await building('eksempel.172'));
    expect((await timeline('eksempel.171', store)).find(([, type]) => type === 'Vacated')?.[2]).toMatchObject({ reason: 'death' });
  });

  test('the delimiter is looked for outside quotes', async () => {
    const { report } = await imported(join(CASES, 'csv-delimiter-in-a-quoted-header/input.csv'), newStore());
    expect(report).toMatchObject({ good: 1, unusedColumns: ['Note; intern'] });
  });

  test('the line told is where the row begins', async () => {
    const { report } = await imported(join(CASES, 'csv-line-of-a-broken-row/input.csv'), newStore());
    expect(faultsIn(report)).toEqual(['5 DATE_NOT_IN_CALENDAR Fraflyttet']);
  });

  test('one mistyped year makes a bad row, and moves no other home', async () => {
    const { report } = await imported(join(CASES, 'csv-one-typed-year-moves-all-homes/input.csv'), newStore(), '--dry-run');
    expect(faultsIn(report)).toEqual(['3 IMPLAUSIBLE_DAY Opsagt']);
    expect(report.faults[0]?.reason).toContain('05-01-1926');
    expect(report).toMatchObject({ good: 2, since: '2026-01-05' });
  });
});

test('a row with a day ahead is bad for that day, also when the other homes of the file begin later than it', async () => {
  const csv = 'Bolig;Fraflyttet;Indflyttet\neksempel.1;01-02-2026;\neksempel.2;29-02-2024;01-12-2099\neksempel.3;29-02-2024;30-12-9999\n';
  const { report } = await imported(fileOf('ahead.csv', csv.replace('2099', '2033')), newStore(), '--dry-run');
  expect(faultsIn(report)).toEqual(['3 FUTURE_FACT Indflyttet', '4 IMPLAUSIBLE_DAY Indflyttet']);
});

describe('lines of nothing but semicolons, which spreadsheets make of blank rows,', () => {
  const files: [kind: string, lines: string[], ...options: string[]][] = [
    ['events', ['command;unit;effective;rentOere', 'SetRent;eksempel.1;2026-01-02;1', 'SetRent;eksempel.2;2026-01-02;1']],
    ['re-lettings', ['Bolig;Plejecenter;Fraflyttet', 'eksempel.1;A;01-03-2026', 'eksempel.2;A;01-03-2026']],
    ['a list of rents', ['Bolig;Plejecenter;Husleje', 'eksempel.1;A;6250', 'eksempel.2;A;6250'], '--since', '2026-01-01', '--occupied'],
  ];
  test.each(files)(
    'are blank lines in a file of %s, wherever and however many they are',
    async (kind, [head = '', ...rows], ...options) => {
      const many: (readonly [blank: string, count: number])[] = [
        [';;;', 50],
        ['"";"";""', 4],
        ['\u00a0;\u00a0', 4],
        [',,,', 4],
        ['', 25],
      ];
      for (const [blank, count] of many) {
        const blanks = Array.from({ length: count }, () => blank);
        const file = fileOf('blank.csv', [...blanks, head, ...rows.flatMap((row) => [...blanks, row]), ...blanks].join('\r\n'));
        const { report } = await imported<'events'>(file, newStore(), '--dry-run', ...options);
        // Of events the homes are unknown: each row is told at its line.
        const at = [1, 2].map((n) => (n + 1) * count + n + 1);
        const expected = kind === 'events' ? [at.map((line) => `${line} UNIT_UNKNOWN -`), 0] : [[], 2];
        expect([blank, count, faultsIn(report), report.good]).toEqual([blank, count, ...expected]);
      }
    },
  );
});

describe('event files', () => {
  test('a misspelt command is told with the one that was probably meant, and a missing one is missing', async () => {
    const { report } = await imported<'events'>(
      fileOf(
        'misspelt.ndjson',
        '{"command":"RegisterUnits","unit":"eksempel.1"}\n{}\n{"command":"RegisterDeath","effective":"2026-02-03"}\n{"command":"AgreePolicy"}\n',
      ),
      newStore(),
    );
    expect(report.faults.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [1, 'command', 'There is no such command. Do you mean RegisterUnit?'],
      [2, 'command', 'command is missing.'],
      [3, 'unit', 'unit is missing.'],
      [4, 'municipality', 'municipality is missing.'],
    ]);
  });

  test('what is wrong with a cell is told with its column, as the file calls it; a number of a person too', async () => {
    const head = 'Kommando;Bolig;Dato;Boligtype;Kommune;Plejecenter;Husleje';
    const row = (unit: string, kind: string, building: string) => `Opret en bolig;${unit};01-01-2026;${kind};eksempel;${building};6250`;
    const rows = [
      row('eksempel.1', 'plejebolig', 'Solgaarden 010190-1234'),
      row('eksempel.2', 'palads', 'Solgaarden'),
      row('eksempel.010190-1234', 'plejebolig', 'Solgaarden'),
    ];
    const { report } = await imported<'events'>(fileOf('cpr-in-a-row.csv', [head, ...rows].join('\r\n')), newStore(), '--dry-run');
    expect(faultsIn(report)).toEqual(['2 MALFORMED Plejecenter', '3 MALFORMED Boligtype', '4 MALFORMED Bolig']);
    expect(report.faults[2]?.reason).toMatch(/^Bolig must be the id of a home.* no personal number\.$/);
    expect(report.faults[1]?.reason).toMatch(/^Boligtype must be one of/);
    expect(JSON.stringify(report.faults)).not.toContain('010190');
    const json = JSON.stringify({
      command: 'RegisterUnit',
      unit: 'eksempel.1',
      effective: '2026-01-01',
      kind: 'care_home',
      building: '010190-1234',
      rentOere: 1,
    });
    expect(faultsIn((await imported<'events'>(fileOf('cpr.ndjson', json), newStore(), '--dry-run')).report)).toEqual([
      '1 MALFORMED building',
    ]);
    const damaged = Buffer.concat([Buffer.from(`${head}\r\n${row('eksempel.1', 'plejebolig', 'Så').slice(0, -5)}`), Buffer.from([0xe5])]);
    const unread = await imported<'events'>(fileOf('damaged-row.csv', damaged), newStore(), '--dry-run');
    expect(faultsIn(unread.report)).toEqual(['2 BYTES_UNREADABLE Plejecenter']);
  });

  test('a cell without a header and a header twice lose nothing unsaid', async () => {
    const { report } = await imported<'events'>(join(CASES, 'event-csv-lost-cells/surplus-cell.csv'), newStore());
    expect([faultsIn(report), report.written]).toEqual([['2 TOO_MANY_CELLS -'], false]);
    const twice = await imported(join(CASES, 'event-csv-lost-cells/header-twice.csv'), newStore());
    expect([twice.exit, twice.talk]).toEqual([2, expect.stringMatching(/COLUMN_TWICE: rentOere.*\. Several headers mean the same column/)]);
  });

  test('a column without a header is named to people, with how many of its cells were passed over', async () => {
    const tried = async (language: string) =>
      (
        await relet(
          ...['import', join(CASES, 'event-csv-lost-cells/sheet-under-no-header.csv'), '--dry-run'],
          ...['--lang', language, '--store', newStore()],
        )
      ).talk;
    expect(await tried('da')).toMatch(/^Kolonne [A-Z] har ingen overskrift: \d af dens celler er sprunget over\.$/m);
    expect(await tried('en')).toMatch(/^Column [A-Z] has no header: \d of its cells were passed over\.$/m);
  });

  test('a line that is no object is a bad row', async () => {
    const { exit, report } = await imported<'events'>(join(CASES, 'event-file-null-line/input.ndjson'), newStore());
    expect([exit, faultsIn(report), report.written]).toEqual([3, ['2 NO_OBJECT -'], false]);
  });

  test('a row name given twice is a bad row, and so is what points to it', async () => {
    const { report } = await imported<'events'>(join(CASES, 'event-file-row-named-twice/input.ndjson'), newStore());
    expect([faultsIn(report), report.written]).toEqual([['4 ROW_NAMED_TWICE row', '5 ROW_NAMED_TWICE targetRow'], false]);
  });

  test.each(['mixed-event-file.csv', 'building-events-semi.csv'])('the dry run of %s and its run say the same', async (name) => {
    const store = newStore();
    const file = join(CASES, 'first-day', name);
    await imported(join(CASES, 'first-day/building-homes.csv'), store, '--since', '2026-11-01', '--vacant');
    const tried = await imported<'events'>(file, store, '--dry-run');
    const run = await imported<'events'>(file, store);
    expect(run).toEqual(tried);
    expect([run.report.written, faultsIn(run.report).every((fault) => fault.includes('UNIT_EXISTS'))]).toEqual([false, true]);
    const { report } = await imported<'events'>(ownCopy(`first-day/${name}`), store, '--set-aside');
    expect(report).toEqual({ ...run.report, written: true, events: report.good });
  });

  test('with --set-aside the good rows are taken, and the bad ones lie in the file to be mended', async () => {
    const store = newStore();
    const file = ownCopy('first-day/set-aside.ndjson');
    const { report } = await imported<'events'>(file, store, '--set-aside');
    expect(report).toMatchObject({ good: 1, events: 1, written: true });
    expect(readFileSync(`${file}.rejected.ndjson`, 'utf8')).toBe(
      '{"command":"Nope","unit":"eksempel.2","effective":"2026-11-01","refused":"MALFORMED"}\n',
    );
  });

  test('a column recordedOn makes no clock that is set by hand: only --clock=manual does', async () => {
    const [file, store] = [join(CASES, 'first-day/recordedon-makes-demo-store.ndjson'), newStore()];
    await relet('init', '--store', store);
    for (const option of [[], ['--dry-run'], ['--set-aside']]) {
      const { exit, talk } = await imported(file, store, ...option);
      expect([exit, talk]).toEqual([2, expect.stringContaining('--clock=manual')]);
    }
    expect((await relet('init', '--store', store)).out).toContain('It is a real store');
    expect((await imported<'events'>(file, newStore(), '--clock', 'manual')).report).toMatchObject({ written: true, events: 1 });
    expect((await imported(file, store, '--clock', 'manual')).exit).toBe(2);
  });

  test('a column recordedOn is refused on a real store although its cells are empty', async () => {
    const store = newStore();
    await relet('init', '--store', store);
    for (const header of ['recordedOn', 'Registreret']) {
      const file = fileOf('empty-recorded-on.csv', `command;unit;effective;rentOere;${header}\nSetRent;eksempel.1;2026-01-02;1;\n`);
      const { exit, talk } = await imported(file, store, '--dry-run');
      expect([exit, talk]).toEqual([2, expect.stringContaining('--clock=manual')]);
    }
  });

  test('columns of a table stay aligned under wide letters and letters put together', async () => {
    const store = newStore();
    await imported<'events'>(ownCopy('first-day/wide.ndjson'), store, '--clock', 'manual', '--set-aside');
    const [head, ...rows] = (await relet('board', '--store', store)).out.trim().split('\n');
    // Where `planned` begins, when what stands before takes two columns for each wide letter and none for what is put upon another.
    const at = (head as string).indexOf('stage');
    const before = rows.map((row) => row.slice(0, row.indexOf('planned')));
    const narrowed = before.map((text) => text.normalize('NFC').replace(/[愛心]|👵🏽/gu, '##'));
    expect(narrowed.map((text) => text.length)).toEqual(rows.map(() => at));
  });

  test('a new building comes in with the ids that are written there', async () => {
    const store = newStore();
    const { report } = await imported<'events'>(join(CASES, 'first-day/new-building-78.ndjson'), store, '--clock', 'manual');
    expect(report).toMatchObject({ good: 78, faults: [] });
    expect(Object.keys(await homesIn(store))).toEqual(expect.arrayContaining(['eksempel.p1-01', 'eksempel.p1-02']));
  });
});

describe('workbooks', () => {
  test('a formula without a value is a bad row', async () => {
    const { report } = await imported(join(CASES, 'xlsx-formula-without-value/input.xlsx'), newStore());
    expect([faultsIn(report), report.written]).toEqual([['2 FORMULA_WITHOUT_VALUE Indflyttet'], false]);
  });

  test('merged cells hold their value for each row', async () => {
    const { report } = await imported(join(CASES, 'xlsx-merged-cells/input.xlsx'), newStore());
    expect(report).toMatchObject({ good: 3, undescribed: { building: 0 } });
  });

  test.each([
    ['xlsx-which-sheet/hidden-first.xlsx', 'Genudlejninger', []],
    ['xlsx-which-sheet/two-sheets.xlsx', '2025', ['2026']],
    ['first-day/x08-tabs.xlsx', 'Tomgang 2025', ['Vejledning', 'Tomgang 2026']],
  ])('of %s the visible sheet that was read is named, and the others', async (file, sheet, otherSheets) => {
    const { report } = await imported(join(CASES, file), newStore(), '--dry-run');
    expect(report).toMatchObject({ sheet, otherSheets, good: 1 });
  });

  test('a title above the headers is passed over, and it is said where they stand', async () => {
    const { report } = await imported(join(CASES, 'first-day/x02-title-row.xlsx'), newStore(), '--dry-run');
    expect(report).toMatchObject({ headerLines: [2], good: 2 });
    expect((await relet('import', join(CASES, 'first-day/x02-title-row.xlsx'), '--store', newStore(), '--dry-run')).talk).toContain(
      'line 2',
    );
  });

  test('days without a format are read as a spreadsheet shows them', async () => {
    const { report } = await imported(join(CASES, 'first-day/x04-serial-numbers.xlsx'), newStore(), '--dry-run');
    expect(report).toMatchObject({ good: 1, since: '2026-03-01' });
  });

  test('each unknown header is named with the nearest known one, and the --map that takes it', async () => {
    const file = join(CASES, 'first-day/x05-own-headers.xlsx');
    const { exit, talk } = await imported(file, newStore());
    const maps = [...talk.matchAll(/--map "([^"=]+=[^"]+)"/g)].map(([, map]) => map as string).filter((map) => map !== 'header=column');
    expect([exit, maps]).toEqual([
      2,
      [
        'Lejemål=Bolig',
        'Afdeling=Plejecenter',
        'Leje pr. md.=Husleje',
        'Fraflytningsdato=Fraflyttet',
        'Fraflytningsårsag=Årsag',
        'Indflytningsdato=Indflyttet',
      ],
    ]);
    expect(talk).not.toMatch(/\/mapping\/|send it again/);
    const { report } = await imported(file, newStore(), ...maps.flatMap((map) => ['--map', map]));
    expect(report).toMatchObject({ good: 2, unusedColumns: [], undescribed: { building: 0, rent: 0 } });
  });

  test('a home that is no id becomes one, and two homes in one id are bad rows', async () => {
    const [file, store] = [ownCopy('first-day/x11-apartment-numbers.xlsx'), newStore()];
    expect((await imported(file, store)).report.faults.every(({ reason }) => reason.includes('--municipality'))).toBe(true);
    const { report } = await imported(file, store, '--municipality', 'eksempel', '--set-aside');
    expect(faultsIn(report)).toEqual(['2 UNIT_AMBIGUOUS Bolig', '3 UNIT_AMBIGUOUS Bolig']);
    expect(Object.keys(await homesIn(store)).sort()).toEqual(['eksempel.0123-4-56', 'eksempel.101']);
    expect((await timeline('eksempel.0123-4-56', store))[0]?.[2]).toMatchObject({ address: '0123-4-56' });
  });

  test('an ODS is read like an XLSX, and an old Excel file is refused with a sentence', async () => {
    expect((await imported(join(CASES, 'first-day/x20.ods'), newStore())).talk).toContain('headers and no rows');
    const { exit, talk } = await imported(join(CASES, 'first-day/x22-ole.xls'), newStore());
    expect([exit, talk]).toEqual([2, expect.stringContaining('old Excel file (.xls): save it as XLSX or CSV')]);
  });
});

describe('a list of homes', () => {
  const file = join(CASES, 'first-day/building-homes.csv');

  test('names both options when they are missing', async () => {
    const { exit, talk } = await imported(file, newStore());
    expect([exit, talk]).toEqual([2, expect.stringMatching(/--since.*--occupied.*--vacant/)]);
  });

  test('lacks no column of a re-letting where it is said to be a list', async () => {
    const named = fileOf('other-header.csv', 'Lejemål;Plejecenter\neksempel.1;A\n');
    const lacking = async (...options: string[]) =>
      /COLUMN_MISSING: ([^.]*)\./.exec((await imported(named, newStore(), ...options)).talk)?.[1];
    expect(await lacking('--since', '2026-01-01', '--vacant')).toBe('Bolig (unit)');
    expect(await lacking('--occupied')).toBe('Bolig (unit)');
    expect(await lacking()).toBe('Bolig (unit), Fraflyttet (vacated)');
    const both = fileOf('re-lettings.csv', 'Lejemål;Opsagt\neksempel.1;2026-01-01\n');
    expect((await imported(both, newStore(), '--vacant')).talk).toContain('Fraflyttet (vacated)');
  });

  test.each([
    ['--vacant', 'ready'],
    ['--occupied', 'occupied'],
  ])('registers homes with %s, and twice changes nothing', async (option, stage) => {
    const store = newStore();
    const first = await imported<'homes'>(file, store, '--since', '2026-01-01', option);
    expect(first.report).toMatchObject({ kind: 'homes', good: 2, registered: 2, written: true, events: 2 });
    expect(Object.values(await homesIn(store)).map((home) => home.stage)).toEqual([stage, stage]);
    expect((await imported<'homes'>(file, store, '--since', '2026-01-01', option)).report).toMatchObject({
      good: 0,
      unchanged: 2,
      events: 0,
    });
  });

  const taken = async (store: string, ...lines: [string, string][]) => {
    const text = lines.reduce((all, [one, other]) => all.replace(one, other), readFileSync(file, 'utf8'));
    return (...options: string[]) => imported<'homes'>(fileOf('homes.csv', text), store, '--since', '2026-01-01', '--vacant', ...options);
  };

  test('tells a known home that is described otherwise as the log says it and as the list says it, and changes nothing', async () => {
    const store = newStore();
    await imported<'homes'>(file, store, '--since', '2026-01-01', '--vacant');
    const again = await taken(store, ['7.123', '7.200']);
    const { exit, report } = await again();
    expect([exit, report.events, report.changed]).toMatchObject([
      ...[3, 0],
      [{ line: 2, column: 'Husleje', code: 'ROW_CHANGED', log: '7123.00', sheet: '7200.00' }],
    ]);
    expect(report.changed[0]?.reason).toMatch(/The log says .*7,123\.00.*The sheet says .*7,200\.00.*--correct/);
    expect(report.changed[0]?.commands).toEqual([
      expect.stringMatching(/^relet correct \S+ "home registered" rentOere=720000 --was 2026-01-01 --reason learned_later$/),
    ]);
  });

  test('corrects with --correct what was changed, the rent where it was set, and twice changes nothing', async () => {
    const store = newStore();
    await imported<'homes'>(file, store, '--since', '2026-01-01', '--vacant');
    const [unit = ''] = Object.keys(await homesIn(store));
    const again = await taken(store, ['7.123', '7.200']);
    expect((await again('--correct')).report).toMatchObject({ changed: [], corrected: 1, good: 0, unchanged: 1, events: 1 });
    expect((await again('--correct')).report).toMatchObject({ corrected: 0, unchanged: 2, events: 0 });
    await relet('order', 'SetRent', unit, 'effective=2026-02-01', 'rentOere=800000', '--yes', '--store', store);
    expect((await again()).report.changed).toMatchObject([
      { log: '8000.00', sheet: '7200.00', commands: [expect.stringContaining('"rent set" rentOere=720000 --was 2026-02-01')] },
    ]);
    expect((await again('--correct')).report).toMatchObject({ corrected: 1, events: 1 });
    expect((await again()).report).toMatchObject({ unchanged: 2, changed: [] });
  });
});
