import { badRowsOf, recordsOf, textOf, withMended } from './csv';

const FILE = 'Bolig;Fraflyttet;Note\r\neksempel.1;31-02-2024;"a;b ""c""\nd"\r\n\r\neksempel.2;;x\r\n';

test('records begin on the line that people see, also behind a cell of several lines', () => {
  const records = [...recordsOf(FILE, ';')].map(({ line, cells }) => [line, cells]);
  expect(records).toEqual([
    [1, ['Bolig', 'Fraflyttet', 'Note']],
    [2, ['eksempel.1', '31-02-2024', 'a;b "c"\nd']],
    [4, ['']],
    [5, ['eksempel.2', '', 'x']],
  ]);
});

test('mended cells stand in their places, and all else is as it was', () => {
  const mended = new Map([
    [2, new Map([['Fraflyttet', '29-02-2024']])],
    [5, new Map([['Fraflyttet', '1;5-2024']])],
  ]);
  expect(withMended(FILE, mended, 1)).toBe(
    'Bolig;Fraflyttet;Note\r\neksempel.1;29-02-2024;"a;b ""c""\nd"\r\n\r\neksempel.2;"1;5-2024";x\r\n',
  );
});

test('a row that ends before the mended column grows', () => {
  expect(withMended('a,b,c\n1\n', new Map([[2, new Map([['c', '3']])]]), 1)).toBe('a,b,c\n1,,3\n');
});

test('a column that is not there, or is there twice, is mended nowhere', () => {
  expect(withMended(FILE, new Map([[2, new Map([['Nøgler', '1']])]]), 1)).toBeUndefined();
  expect(withMended('a;a\n1;2\n', new Map([[2, new Map([['a', '3']])]]), 1)).toBeUndefined();
  expect(withMended(FILE, new Map([[77, new Map([['Bolig', '1']])]]), 1)).toBeUndefined();
});

test('bad rows come with their cells and the line of the file', () => {
  const aside = '\uFEFFBolig;Fraflyttet;Linje;Fejl\r\neksempel.1;31-02-2024;17;DATE_NOT_IN_CALENDAR (Fraflyttet)\r\n';
  expect(badRowsOf(aside)).toEqual([
    {
      line: 17,
      cells: new Map([
        ['Bolig', 'eksempel.1'],
        ['Fraflyttet', '31-02-2024'],
      ]),
    },
  ]);
});

test('bytes that are no UTF-8 are read as Windows-1252', () => {
  expect(textOf(Uint8Array.from([0xc6, 0xf8]).buffer)).toBe('Æø');
  expect(textOf(new TextEncoder().encode('Æø').buffer)).toBe('Æø');
});
