import { copenhagenDate, dayNumber, civilDate, endOfCopenhagenDay, startOfCopenhagenDay } from './index.js';

test('an instant becomes the day that it is in Copenhagen, not in Greenwich', () => {
  expect(copenhagenDate('2026-01-31T22:59:59.999Z')).toBe('2026-01-31');
  expect(copenhagenDate('2026-01-31T23:00:00.000Z')).toBe('2026-02-01');
  expect(copenhagenDate('2026-06-30T21:59:59.999Z')).toBe('2026-06-30');
  expect(copenhagenDate('2026-06-30T22:00:00.000Z')).toBe('2026-07-01');
});

test('the day on which summer time begins has 23 hours, the day on which it ends 25', () => {
  expect([startOfCopenhagenDay('2026-03-29'), endOfCopenhagenDay('2026-03-29')]).toEqual([
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T21:59:59.999Z',
  ]);
  expect([startOfCopenhagenDay('2026-10-25'), endOfCopenhagenDay('2026-10-25')]).toEqual([
    '2026-10-24T22:00:00.000Z',
    '2026-10-25T22:59:59.999Z',
  ]);
});

test('the first and the last millisecond of every day belong to that day', () => {
  for (let n = dayNumber('2025-12-30'); n < dayNumber('2027-01-03'); n++) {
    const day = civilDate(n);
    expect([copenhagenDate(startOfCopenhagenDay(day)), copenhagenDate(endOfCopenhagenDay(day))]).toEqual([day, day]);
  }
});
