import {
  accepted,
  backInService,
  built,
  cancelled,
  correct,
  given,
  inspected,
  inspectionPlanned,
  keys,
  movedIn,
  noticeChanged,
  noticed,
  offered,
  ordered,
  outOfService,
  ready,
  recordedOn,
  registered,
  rentSet,
  retract,
  signed,
  step,
  vacated,
  type Step,
} from '../testing/story.js';
import type { HomeRents } from '../index.js';

const agreed = step('AgreeMoveIn');
const empty = [registered('2015-01-01'), noticed('2026-05-01'), vacated('2026-06-01')];
const letAgain: Step[] = [
  ...empty,
  ready('2026-06-08', { direct: true }),
  offered('2026-06-09', { respondBy: '2026-06-16' }),
  accepted('2026-06-10'),
  signed('2026-06-11', { rentFrom: '2026-06-15' }),
];
const offersMade = (count: number) =>
  Array.from({ length: count }, (_, n) => [
    offered('2026-06-02', { offerId: `before${n}`, respondBy: '2026-06-10' }),
    step('WithdrawOffer')('2026-06-03', { offerId: `before${n}` }),
  ]).flat();

/** Something happens to another home, and it is that day. */
const elsewhere = (today: string): Step[] => [registered('2015-01-01'), noticed(today)].map((told) => ({ ...told, unit: 'eksempel.2' }));
/** Homes that cost 5,000 kroner, as many as are wanted. */
const homes = (count: number, rentOere = 500_000): HomeRents[] =>
  Array.from({ length: count }, () => ({ municipality: 'eksempel', kind: 'care_home', rents: [{ from: '2015-01-01', rentOere }] }));

describe('a vacancy', () => {
  const leaving = [registered('2015-01-01'), noticed('2024-01-01')];
  const gone = [...leaving, recordedOn('2024-01-02', vacated('2024-01-02')), keys('2024-01-02'), inspected('2024-01-02')];

  test('of 731 days, today included, asks', () =>
    given(registered('2015-01-01'), noticed('2024-11-01'))
      .when(recordedOn('2026-12-01', vacated('2024-12-01', { direct: true })))
      .warns('W_OLD_FACT Vacated 2024-12-01', 'W_LONG_VACANCY Vacated 2024-12-01', 'W_LONG_PHASE Vacated 2024-12-01'));
  test('of 730 days does not', () =>
    given(registered('2015-01-01'), noticed('2024-11-01'))
      .when(recordedOn('2026-11-30', vacated('2024-12-01')))
      .warns('W_OLD_FACT Vacated 2024-12-01', 'W_LONG_PHASE Vacated 2024-12-01'));
  test('that has grown long by itself is not asked about when something else is recorded', () =>
    given(...gone)
      .when(outOfService('2026-06-01'))
      .warns());
  test('before a first letting asks, too', () =>
    given(...elsewhere('2018-01-01'))
      .when(built('2015-12-01'))
      .warns('W_LONG_VACANCY UnitRegistered 2015-12-01'));
  test('that was over after 730 days is not asked about, however long ago it was', () =>
    given(...gone.slice(0, 3), ready('2024-01-03', { direct: true }))
      .when(recordedOn('2026-12-01', movedIn('2024-06-01', { direct: true })))
      .warns('W_OLD_FACT MovedIn 2024-06-01'));
});

describe('a phase', () => {
  const waiting = [...empty, keys('2026-06-02'), inspected('2026-06-03', { works: 'major' })];

  test('that has grown long by itself is not asked about when it ends', () =>
    given(...waiting, ordered('2026-06-04'))
      .when(recordedOn('2027-06-05', step('CompleteWorks')('2027-06-05')))
      .warns());
  test('that a correction makes longer than a year asks', () =>
    given(...waiting, ordered('2026-07-04'), step('CompleteWorks')('2027-06-20'))
      .when(correct('WorksOrdered', { newEffective: '2026-06-19' }, '2027-06-21'))
      .warns('W_LONG_PHASE WorksOrdered 2026-06-19'));
  test('of 365 days does not', () =>
    given(...waiting, ordered('2026-07-04'), step('CompleteWorks')('2027-06-20'))
      .when(correct('WorksOrdered', { newEffective: '2026-06-20' }, '2027-06-21'))
      .warns());
  test('is summed over the vacancy: twice out of service for 200 days asks at the second', () =>
    given(...empty, outOfService('2026-06-02'), backInService('2026-12-19'))
      .when(recordedOn('2027-08-01', outOfService('2026-12-20', { returned: '2027-07-08' })))
      .warns('W_LONG_PHASE TakenOutOfService 2026-06-02'));
});

