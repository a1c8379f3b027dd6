import { WORDS } from './index.js';
import { csvLine, Kroner } from './csv.js';

test.each([
  [0, '0.00', '0,00'],
  [5, '0.05', '0,05'],
  [-7, '-0.07', '-0,07'],
  [123_456_789, '1234567.89', '1234567,89'],
  [-100, '-1.00', '-1,00'],
])('%i øre are kroner with two decimals', (oere, english, danish) => {
  expect(csvLine([new Kroner(oere)], WORDS.en)).toBe(`${english}\r\n`);
  expect(csvLine([new Kroner(oere)], WORDS.da)).toBe(`${danish}\r\n`);
});

test('numbers, yes and no, and nothing are told in the language of the file', () => {
  expect(csvLine([1.5, -2, true, false, null, 'ord'], WORDS.da)).toBe('1,5;-2;ja;nej;;ord\r\n');
  expect(csvLine([1.5, -2, true, false, null, 'word'], WORDS.en)).toBe('1.5,-2,yes,no,,word\r\n');
});

test('what a spreadsheet would take for a separator, a line or a formula stays text', () => {
  expect(csvLine(['a;b', 'a,b', 'say "x"', 'two\nlines'], WORDS.da)).toBe('"a;b";a,b;"say ""x""";"two\nlines"\r\n');
  expect(csvLine(['=1+1', ' @x', '-5 kr', '\u00A0+1'], WORDS.en)).toBe("'=1+1,' @x,'-5 kr,'\u00A0+1\r\n");
});
