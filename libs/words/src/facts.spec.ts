import { fieldSaid, fieldsSaid, nearest, valueSaid, WORDS } from './index.js';

const { da, en } = WORDS;

test('a day, a moment and money have one shape in each language', () => {
  expect([da.date('2026-06-09'), en.date('2026-06-09')]).toEqual(['09.06.2026', '2026-06-09']);
  expect([da.kroner(625_000), en.kroner(625_000), da.kroner(50)]).toEqual(['6.250,00', '6,250.00', '0,50']);
  expect([da.number(9.1, 2), en.number(9.1, 2), da.number(10_804), en.number(10_804)]).toEqual(['9,10', '9.10', '10.804', '10,804']);
});

test('a moment is told by the clocks of Denmark, in summer, in winter and on either side of midnight', () => {
  expect(da.moment('2026-06-09T22:30:00.000Z')).toBe('10.06.2026 kl. 00.30');
  expect(da.moment('2026-12-09T22:30:00.000Z')).toBe('09.12.2026 kl. 23.30');
  expect(en.moment('2026-12-31T23:00:00.000Z')).toBe('2027-01-01 00:00');
});

test.each<[string, string, unknown, string]>([
  ['UnitRegistered', 'kind', 'dementia_home', 'demensbolig'],
  ['UnitRegistered', 'rentOere', 625_050, '6.250,50'],
  ['Vacated', 'direct', true, 'ja'],
  ['NoticeGiven', 'by', 'estate', 'dødsboet'],
  ['PolicyAgreed', 'answerDaysAre', 'working', 'arbejdsdage'],
  ['', 'stage', 'signoff', 'godkendelse'],
  ['', 'letting', 'none', '-'],
  ['', 'tenancy.notice', { by: 'estate', received: '2026-06-01' }, 'af hvem dødsboet, modtaget 01.06.2026'],
  ['', 'tenancy.notice.by', 'estate', 'dødsboet'],
  ['', 'outOfService.reason', 'mould', 'skimmelsvamp'],
  ['', 'policy.owners', { works: 'contractor' }, 'istandsættelse håndværker'],
  ['', 'policy.owners.works', 'contractor', 'håndværker'],
  ['', 'offers', [{ offerId: 'o1', status: 'withdrawn', eventId: 'x', direct: false }], 'boligtilbud o1, står trukket tilbage'],
  ['', 'offers', [], '-'],
  ['', 'vacantFrom', null, '-'],
])('of %s the field %s with %j is said in Danish words', (event, field, value, said) =>
  expect(valueSaid(da, field, value, event)).toBe(said),
);

test('a field is said with what it is a part of, and that something is direct only where it is', () => {
  expect(fieldSaid(da, 'tenancy.notice.liableUntil')).toBe('lejemål / opsigelse / frigørelsesdato');
  expect(fieldsSaid(da, { reason: 'death', direct: false }, 'Vacated')).toBe('årsag død');
  expect(fieldsSaid(da, { reason: 'death', direct: true }, 'Vacated')).toBe('årsag død, uden de forrige skridt');
  expect(fieldsSaid(da, { contractor: '', reason: 'death', contract: {} }, 'Vacated')).toBe('årsag død');
});

test('the nearest name is at most a third of its letters away, a swap counting as one', () => {
  expect(nearest('bulding', ['building', 'unit'])).toBe('building');
  expect(nearest('Solgarden', ['Birkelund', 'Solgården'])).toBe('Solgården');
  expect(nearest('haeft', ['rent'])).toBeUndefined();
  expect(nearest('x'.repeat(100_000), ['building'])).toBeUndefined();
});