describe('a day', () => {
  test('401 days before it is recorded asks', () =>
    given(registered('2015-01-01'))
      .when(recordedOn('2026-07-07', noticed('2025-06-01')))
      .warns('W_OLD_FACT NoticeGiven 2025-06-01'));
  test('400 days before does not', () =>
    given(registered('2015-01-01'))
      .when(recordedOn('2026-07-06', noticed('2025-06-01')))
      .warns());
  test('of a registration never does', () =>
    given(...elsewhere('2026-07-07'))
      .when(registered('2015-01-01'))
      .warns());
  test('that is moved is recorded when it is corrected', () =>
    given(registered('2015-01-01'), noticed('2025-06-01'))
      .when(correct('NoticeGiven', { newEffective: '2025-06-02' }, '2026-08-01'))
      .warns('W_OLD_FACT NoticeGiven 2025-06-02'));
  test('that was old already is not asked about again when it is moved', () =>
    given(registered('2015-01-01'), recordedOn('2026-08-01', noticed('2025-06-01')))
      .when(correct('NoticeGiven', { newEffective: '2025-06-02' }, '2026-08-02'))
      .warns());
  test('more than ten years from every other asks, and so does the one that it leaves alone', () =>
    given(registered('2015-01-01'), noticed('2015-06-01'))
      .when(vacated('2026-06-02'))
      .warns('W_YEAR NoticeGiven 2015-06-01', 'W_YEAR Vacated 2026-06-02'));
  test('ten years from another to the day does not', () =>
    given(registered('2015-01-01'), noticed('2015-06-01')).when(vacated('2025-06-01')).warns());
  test('of a plan counts: a liability that ends in 2062 instead of 2026', () =>
    given(registered('2015-01-01'))
      .when(noticed('2026-06-01', { liableUntil: '2062-06-30' }))
      .warns('W_YEAR NoticeGiven 2026-06-01', 'W_YEAR NoticeGiven 2026-06-01'));
  test('that is the only one of its home does not ask', () => given(registered('2015-01-01')).when(noticed('2026-06-01')).warns());
  test('of a rent that is agreed ahead counts', () =>
    given(registered('2015-01-01'), noticed('2026-05-01'), noticeChanged('2026-05-02', { by: 'relatives' }))
      .when(recordedOn('2026-05-02', rentSet('2062-07-01')))
      .warns('W_YEAR RentSet 2062-07-01'));
  test('is asked about once, and not again for what stands on it', () =>
    given(registered('2015-01-01'), noticed('2015-06-01'), vacated('2026-06-02')).when(keys('2026-06-02')).warns());
});

describe('a tenancy', () => {
  const livedIn = [built('2026-01-01'), movedIn('2026-02-01', { direct: true }), noticed('2026-02-02')];

  test('of six days asks', () =>
    given(...livedIn)
      .when(vacated('2026-02-07'))
      .warns('W_SHORT_STAY Vacated 2026-02-07'));
  test('of seven days does not', () =>
    given(...livedIn)
      .when(vacated('2026-02-08'))
      .warns());
  test('whose move-in is not known does not', () =>
    given(...elsewhere('2026-02-01'), registered('2026-02-01', { occupiedSince: '2026-02-01' }), noticed('2026-02-02'))
      .when(vacated('2026-02-03'))
      .warns());
});

