import { civilDate, dayNumber, daysBetween, daysInMonth, isCivilDate, plusDays, plusMonths } from './index.js';

test('a date that is not in the calendar is no civil day', () => {
  const days = ['2026-02-28', '2024-02-29', '1900-01-01', '2200-12-31'];
  const none = [
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '1899-12-31',
    '2201-01-01',
    '2026-2-1',
    '2026-W09-6',
    '2026',
    ' 2026-01-01',
    '2026-01-01T00:00',
    '',
  ];
  expect(days.map(isCivilDate)).toEqual(days.map(() => true));
  expect(none.map(isCivilDate)).toEqual(none.map(() => false));
});

test('days on which the clock changes are counted like any other day (R1)', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  expect(plusDays('2026-03-28', 1)).toBe('2026-03-29');
  expect(plusDays('2026-10-25', 1)).toBe('2026-10-26');
});

test('a day that was turned into its number and back is the same day', () => {
  expect(dayNumber('1970-01-01')).toBe(0);
  for (let n = dayNumber('2023-12-25'); n < dayNumber('2028-03-05'); n++) expect(dayNumber(civilDate(n))).toBe(n);
});

test('a day some months later has the same number, or is the last day of a shorter month', () => {
  expect(plusMonths('2026-01-31', 2)).toBe('2026-03-31');
  expect(plusMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(plusMonths('2023-12-31', 2)).toBe('2024-02-29');
  expect(plusMonths('2026-11-15', 2)).toBe('2027-01-15');
  expect(['2026-02', '2024-02', '2026-12'].map(daysInMonth)).toEqual([28, 29, 31]);
});
