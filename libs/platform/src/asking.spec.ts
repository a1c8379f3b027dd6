import { validateSync } from 'class-validator';
import { IsDayOrInstant, isPosition, IsPosition, timesOf } from './asking.js';
import { Clock } from './clock.js';

/** Just after midnight in Copenhagen on 2 June 2026. */
const CLOCK = new Clock('manual', '2026-06-01T22:30:00.000Z');

test('a question without times asks for what is true today and known now', () => {
  expect(timesOf({}, CLOCK)).toEqual({ asOf: '2026-06-02', knownAt: null, provisional: false, reachesAhead: false });
});

test('a day of knowledge is known to its end in Copenhagen, and asks for what was true on that day', () => {
  const winter = timesOf({ knownAt: '2026-01-31' }, CLOCK);
  expect(winter).toEqual({ asOf: '2026-01-31', knownAt: '2026-01-31T22:59:59.999Z', provisional: false, reachesAhead: false });
  expect(timesOf({ knownAt: '2026-05-31' }, CLOCK).knownAt).toBe('2026-05-31T21:59:59.999Z');
});

test('an instant of knowledge asks for what was true on its day in Copenhagen, whatever zone it is written in', () => {
  const times = { asOf: '2026-06-01', knownAt: '2026-05-31T22:15:00.000Z', provisional: false, reachesAhead: false };
  expect(timesOf({ knownAt: '2026-05-31T22:15:00Z' }, CLOCK)).toEqual(times);
  expect(timesOf({ knownAt: '2026-06-01T00:15+02:00' }, CLOCK)).toEqual(times);
});

test('the day of truth that was asked for is kept beside a day of knowledge', () => {
  expect(timesOf({ asOf: '2025-12-31', knownAt: '2026-01-31' }, CLOCK)).toMatchObject({ asOf: '2025-12-31' });
});

test('a moment of knowledge is provisional until it is five seconds old', () => {
  const provisional = (knownAt: string) => timesOf({ knownAt }, CLOCK).provisional;
  expect(['2026-06-01T22:29:55.000Z', '2026-06-01T22:29:55.001Z', '2026-06-02'].map(provisional)).toEqual([false, true, true]);
});

test('a day or an instant that does not exist is none', () => {
  class Question {
    @IsDayOrInstant() knownAt?: string;
  }
  const isWell = (knownAt: unknown) => !validateSync(Object.assign(new Question(), { knownAt })).length;
  const none = [
    '2026-02-30',
    '2026-13-01',
    '1899-12-31',
    '9999-01-01',
    '2026-02-30T10:00:00Z',
    '2026-06-31T10:00Z',
    '2026-01-01T24:00:00Z',
  ];
  none.push(
    '2026-01-01T10:60:00Z',
    '2026-01-01T10:00:60Z',
    '2026-01-01T10:00:00+24:00',
    '2026-01-01T10:00:00',
    '2026-01-01t10:00:00z',
    '',
    'now',
  );
  expect([...none, 20260101, ['2026-01-01'], `2026-01-01T10:00:00.${'0'.repeat(1e6)}Z`].filter(isWell)).toEqual([]);
  const real = ['2024-02-29', '2024-02-29T23:59:59.999999999Z', '2026-01-01T00:00+23:59', '1900-01-01', '2200-12-31'];
  expect(real.filter(isWell)).toEqual(real);
});

test('the fields of a question take days, instants and positions, and nothing else', () => {
  class Question {
    @IsDayOrInstant() knownAt?: string;
    @IsPosition() after?: string;
  }
  const wrong = (fields: Partial<Question>) => validateSync(Object.assign(new Question(), fields)).map(({ property }) => property);
  expect(wrong({ knownAt: '2026-06-01', after: '17' })).toEqual([]);
  expect(wrong({ knownAt: '2026-06-01T10:00:00.000Z', after: '1024/1000' })).toEqual([]);
  expect(wrong({ knownAt: '2026-06-01T10:00', after: '17/' })).toEqual(['knownAt', 'after']);
  expect([isPosition('17'), isPosition('1024/1000'), isPosition('x')]).toEqual([true, true, false]);
});

test('a question about a day after today reaches ahead', () => {
  expect([timesOf({ asOf: '2026-06-02' }, CLOCK), timesOf({ asOf: '2026-06-03' }, CLOCK)].map(({ reachesAhead }) => reachesAhead)).toEqual([
    false,
    true,
  ]);
});
