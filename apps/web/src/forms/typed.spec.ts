import { bodyOf } from './body';
import { dayTyped, plusDays } from './day-typed';
import { oereTyped } from './money-typed';
import type { Schema } from './schema';

const TODAY = '2026-01-02';

test.each([
  ['2/11', '2025-11-02'],
  ['30/12', '2025-12-30'],
  ['2.1', '2026-01-02'],
  ['2.11.26', '2026-11-02'],
  ['02-11-2026', '2026-11-02'],
  ['2026-11-02', '2026-11-02'],
  ['i går', '2026-01-01'],
  ['I DAG', '2026-01-02'],
  ['i morgen', '2026-01-03'],
  ['-3', '2025-12-30'],
  ['+14', '2026-01-16'],
])('%s is the day %s on the 2nd of January 2026', (typed, day) => expect(dayTyped(typed, TODAY)).toBe(day));

test.each(['', '31/2', '29.2.2026', '2026-13-01', '1', 'tomorow', '12/30', '2/11/1', '--3'])('%s is no day', (typed) =>
  expect(dayTyped(typed, TODAY)).toBeUndefined(),
);

test('a leap day and the days of changed clocks are days like others', () => {
  expect(dayTyped('29/2/2028', TODAY)).toBe('2028-02-29');
  expect([plusDays('2026-03-28', 2), plusDays('2026-10-24', 2), plusDays('2028-02-28', 1)]).toEqual([
    '2026-03-30',
    '2026-10-26',
    '2028-02-29',
  ]);
});

test.each([
  ['7.550,00', 755_000],
  ['7550', 755_000],
  ['7550.5', 755_050],
  ['7.550 kr.', 755_000],
  ['0,05', 5],
  ['1.234.567,89', 123_456_789],
])('%s is %d øre', (typed, oere) => expect(oereTyped(typed)).toBe(oere));

test.each(['', 'syv', '7.55.0', '7,555', '-7', '1e3', '7 550'])('%s is no amount', (typed) => expect(oereTyped(typed)).toBeUndefined());

const SCHEMA: Schema = {
  properties: {
    effective: { type: 'string', format: 'date' },
    rentOere: { type: 'integer', 'x-relet': { kind: 'money' } },
    answerDays: { type: 'integer' },
    elderly: { type: 'boolean' },
    direct: { type: 'boolean' },
    contractor: { type: 'string' },
    targetDays: { properties: { works: { type: 'integer' } }, required: ['works'] },
  },
  required: ['effective', 'elderly'],
};

test('what was typed is sent as the command takes it, and what is empty is left out', () => {
  const typed = {
    effective: 'i går',
    rentOere: '6.200',
    answerDays: '7',
    elderly: 'no',
    direct: false,
    contractor: ' Maler ',
    'targetDays.works': '21',
  };
  expect(bodyOf(SCHEMA, typed, TODAY)).toEqual({
    fields: { effective: '2026-01-01', rentOere: 620_000, answerDays: 7, elderly: false, contractor: 'Maler', targetDays: { works: 21 } },
    unread: {},
    missing: [],
  });
});

test('what cannot be read is told by what it should have been, and what is missing by its name', () => {
  const typed = { effective: '31/2', rentOere: 'x', answerDays: '1,5', contractor: '', 'targetDays.works': '' };
  expect(bodyOf(SCHEMA, typed, TODAY)).toEqual({
    fields: {},
    unread: { effective: 'day', rentOere: 'money', answerDays: 'number' },
    missing: ['elderly'],
  });
});
