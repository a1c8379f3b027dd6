import { easterSunday, isWorkingDay, plusWorkingDays } from './working-days.js';

test.each([
  [2023, '2023-04-09'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2038, '2038-04-25'],
])('Easter Sunday of %i is %s', (year, day) => expect(easterSunday(year)).toBe(day));

test.each([
  ['2026-01-01', 'New Year'],
  ['2026-04-02', 'Maundy Thursday'],
  ['2026-04-03', 'Good Friday'],
  ['2026-04-06', 'Easter Monday'],
  ['2023-05-05', 'Store Bededag, to 2023'],
  ['2026-05-14', 'Ascension'],
  ['2026-05-25', 'Whit Monday'],
  ['2026-06-05', 'Constitution Day'],
  ['2026-12-24', 'Christmas Eve'],
  ['2026-12-31', "New Year's Eve"],
  ['2026-11-28', 'a Saturday'],
])('%s is closed: %s', (day) => expect(isWorkingDay(day)).toBe(false));

test.each(['2024-04-26', '2026-04-07', '2026-11-26'])('%s is a working day', (day) => expect(isWorkingDay(day)).toBe(true));

test.each([
  ['2026-04-01', 1, '2026-04-07'],
  ['2026-12-23', 1, '2026-12-28'],
  ['2026-12-23', 5, '2027-01-05'],
  ['2026-04-04', 0, '2026-04-04'],
])('%s and %i working days are %s', (day, n, then) => expect(plusWorkingDays(day, n)).toBe(then));
