import { cprDigits, isCpr, maskedCpr } from './cpr.js';
import { findableBy, initialsOf, soughtBy } from './names.js';

test.each([
  ['Anna Jensen', 'A.J.'],
  ['anna birgitte  jensen', 'A.B.J.'],
  ['Anna Birgitte Cecilie von Jensen', 'A.B.J.'],
  ['Åse', 'Å.'],
  ['Jens-Peter O’Hara', 'J.O.'],
  ['李 小龙', '李.小.'],
])('the initials of %s are %s', (name, initials) => expect(initialsOf(name)).toBe(initials));

test('what is found by a name is what somebody may type of it', () => {
  const found = new Set(findableBy('Bo Ægidius Müller-Ørsted'));
  for (const typed of ['bo', 'BO', 'ægi', 'Aegidius', 'mul', 'myl', 'orsted', 'ørs', 'oersted', 'müller ørsted'])
    expect([typed, soughtBy(typed).every((each) => found.has(each))]).toEqual([typed, !['mul', 'orsted'].includes(typed)]);
  for (const typed of ['b', 'ær', 'ller', 'ægidiusx', 'bo hansen'])
    expect([typed, soughtBy(typed).every((each) => found.has(each))]).toEqual([typed, false]);
});

test('a civil registration number is ten digits that begin with a date, replacement numbers too, and is never checked by modulus 11', () => {
  for (const number of ['610170-0000', '6101700000', '910199 9999', '3112991234']) expect([number, isCpr(number)]).toEqual([number, true]);
  for (const number of [
    '',
    '610170-000',
    '61017000000',
    '9201700000',
    '0001700000',
    '6113700000',
    '61017OOOOO',
    '６１０１７０００００',
    `6101700000${' '.repeat(20)}`,
  ])
    expect([number, isCpr(number)]).toEqual([number, false]);
  expect([cprDigits('610170-0000'), maskedCpr('6101700000')]).toEqual(['6101700000', '610170-****']);
});
