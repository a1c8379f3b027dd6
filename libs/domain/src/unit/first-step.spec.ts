import { given, inspected, keys, movedIn, noticed, offered, ordered, registered, step, vacated } from '../testing/story.js';

const lived = registered('2015-01-01');
const LEAVING = [lived, noticed('2026-05-01')];
const VACANT = [...LEAVING, vacated('2026-06-01')];
const INSPECTED = [...VACANT, keys('2026-06-01'), inspected('2026-06-02', { works: 'standard' })];
const DAY = '2026-06-03';

describe('a step that comes too early is refused by naming the one that has to come first', () => {
  test.each([
    ['the keys of a home that nobody leaves', [lived], 'ReturnKeys', {}, 'GiveNotice'],
    ['a planned inspection there', [lived], 'PlanInspection', { planned: DAY }, 'GiveNotice'],
    ['a clearance there', [lived], 'RecordClearance', { basis: 'certificate' }, 'RegisterDeath'],
    ['an inspection while somebody lives there', LEAVING, 'RecordInspection', { works: 'none' }, 'RecordVacated'],
    ['works while somebody lives there', LEAVING, 'OrderWorks', { due: DAY }, 'RecordVacated'],
    ['their end while somebody lives there', LEAVING, 'CompleteWorks', {}, 'RecordVacated'],
    [
      'a reservation of a home that nobody leaves',
      [lived],
      'Reserve',
      { citizen: '00000000-0000-5000-8000-000000000001' },
      'RecordVacated',
    ],
    ['the release of what is not reserved', VACANT, 'ReleaseReservation', {}, 'Reserve'],
    ['an inspection without the keys', VACANT, 'RecordInspection', { works: 'none' }, 'ReturnKeys'],
    ['works without an inspection', [...VACANT, keys('2026-06-01')], 'OrderWorks', { due: DAY }, 'RecordInspection'],
    ['the end of works that nobody ordered', INSPECTED, 'CompleteWorks', {}, 'OrderWorks'],
    [
      'a reservation beside an open offer',
      [...VACANT, offered('2026-06-02')],
      'Reserve',
      { citizen: '00000000-0000-5000-8000-000000000001' },
      'WithdrawOffer',
    ],
  ] as const)('%s', (_, told, name, fields, needs) =>
    given(...told)
      .when({ ...step(name, fields)(DAY), by: name === 'Reserve' || name === 'ReleaseReservation' ? 'municipality' : 'administrator' })
      .refused('WRONG_STATE', { needs }),
  );

  test('a home that is not ready tells what it waits for', () => {
    given(lived).when(movedIn(DAY)).refused('NOT_READY', { needs: 'RecordVacated' });
    given(...INSPECTED, ordered(DAY))
      .when(movedIn(DAY))
      .refused('NOT_READY', { needs: 'CompleteWorks' });
    given(lived).when(step('DeclareReady')(DAY)).refused('NOT_READY', { needs: 'RecordVacated' });
  });

  test('a step that lies behind names none', () =>
    expect(() => given(...INSPECTED, ordered(DAY), step('RecordInspection', { works: 'none' })('2026-06-04'))).toThrow(
      expect.objectContaining({ code: 'WRONG_STATE', details: { stage: 'works', on: '2026-06-04' } }),
    ));
});
