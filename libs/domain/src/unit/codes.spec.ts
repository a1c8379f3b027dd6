import { Refusal, UNIT_COMMANDS, type Fact, type UnitCommandName } from '../index.js';
import { DEFAULT_POLICY } from '../policy/policy.js';
import {
  accepted,
  BENT,
  byMunicipality,
  cancelled,
  died,
  given,
  HOME,
  inspected,
  keys,
  noticed,
  noticeWithdrawn,
  offered,
  outOfService,
  recordedOn,
  registered,
  released,
  rentSet,
  reserved,
  signed,
  vacated,
} from '../testing/story.js';
import { decide } from '../law/decide.js';
import { historyOf } from '../law/history.js';
import type { HomeContext } from './home.js';
import { UNIT } from './unit.js';

const empty = [registered('2015-01-01'), noticed('2026-05-01'), vacated('2026-06-01')];
const lettable = [...empty, keys('2026-06-01'), inspected('2026-06-02')];

describe('codes are tried in their order', () => {
  const plain = { by: 'resident', reason: 'other', works: 'none', planned: '2026-01-01', due: '2026-01-01', rentFrom: '2026-01-01' };
  const offer = { offerId: 'o1', respondBy: '2027-01-01', rentOere: 1 };
  const registration = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden' };
  const fieldsOf: Partial<Record<UnitCommandName, object>> = {
    MakeOffer: { ...offer, offerId: 'o2', citizen: BENT },
    Reserve: { citizen: BENT },
  };

  const code = (name: UnitCommandName, effective: string, recorded: readonly Fact[], stale = false): string => {
    const onList = { known: true, erased: false, entry: { list: 'general' as const, elderly: true, decidedOn: '2015-01-01' } };
    const context: HomeContext = {
      municipality: 'eksempel',
      today: '2026-06-20',
      commandId: 'c',
      by: { party: 'administrator', role: 'caseworker' },
      policyOn: () => DEFAULT_POLICY,
      citizens: new Map([[BENT, { municipality: 'eksempel', now: onList, on: () => onList }]]),
      ...(stale && {
        checkRevision: () => {
          throw new Refusal('VERSION_CONFLICT');
        },
      }),
    };
    try {
      const command = { effective, ...plain, ...offer, ...registration, ...fieldsOf[name] };
      decide(UNIT, { name, target: HOME, command }, historyOf(UNIT, recorded), context);
      return 'taken';
    } catch (refusal) {
      return (refusal as Refusal).code;
    }
  };
  const others = (Object.keys(UNIT_COMMANDS) as UnitCommandName[]).filter((name) => name !== 'RegisterUnit');

  test.each(others)('%s: an unknown home, a stale revision, a fact ahead, a home that has left', (name) => {
    const facts = given(...lettable, offered('2026-06-03', { respondBy: '2026-06-10' })).town.home(HOME);
    const left = [...facts, { ...facts.at(-1), type: 'UnitDecommissioned', effective: '2026-06-15', revision: 99, payload: {} } as Fact];
    expect(code(name, '2027-01-01', [], true)).toBe('UNIT_UNKNOWN');
    expect(code(name, '2027-01-01', left, true)).toBe('VERSION_CONFLICT');
    // An expiry is judged by its offer before all that has become of the home.
    const gone = name === 'ExpireOffer' ? 'OFFER_NOT_PENDING' : 'DECOMMISSIONED';
    expect(code(name, '2027-01-01', left)).toBe(name === 'SetRent' || name === 'ExpireOffer' ? gone : 'FUTURE_FACT');
    expect(code(name, '2026-06-16', left)).toBe(gone);
  });

  test('an offer id that is used is malformed, whatever else is wrong; strangers learn nothing of it', () => {
    const story = given(...lettable, offered('2026-06-03'));
    story.when(recordedOn('2026-06-04', offered('2026-06-09'))).refused('MALFORMED');
    story.when(offered('2026-06-03', { citizen: '00000000-0000-5000-8000-000000000099' })).refused('MALFORMED');
    const asStranger = { party: 'municipality', role: 'caseworker', municipality: 'nordby' } as const;
    const here = { municipality: 'eksempel', today: '2026-06-04', commandId: 'c', policyOn: () => DEFAULT_POLICY, citizens: new Map() };
    const again = { effective: '2026-06-04', offerId: 'o1', citizen: BENT };
    const order = { name: 'MakeOffer', target: HOME, command: again };
    expect(() => decide(UNIT, order, historyOf(UNIT, story.town.home(HOME)), { ...here, by: asStranger })).toThrow('UNIT_UNKNOWN');
  });
  test('whose part an expiry is goes by the policy of its own day', () => {
    const story = given(...lettable, offered('2026-06-03', { respondBy: '2026-06-10' }));
    story.town.policy('eksempel', { effective: '2026-06-11', administratorMayOffer: false });
    story
      .when(recordedOn('2026-06-20', { name: 'ExpireOffer', fields: { offerId: 'o1', effective: '2026-06-01' } }))
      .refused('NOT_YOUR_PART');
    story.when(byMunicipality({ name: 'ExpireOffer', fields: { offerId: 'o1' } })).then('OfferExpired 2026-06-11');
  });
  test('what was true only in between is out of order, but for the list', () => {
    const story = given(...lettable, reserved('2026-06-03', { citizen: BENT }), released('2026-06-05'));
    story.when(offered('2026-06-04')).refused('DATE_ORDER', { on: '2026-06-04', type: 'ReservationReleased', stepOn: '2026-06-05' });
    given(...lettable, offered('2026-06-03'), accepted('2026-06-05'))
      .when(recordedOn('2026-06-06', signed('2026-06-04')))
      .refused('DATE_ORDER', { type: 'OfferAccepted', stepOn: '2026-06-05' });
  });
  test('a fact of tomorrow is no part of the state of today', () =>
    given(registered('2015-01-01'), recordedOn('2026-06-01', noticed('2026-06-01')), { ...vacated('2026-06-02'), recordedOn: '2026-06-01' })
      .when(died('2026-06-01'))
      .then('DeathRegistered 2026-06-01'));
  test('what a fact of tomorrow keeps from that day is told with it', () =>
    given(registered('2015-01-01'), recordedOn('2026-06-01', noticed('2026-06-01')), { ...vacated('2026-06-02'), recordedOn: '2026-06-01' })
      .when({ ...vacated('2026-06-02', { reason: 'eviction' }), recordedOn: '2026-06-01' })
      .refused('DATE_ORDER', { type: 'Vacated', stepOn: '2026-06-02' }));
});

