import { NEW_CONTENTS, UNIT, type EventType } from '@relet/domain';
import { WORDS } from '@relet/words';
import { commandCalled } from './command-called.js';
import { newContent } from './new-content.js';
import { stepNamed } from './step-named.js';
import { writtenDay } from './written-day.js';
import { codeCalled } from './written-value.js';

const NAMED: [string, EventType][] = [
  ...(['nøgler', 'NØGLER', 'noegler', 'nøgle', 'keys', 'KeysReturned', 'ReturnKeys', 'nøgler afleveret'] as const).map(
    (word): [string, EventType] => [word, 'KeysReturned'],
  ),
  ['fraflyttet', 'Vacated'],
  ['fraflytte', 'Vacated'],
  ['syn', 'InspectionDone'],
  ['syn aftalt', 'InspectionPlanned'],
  ['klarmeldt', 'ReadyForLetting'],
  ['tilbud', 'OfferMade'],
  ['ja', 'OfferAccepted'],
  ['ja tak', 'OfferAccepted'],
  ['nej', 'OfferDeclined'],
  ['indflyttet', 'MovedIn'],
  ['indflytning', 'MovedIn'],
  ['død', 'DeathRegistered'],
  ['rent', 'RentSet'],
  ['husleje', 'RentSet'],
];
test.each(NAMED)('"%s" means %s', (word, type) => expect(stepNamed(word, 'unit')).toEqual({ type }));

test('every step that a person corrects has a word of its own in both languages, and none means another', () => {
  for (const type of NEW_CONTENTS.keys())
    for (const words of Object.values(WORDS)) {
      const kind = Object.hasOwn(UNIT.facts, type) ? 'unit' : type === 'PolicyAgreed' ? 'policy' : 'citizen';
      expect(words.steps[type]).not.toEqual([]);
      for (const name of [type, words.events[type], ...words.steps[type]]) expect([name, stepNamed(name, kind)]).toEqual([name, { type }]);
    }
});

test('a beginning that fits several steps is none of them, and a mistyped word is told the nearest', () => {
  expect(stepNamed('istandsættelse', 'unit')).toEqual({ several: ['WorksOrdered', 'WorksCompleted', 'WorksReopened'] });
  expect(stepNamed('nølger', 'unit')).toEqual({ nearest: ['KeysReturned'] });
  expect(stepNamed('fraflytet', 'unit')).toEqual({ nearest: ['Vacated'] });
  expect(stepNamed('badeværelse', 'unit')).toEqual({ nearest: [] });
});

test('a citizen and a policy have their own steps', () => {
  expect(stepNamed('godkendt', 'citizen')).toEqual({ type: 'CitizenApproved' });
  expect(stepNamed('praksis', 'policy')).toEqual({ type: 'PolicyAgreed' });
  expect(stepNamed('nøgler', 'citizen')).toEqual({ nearest: [] });
});

const DAYS: [string, object][] = [
  ...[
    '2026-11-09',
    '9.11.2026',
    '09.11.2026',
    '9/11-2026',
    '9/11/2026',
    '9-11-2026',
    '9. november 2026',
    '9. nov. 2026',
    ' 9.11.2026 ',
    'mandag 9.11.2026',
    'man. 9. november 2026',
  ].map((text): [string, object] => [text, { day: '2026-11-09' }]),
  ...['9/11', '9.11', '9.11.', '9/11-26', '9.11.26', '9. november', '9. nov.'].map((text): [string, object] => [text, { fault: 'year' }]),
  ...['tirsdag 9.11.2026', 'søn 9/11-2026', '31.11.2026', '46335', '46335.5', 'i går', '', '2026-11', '11.2026', '2026'].map(
    (text): [string, object] => [text, { fault: 'unreadable' }],
  ),
];
test.each(DAYS)('the day "%s" is read as %j', (text, read) => expect(writtenDay(text)).toEqual(read));

describe('new content', () => {
  const notice = { type: 'NoticeGiven', payload: { by: 'resident', liableUntil: '2026-12-31' } } as never;

  test('keeps what is not given anew, and reads fields, codes and days as people write them', () => {
    expect(newContent(notice, { 'af hvem': 'dødsboet' })).toEqual({ content: { by: 'estate', liableUntil: '2026-12-31' } });
    expect(newContent(notice, { frigørelsesdato: '31/1-2027' })).toEqual({ content: { by: 'resident', liableUntil: '2027-01-31' } });
    expect(newContent(notice, { expectedVacantFrom: '2026-12-01' })).toMatchObject({ content: { expectedVacantFrom: '2026-12-01' } });
  });

  test('leaves out a field that is emptied, and takes a label as it is written', () => {
    expect(newContent(notice, { liableUntil: '' })).toEqual({ content: { by: 'resident' } });
    const home = { type: 'UnitRegistered', payload: { building: 'A', rentOere: 1 } } as never;
    expect(newContent(home, { plejecenter: '9/11-2026', rentOere: '700000' })).toEqual({
      content: { building: '9/11-2026', rentOere: 700000 },
    });
  });

  test('takes the rent in kroner, as people say it, and in øre by the name of the field', () => {
    const home = { type: 'RentSet', payload: { rentOere: 1 } } as never;
    for (const [name, text] of [
      ['husleje', '6.250,50'],
      ['husleje', '6250,5'],
      ['rent', '6250.50'],
      ['rentOere', '625050'],
    ] as const)
      expect(newContent(home, { [name]: text })).toEqual({ content: { rentOere: 625050 } });
  });

  test('names the fields that there are when a word is none of them', () => {
    expect(newContent(notice, { husleje: '1' })).toEqual({ unknown: 'husleje', fields: ['by', 'liableUntil', 'expectedVacantFrom'] });
  });
});

const CALLED: [string, string][] = [
  ['GiveNotice', 'GiveNotice'],
  ['Opsigelse', 'GiveNotice'],
  ['registrer en opsigelse', 'GiveNotice'],
  ['husleje', 'SetRent'],
  ['fraflyttet', 'RecordVacated'],
  ['klarmelding', 'DeclareReady'],
  ['praksis', 'AgreePolicy'],
  ['rettelse', 'CorrectEvent'],
];
test.each(CALLED)('the command "%s" is %s', (word, command) => expect(commandCalled(word)).toEqual({ command }));

test('a beginning of a command is no command, and is told what it may be', () => {
  expect(commandCalled('klarmel')).toEqual({ nearest: ['DeclareReady'] });
  expect(commandCalled('GivNotice')).toEqual({ nearest: ['GiveNotice'] });
});

test('a code is read from its word in either language, and from another word for it', () => {
  const reasons = ['død', 'dødsfald', 'DEATH', 'death'].map((word) => codeCalled('Vacated', 'reason', word));
  expect(reasons).toEqual(['death', 'death', 'death', 'death']);
  expect(codeCalled('NoticeGiven', 'by', 'pårørende')).toBe('relatives');
  expect(codeCalled('Vacated', 'reason', 'fortrudt')).toBeUndefined();
});
