import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { RegisterUnit } from './unit/registration.commands.js';
import {
  holdsPersonalNumber,
  idHoldsPersonalNumber,
  isFileName,
  isKey,
  isLabel,
  isNewUnitId,
  lowerCased,
  OFFER_ID,
  UNIT_ID,
} from './text.js';

const SIGNS = [
  '',
  ' ',
  '-',
  '\u00a0',
  '\u2009',
  '\u202f',
  '\u3000',
  '\t',
  '\u2010',
  '\u2011',
  '\u2013',
  '\u2014',
  '\u2212',
  '\u200b',
  '\u00ad',
];
const MORE = ['.', '/', '_', ':', '·', ',', ' - ', '\ufeff', '  ', '*'];

test.each([...SIGNS, ...MORE])('a CPR number is seen whatever sign (%j) stands between its digits', (sign) => {
  const spellings = [['010190', '1234'], ['01', '01', '90', '1234'], [...'0101901234'], ['610190', '1234'], ['311299', '0000']];
  for (const groups of spellings) expect([groups, holdsPersonalNumber(`Lejl. 4 ${groups.join(sign)} tv`)]).toEqual([groups, true]);
});

test('a CPR number is seen in any digits', () => {
  const in_ = (zero: number) => [...'0101901234'].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
  const scripts = [0x660, 0x6f0, 0x966, 0xe50, 0xff10, 0x1d7ce, 0x1d7d8, 0x1fbf0];
  expect(scripts.map((zero) => holdsPersonalNumber(in_(zero)))).toEqual(scripts.map(() => true));
  expect(holdsPersonalNumber('⓪①⓪①⑨⓪-①②③④')).toBe(true);
});

test.each([
  'Solvej 110, 1. 12, 8000 Aarhus',
  'Solvej 12, 3. th, 4000',
  '991399-1234',
  '320190-1234',
  '600190-1234',
  '12345678',
  '57 98 00 98 11 57 8',
  '2026-11-02-0001',
  'uge 12 04-11-2026',
  'eksempel.1012/2026-11-02/keys',
  'O1O19O-1234',
])('%s is no CPR number', (text) => expect(holdsPersonalNumber(text)).toBe(false));

test('an id holds a CPR number only as ten digits in one part, or six and four beside each other', () => {
  const holding = ['eksempel.0101901234', 'eksempel.010190-1234', 'eksempel.010190_1234', 'eksempel.010190.1234', 'eksempel.a-610190-1234'];
  const ids = [
    'eksempel.0112-04-0056',
    'eksempel.0123-4-56',
    'eksempel.01-01-90-1234',
    'eksempel.011390-1234',
    'eksempel.00101901234',
    'eksempel.p1-01',
  ];
  expect(holding.filter((id) => !idHoldsPersonalNumber(id))).toEqual([]);
  expect(ids.filter((id) => !isNewUnitId(id))).toEqual([]);
  expect(idHoldsPersonalNumber('3f2b8c1e-5d7a-4e0b-9a66-a0101901234b')).toBe(false);
});

test("a home's id has the administrator's own number, which does not begin with a dash", () => {
  const taken = ['eksempel.0123-4-56', 'eksempel.p1-01', 'eksempel.1', 'a.b.c', 'a_1._', `e.${'1'.repeat(64)}`, `${'m'.repeat(40)}.1`];
  const refused = [
    'eksempel',
    'eksempel.',
    '.1',
    'eksempel.-1',
    'eks-empel.1',
    'eksempel.1 ',
    'eksempel.å',
    `e.${'1'.repeat(65)}`,
    `${'m'.repeat(41)}.1`,
  ];
  expect(taken.filter((id) => !UNIT_ID.test(id))).toEqual([]);
  expect(refused.filter((id) => UNIT_ID.test(id))).toEqual([]);
  // The Kelvin sign and the dotted I are no letters of A to Z.
  expect(['Eksempel.P1-A', '\u212a', '\u0130'].map(lowerCased)).toEqual(['eksempel.p1-a', '\u212a', '\u0130']);
});

test.each(['\u0000', '\u0007', '\u0085', '\u009f', '\u2028', '\u202e', '\u2066', '\ufffd', '\ud800', '\n', '\r', '\t'])(
  'the sign %j has no place in a label',
  (sign) => expect([isLabel(`Sol${sign}gaarden`), isFileName(`sol${sign}.csv`)]).toEqual([false, false]),
);

test('a label has a letter at least, and 80 at most', () => {
  expect(['', '   ', '\u00a0', 'x'.repeat(81)].map(isLabel)).toEqual([false, false, false, false]);
  expect(['x'.repeat(80), 'Åkanden, st. 4', '?'].map(isLabel)).toEqual([true, true, true]);
});

test('a key is visible and holds no CPR number; a UUID is never one', () => {
  expect(['k', 'order-2026-11-02-0001', '3f2b8c1e-5d7a-4e0b-9a66-010190123456'].map(isKey)).toEqual([true, true, true]);
  expect(['', 'a b', 'cpr-010190-1234', 'ø', 'x'.repeat(201)].map(isKey)).toEqual([false, false, false, false, false]);
});

test('labels are stored in one form, ids in lower case', () => {
  const told = { effective: '2026-01-01', kind: 'care_home', municipality: 'EKSEMPEL', building: 'A\u030akanden', rentOere: 1 };
  const command = plainToInstance(RegisterUnit, told);
  expect(validateSync(command, { whitelist: true })).toEqual([]);
  expect([command.municipality, command.building]).toEqual(['eksempel', '\u00c5kanden']);
});

test('no rule is worse than linear: with text of 400,000 signs a rule that looks at it again and again would not come to an end here', () => {
  const hostile = [' ', '0', '01', 'a', '.', '-', '\u0000', '1 ', '01-', '2026-01-01', '\u0661', ' \u0000'];
  const rules = [
    isLabel,
    isKey,
    isFileName,
    isNewUnitId,
    holdsPersonalNumber,
    idHoldsPersonalNumber,
    (text: string) => OFFER_ID.test(text),
  ];
  const texts = hostile.map((part) => `${part.repeat(400_000 / part.length)}\u0000`);
  const asked = texts.flatMap((text) => rules.map((isWell) => isWell(text)));
  expect(asked).toHaveLength(texts.length * rules.length);
  expect(texts.map(lowerCased)).toEqual(texts);
});