describe('a rent', () => {
  test('under half the median of ten homes asks', () =>
    given(registered('2015-01-01'))
      .when(rentSet('2026-06-01', { rentOere: 249_999 }))
      .warnsBeside(homes(10), 'W_RENT RentSet 2026-06-01'));
  test('of half or double the median does not', () => {
    given(registered('2015-01-01'))
      .when(rentSet('2026-06-01', { rentOere: 250_000 }))
      .warnsBeside(homes(10));
    given(registered('2015-01-01'))
      .when(rentSet('2026-06-01', { rentOere: 1_000_000 }))
      .warnsBeside(homes(10));
  });
  test('over double asks, also of a new home', () =>
    given()
      .when(registered('2015-01-01', { rentOere: 1_000_001 }))
      .warnsBeside(homes(10), 'W_RENT UnitRegistered 2015-01-01'));
  test('beside nine homes does not', () =>
    given(registered('2015-01-01'))
      .when(rentSet('2026-06-01', { rentOere: 1 }))
      .warnsBeside(homes(9)));
  test('that is agreed ahead of its day counts', () =>
    given(registered('2015-01-01'))
      .when(recordedOn('2026-06-01', rentSet('2027-01-01', { rentOere: 1 })))
      .warnsBeside(homes(10), 'W_RENT RentSet 2027-01-01'));
  test('is compared with those in force on its day, of homes that are still there', () => {
    const dearer = homes(10).map((home): HomeRents => ({ ...home, rents: [...home.rents, { from: '2026-01-01', rentOere: 2_000_000 }] }));
    given(registered('2015-01-01'))
      .when(rentSet('2025-12-31', { rentOere: 600_000 }))
      .warnsBeside(dearer);
    given(registered('2015-01-01'))
      .when(rentSet('2026-01-01', { rentOere: 600_000 }))
      .warnsBeside(dearer, 'W_RENT RentSet 2026-01-01');
    const left = homes(10).map((home): HomeRents => ({ ...home, decommissioned: '2026-01-01' }));
    given(registered('2015-01-01'))
      .when(rentSet('2026-01-01', { rentOere: 1 }))
      .warnsBeside(left);
  });
  test('between two middle ones is compared with half their sum', () => {
    const two = [...homes(5, 400_000), ...homes(5, 500_001)];
    given(registered('2015-01-01'))
      .when(rentSet('2026-06-01', { rentOere: 900_001 }))
      .warnsBeside(two);
    given(registered('2015-01-01'))
      .when(rentSet('2026-06-01', { rentOere: 900_002 }))
      .warnsBeside(two, 'W_RENT RentSet 2026-06-01');
  });
});

describe('an offer', () => {
  test('is the eleventh of a vacancy: it asks', () =>
    given(...empty, ...offersMade(10))
      .when(offered('2026-06-04', { respondBy: '2026-06-11' }))
      .warns('W_OFFERS OfferMade 2026-06-04'));
  test('is the tenth, or the twelfth: it does not', () => {
    given(...empty, ...offersMade(9))
      .when(offered('2026-06-04', { respondBy: '2026-06-11' }))
      .warns();
    given(...empty, ...offersMade(11))
      .when(offered('2026-06-04', { respondBy: '2026-06-11' }))
      .warns();
  });
  test('that has to be answered the next day asks', () =>
    given(...empty)
      .when(offered('2026-06-08', { respondBy: '2026-06-09' }))
      .warns('W_NO_ANSWER_TIME OfferMade 2026-06-08'));
  test('that has to be answered in two days does not', () =>
    given(...empty)
      .when(offered('2026-06-08', { respondBy: '2026-06-10' }))
      .warns());
  test('asks when the extension that gave time is retracted', () =>
    given(
      ...empty,
      offered('2026-06-08', { respondBy: '2026-06-09' }),
      step('ExtendOffer')('2026-06-09', { offerId: 'o1', respondBy: '2026-06-12' }),
    )
      .when(retract(['OfferExtended']))
      .warns('W_NO_ANSWER_TIME OfferMade 2026-06-08'));
  test('that has to be answered on a Saturday asks, also when the policy says so', () =>
    given(...empty)
      .when(offered('2026-06-06'))
      .warns('W_NOT_WORKDAY OfferMade 2026-06-06'));
});

