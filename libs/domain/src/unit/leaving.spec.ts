import {
  accepted,
  byMunicipality,
  cleared,
  continued,
  died,
  given,
  keys,
  movedIn,
  noticed,
  noticeChanged,
  noticeWithdrawn,
  offered,
  ready,
  recordedOn,
  registered,
  vacated,
} from '../testing/story.js';

const lived = registered('2015-01-01');

describe('leaving a home', () => {
  test('an unknown home refuses every command', () => given().when(died('2026-01-01')).refused('UNIT_UNKNOWN'));
  test('a home is registered once', () => given(lived).when(registered('2016-01-01')).refused('UNIT_EXISTS'));
  test('the same registration again changes nothing', () => given(lived).when(lived).then());
  test('the registration names the municipality of its id', () =>
    given()
      .when(registered('2015-01-01', { municipality: 'nordby' }))
      .refused('MALFORMED'));
  test('a notice is the part of the administrator', () =>
    given(lived)
      .when(byMunicipality(noticed('2026-01-01')))
      .refused('NOT_YOUR_PART'));
  test('a death may be recorded by the municipality', () =>
    given(lived)
      .when(byMunicipality(died('2026-01-01')))
      .then('DeathRegistered 2026-01-01'));

  test('a move-in put between a vacating and the later notice that it rests on breaks history', () =>
    given(
      lived,
      noticed('2026-06-10'),
      recordedOn('2026-06-11', vacated('2026-06-01')),
      recordedOn('2026-06-12', ready('2026-06-03', { direct: true })),
    )
      .when(recordedOn('2026-06-13', movedIn('2026-06-05', { direct: true })))
      .refused('BREAKS_HISTORY', { type: 'Vacated' }));

  test('a second notice in the same tenancy is refused', () =>
    given(lived, noticed('2026-01-01')).when(noticed('2026-01-02')).refused('NOTICE_EXISTS'));
  test('the same notice again changes nothing', () => given(lived, noticed('2026-01-01')).when(noticed('2026-01-01')).then());
  test('a notice dated before the one that stands breaks history', () =>
    given(lived, noticed('2026-01-10')).when(noticed('2026-01-05')).refused('BREAKS_HISTORY', { type: 'NoticeGiven', on: '2026-01-10' }));
  test('an estate cannot give notice of someone who lives', () =>
    given(lived)
      .when(noticed('2026-01-01', { by: 'estate' }))
      .refused('WRONG_STATE'));
  test('an estate gives notice after the death, also once the home is empty', () =>
    given(lived, died('2026-01-01'), vacated('2026-01-02', { reason: 'death' }))
      .when(noticed('2026-01-20', { by: 'estate' }))
      .then('NoticeGiven 2026-01-20'));
  test('a notice cannot be changed before there is one', () =>
    given(lived)
      .when(noticeChanged('2026-01-01', { liableUntil: '2026-02-01' }))
      .refused('NO_NOTICE'));
  test('a change that changes nothing is malformed', () =>
    given(lived, noticed('2026-01-01')).when(noticeChanged('2026-01-02')).refused('MALFORMED'));
  test('withdrawing the notice withdraws pending offers on the later of both days', () =>
    given(lived, noticed('2026-01-01'), offered('2026-01-10'))
      .when(recordedOn('2026-01-12', noticeWithdrawn('2026-01-05')))
      .then('NoticeWithdrawn 2026-01-05', 'OfferWithdrawn 2026-01-10'));
  test('a notice is not withdrawn once a citizen has accepted', () =>
    given(lived, noticed('2026-01-01'), offered('2026-01-02'), accepted('2026-01-03'))
      .when(noticeWithdrawn('2026-01-04'))
      .refused('LETTING_COMMITTED'));
  test('notice can be given again after it was withdrawn', () =>
    given(lived, noticed('2026-01-01'), noticeWithdrawn('2026-01-02')).when(noticed('2026-01-02')).then('NoticeGiven 2026-01-02'));

  test('nobody continues a tenancy that does not end', () => given(lived).when(continued('2026-01-01')).refused('NO_NOTICE'));
  test('after the spouse stays, the old death is no ground for vacating', () =>
    given(lived, died('2026-02-03'), continued('2026-02-10'))
      .when(vacated('2026-02-20', { reason: 'death' }))
      .refused('NO_NOTICE'));

  test('a home is not vacated without death or notice', () => given(lived).when(vacated('2026-01-01')).refused('NO_NOTICE'));
  test('an eviction needs neither', () =>
    given(lived)
      .when(vacated('2026-01-01', { reason: 'eviction' }))
      .then('Vacated 2026-01-01'));
  test('a vacating without recorded steps is direct', () =>
    given(lived)
      .when(vacated('2026-01-01', { direct: true }))
      .then('Vacated 2026-01-01'));
  test('a home may be vacated before the day of its notice', () =>
    given(lived, noticed('2026-01-10')).when(vacated('2026-01-05')).then('Vacated 2026-01-05'));
  test('an empty home is not vacated again', () =>
    given(lived, noticed('2026-01-01'), vacated('2026-01-05')).when(vacated('2026-01-06')).refused('NOT_OCCUPIED'));
  test('a home may be vacated from tomorrow, not from the day after', () => {
    given(lived, recordedOn('2026-01-01', noticed('2026-01-01')))
      .when({ ...vacated('2026-01-02'), recordedOn: '2026-01-01' })
      .then('Vacated 2026-01-02');
    given(lived, noticed('2026-01-01'))
      .when({ ...vacated('2026-01-03'), recordedOn: '2026-01-01' })
      .refused('FUTURE_FACT');
  });

  test('clearing is permitted after a death, or while the home is cleared', () => {
    given(lived).when(cleared('2026-01-01')).refused('WRONG_STATE');
    given(lived, died('2026-01-01')).when(cleared('2026-01-02')).then('ClearancePermitted 2026-01-02');
  });
  test('keys come back once, and only from those who leave', () => {
    given(lived).when(keys('2026-01-01')).refused('WRONG_STATE');
    given(lived, noticed('2026-01-01'), keys('2026-01-02')).when(keys('2026-01-03')).refused('WRONG_STATE');
  });
  test('keys returned before the vacating bring the home straight to inspection', () => {
    const story = given(lived, noticed('2026-01-01'), keys('2026-01-02'), vacated('2026-01-05'));
    story.when(keys('2026-01-06')).refused('WRONG_STATE');
  });
  test('a death is refused in an empty home, and out of order before the vacating that stands', () => {
    const story = given(lived, noticed('2026-01-01'), vacated('2026-01-05'));
    story.when(died('2026-01-06')).refused('NOT_OCCUPIED');
    story.when(died('2026-01-03')).then('DeathRegistered 2026-01-03');
  });
  test('a step of the next tenancy does not count for the last one', () =>
    given(
      lived,
      noticed('2026-01-01'),
      vacated('2026-01-05'),
      ready('2026-01-06', { direct: true }),
      movedIn('2026-01-07', { direct: true }),
    )
      .when(vacated('2026-01-09'))
      .refused('NO_NOTICE'));
});