describe('nothing to change', () => {
  test('out of service and back, said again by the same command', () => {
    const closed = recordedOn('2026-06-12', outOfService('2026-06-04', { returned: '2026-06-08' }));
    const story = given(...lettable, closed);
    story.when(closed).then();
    story
      .when(outOfService('2026-06-04', { returned: '2026-06-09' }))
      .refused('DATE_ORDER', { type: 'ReturnedToService', stepOn: '2026-06-08' });
  });
  test('keys that outlived a notice which was withdrawn after a death', () => {
    const back = [registered('2015-01-01'), died('2026-01-01'), noticed('2026-01-02'), keys('2026-01-05')];
    given(...back, noticeWithdrawn('2026-01-06'))
      .when(keys('2026-01-05'))
      .then();
    given(registered('2015-01-01'), noticed('2026-01-02'), keys('2026-01-05'), noticeWithdrawn('2026-01-06'), noticed('2026-01-06'))
      .when(recordedOn('2026-01-07', keys('2026-01-05')))
      .refused('DATE_ORDER', { type: 'NoticeGiven', stepOn: '2026-01-06' });
  });
  test('the same yes again, but no yes that was cancelled', () => {
    const yes = [...lettable, offered('2026-06-03'), accepted('2026-06-05')];
    given(...yes)
      .when(accepted('2026-06-05'))
      .then();
    given(...yes, cancelled('2026-06-06'))
      .when(recordedOn('2026-06-06', accepted('2026-06-05')))
      .refused('OFFER_NOT_PENDING');
  });
  test('a rent that another has replaced since is set again', () => {
    const story = given(registered('2015-01-01'), rentSet('2026-01-01'), rentSet('2026-02-01', { rentOere: 1 }));
    story.when(rentSet('2026-02-01', { rentOere: 1 })).then();
    story.when(rentSet('2026-01-01')).then('RentSet 2026-01-01');
  });
});