test('an inspection or a move-in planned on a closed day asks', () => {
  given(registered('2015-01-01'), noticed('2026-05-01'))
    .when(inspectionPlanned('2026-05-02', { planned: '2026-06-05' }))
    .warns('W_NOT_WORKDAY InspectionPlanned 2026-05-02');
  given(...letAgain)
    .when(agreed('2026-06-12', { planned: '2026-06-14' }))
    .warns('W_NOT_WORKDAY MoveInAgreed 2026-06-12');
  given(...letAgain)
    .when(step('PostponeMoveIn')('2026-06-12', { planned: '2026-06-15' }))
    .warns();
});

test('a day that is no working day, or stands alone, is named', () => {
  given(registered('2015-01-01'), noticed('2026-05-01'))
    .when(inspectionPlanned('2026-05-02', { planned: '2026-06-05' }))
    .doubtsDays('2026-06-05');
  given(registered('2015-01-01'), noticed('2015-06-01')).when(vacated('2026-06-02')).doubtsDays('2015-06-01', '2026-06-02');
});

describe('rent before the home is ready', () => {
  const accepting = [...empty, offered('2026-06-02', { respondBy: '2026-06-09' }), accepted('2026-06-03')];

  test('asks: it is owed from a day before the first ready day', () =>
    given(...accepting, ready('2026-06-10', { direct: true }))
      .when(signed('2026-06-11', { rentFrom: '2026-06-09' }))
      .warns('W_BEFORE_READY ContractSigned 2026-06-11'));
  test('asks when the home turns out to have been ready later', () =>
    given(...accepting, ready('2026-06-10', { direct: true }), signed('2026-06-11', { rentFrom: '2026-06-11' }))
      .when(correct('ReadyForLetting', { newEffective: '2026-06-12' }, '2026-06-12'))
      .warns('W_BEFORE_READY ContractSigned 2026-06-11'));
  test('asks while nobody knows when the home is ready, when it is owed today', () => {
    given(...accepting)
      .when(signed('2026-06-04', { rentFrom: '2026-06-04' }))
      .warns('W_BEFORE_READY ContractSigned 2026-06-04');
    given(...accepting)
      .when(signed('2026-06-04', { rentFrom: '2026-06-05' }))
      .warns();
  });
  test('does not ask for a ready home, nor for an acceptance that was cancelled', () => {
    given(...accepting, ready('2026-06-10', { direct: true }))
      .when(signed('2026-06-11', { rentFrom: '2026-06-10' }))
      .warns();
    const over = [ready('2026-06-10', { direct: true }), signed('2026-06-11', { rentFrom: '2026-06-11' }), cancelled('2026-06-11')];
    given(...accepting, ...over)
      .when(correct('ReadyForLetting', { newEffective: '2026-06-12' }, '2026-06-12'))
      .warns();
  });
});

describe('a liability', () => {
  test('that ends more than 120 days after the vacating asks once the home is vacated', () => {
    const until = { liableUntil: '2026-09-30' };
    given(registered('2015-01-01')).when(noticed('2026-05-01', until)).warns();
    given(registered('2015-01-01'), noticed('2026-05-01', until)).when(vacated('2026-06-01')).warns('W_LIABLE NoticeGiven 2026-05-01');
    given(registered('2015-01-01'), noticed('2026-05-01', until)).when(vacated('2026-06-02')).warns();
  });
  test('looks at the change of the notice that says so', () =>
    given(...empty)
      .when(noticeChanged('2026-06-02', { liableUntil: '2026-12-31' }))
      .warns('W_LIABLE NoticeChanged 2026-06-02'));
});

describe('vacated and moved in on one day', () => {
  test('asks', () =>
    given(...empty, ready('2026-06-01', { direct: true }))
      .when(movedIn('2026-06-01', { direct: true }))
      .warns('W_SAME_DAY MovedIn 2026-06-01'));
  test('does not ask for a first let', () =>
    given(built('2026-06-01'))
      .when(movedIn('2026-06-01', { direct: true }))
      .warns());
});
