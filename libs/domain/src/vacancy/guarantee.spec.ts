import type { CitizenEvents, CivilDate, Fact, PolicyFields, UnitKind } from '../events.js';
import { DEFAULT_POLICY } from '../policy/policy.js';
import { guaranteeClocks, guaranteeFigures, offerOn, type CitizenOffer } from './guarantee.js';

const fact = <T extends keyof CitizenEvents>(type: T, effective: CivilDate, payload: CitizenEvents[T]) =>
  ({
    type,
    effective,
    payload,
    id: `${type} ${effective}`,
    v: 1,
    revision: 0,
    recordedAt: `${effective}T10:00:00.000Z`,
    commandId: 'c',
  }) as unknown as Fact;
const approved = (on: CivilDate, list: 'general' | 'specific' = 'general', elderly = true) =>
  fact('CitizenApproved', on, { list, elderly });
const listChanged = (on: CivilDate, list: 'general' | 'specific') => fact('ListChanged', on, { list });
const removed = (on: CivilDate) => fact('RemovedFromList', on, { reason: 'moved_away' });
const taken = (on: CivilDate) => fact('HomeTaken', on, { unit: 'eksempel.1' });

const offer = (
  made: CivilDate,
  outcome: CitizenOffer['outcome'] = 'pending',
  resolved?: CivilDate,
  kind: UnitKind = 'care_home',
): CitizenOffer => ({
  offerId: made,
  unitId: 'eksempel.1',
  kind,
  made,
  respondBy: made,
  outcome,
  ...(resolved && { resolved }),
  eventIds: [`offer ${made}`],
});

const historyOf = (
  facts: Fact[],
  offers: CitizenOffer[] = [],
  asOf = '2026-12-31',
  policyOn: (day: CivilDate) => PolicyFields = () => DEFAULT_POLICY,
) => guaranteeClocks(facts, offers, policyOn, asOf);
const clocks = (...asked: Parameters<typeof historyOf>) => historyOf(...asked).clocks;

describe('the guarantee (R10) covers', () => {
  test('nobody on a specific list, and nobody who is not elderly', () =>
    expect([...clocks([approved('2026-01-31', 'specific')]), ...clocks([approved('2026-01-31', 'general', false)])]).toEqual([]));

  test('a citizen from the change to the general list on; the day of the decision stays as it was', () =>
    expect(clocks([approved('2026-01-31', 'specific'), listChanged('2026-03-31', 'general')])).toMatchObject([
      { decidedOn: '2026-01-31', start: '2026-03-31', deadline: '2026-05-31', readyBy: '2026-06-14' },
    ]));

  test('a citizen until the list is left', () =>
    expect(clocks([approved('2026-01-31'), removed('2026-02-10')])).toMatchObject([{ stoppedOn: '2026-02-10', breachDays: 0 }]));
});

describe('a clock of the guarantee', () => {
  test('is met by the first care or dementia home offered, also after the deadline, and the days of delay are counted', () =>
    expect(
      clocks([approved('2026-01-31')], [offer('2026-03-01', 'declined', '2026-01-30', 'supported_home'), offer('2026-04-04')]),
    ).toMatchObject([{ metOn: '2026-04-04', breachDays: 4 }]));

  test('starts on a refusal, and an offer that is still open then meets it at once', () =>
    expect(clocks([approved('2026-01-31')], [offer('2026-02-10', 'declined', '2026-02-15'), offer('2026-02-12')])).toMatchObject([
      { start: '2026-01-31', metOn: '2026-02-10', stoppedOn: '2026-02-15' },
      { start: '2026-02-15', metOn: '2026-02-12', deadline: '2026-04-15', breachDays: 0 },
    ]));

  test('starts once for refusals received on the same day, and none of the refused offers meets it', () =>
    expect(
      clocks([approved('2026-01-31')], [offer('2026-02-10', 'declined', '2026-02-15'), offer('2026-02-15', 'declined', '2026-02-15')]),
    ).toMatchObject([
      { start: '2026-01-31', metOn: '2026-02-10', stoppedOn: '2026-02-15' },
      { start: '2026-02-15', deadline: '2026-04-15', breachDays: 260 },
    ]));

  test('sees an offer as open on a day before it was answered', () => {
    const answered = offer('2026-02-10', 'declined', '2026-02-15');
    expect(offerOn(answered, '2026-02-14')).toEqual(offer('2026-02-10'));
    expect(offerOn(answered, '2026-02-15')).toEqual(answered);
  });

  test('that starts with the change to the general list is met at once by an offer that is still open', () =>
    expect(
      clocks([approved('2026-01-01', 'specific'), listChanged('2026-03-01', 'general')], [offer('2026-02-20', 'declined', '2026-03-05')]),
    ).toMatchObject([{ start: '2026-03-01', metOn: '2026-02-20', breachDays: 0 }, { start: '2026-03-05' }]));

  test('goes on when the list is changed and is the general one as before', () =>
    expect(clocks([approved('2026-01-31'), listChanged('2026-02-10', 'general')])).toMatchObject([{ start: '2026-01-31' }]));

  test('runs by the policy of its first day', () => {
    const fourWeeks = (day: CivilDate) => ({
      ...DEFAULT_POLICY,
      guaranteeMonths: day < '2026-02-15' ? 2 : 1,
      guaranteeReadyDays: day < '2026-02-15' ? 14 : 0,
    });
    expect(clocks([approved('2026-01-31')], [offer('2026-02-10', 'declined', '2026-02-15')], '2026-12-31', fourWeeks)).toMatchObject([
      { deadline: '2026-03-31', readyBy: '2026-04-14' },
      { deadline: '2026-03-15', readyBy: '2026-03-15' },
    ]);
  });
});

describe('the guarantee figures of a period', () => {
  const citizens = new Map([
    ['on time', historyOf([approved('2026-01-10'), taken('2026-03-01')], [offer('2026-02-01', 'accepted', '2026-02-05')])],
    ['too late', historyOf([approved('2026-01-10')], [offer('2026-03-20')])],
    ['waiting', historyOf([approved('2026-03-25')], [], '2026-03-31')],
    ['overdue', historyOf([approved('2026-01-05')], [], '2026-03-31')],
  ]);
  const quarter = { from: '2026-01-01', to: '2026-03-31', asOf: '2026-03-31' };

  test('cover the clocks met in time, out of those that ended or are overdue', () =>
    expect(guaranteeFigures(citizens, quarter)).toMatchObject({ covered: { num: 1, den: 3 }, met: 1, breached: 2, breachDays: 10 + 26 }));

  test('count the wait from the decision to the accepted offer', () =>
    expect(guaranteeFigures(citizens, quarter)).toMatchObject({ waits: 1, meanWaitingDays: { num: 26, den: 1 } }));

  test('are null when there was nothing to count', () =>
    expect(guaranteeFigures(citizens, { ...quarter, from: '2025-01-01', to: '2025-12-31' })).toMatchObject({
      covered: null,
      meanWaitingDays: null,
      explained: [],
    }));
});
