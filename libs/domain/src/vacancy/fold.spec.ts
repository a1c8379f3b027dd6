import { liveFacts } from '../live-facts.js';
import type { Fact } from '../events.js';
import {
  accepted,
  BENT,
  backInService,
  built,
  cancelled,
  completed,
  continued,
  correct,
  decommissioned,
  died,
  expired,
  given,
  HOME,
  inspected,
  keys,
  movedIn,
  noticeChanged,
  noticed,
  noticeWithdrawn,
  offered,
  ordered,
  outOfService,
  ready,
  recordedOn,
  registered,
  rentSet,
  reopened,
  reserved,
  signed,
  vacated,
} from '../testing/story.js';
import { foldHistory } from './fold.js';
import type { UnitHistory } from './history.js';

type Told = Parameters<typeof given>;
const historyOf = (...told: Told): UnitHistory => foldHistory(HOME, liveFacts(given(...told).town.home(HOME))) as UnitHistory;
/** Each phase with its first day, in order. */
const phases = (history: UnitHistory, n = -1) => history.episodes.at(n)?.phases.map(({ phase, from }) => `${phase} ${from}`);

const LIVED_IN = registered('2015-01-01');
const NOTICE = noticed('2026-05-01', { liableUntil: '2026-06-15' });
const VACATED = vacated('2026-06-01');
const READY = [LIVED_IN, NOTICE, VACATED, keys('2026-06-01'), inspected('2026-06-01')];

test('a home that nobody registered has no history', () => expect(foldHistory(HOME, [])).toBeUndefined());

describe('what a home waits for (R5)', () => {
  test('keys returned before the home is empty leave no day of clearing', () =>
    expect(phases(historyOf(LIVED_IN, NOTICE, keys('2026-05-28'), VACATED))).toEqual(['inspection 2026-06-01']));

  test('works last until the sign-off, and once more from a reopening until the home is ready again', () =>
    expect(
      phases(
        historyOf(
          LIVED_IN,
          NOTICE,
          VACATED,
          keys('2026-06-02'),
          inspected('2026-06-03', { works: 'standard' }),
          ordered('2026-06-04'),
          completed('2026-06-10'),
          reopened('2026-06-12'),
          completed('2026-06-15'),
        ),
      ),
    ).toEqual([
      'clearing 2026-06-01',
      'inspection 2026-06-02',
      'ordering 2026-06-03',
      'works 2026-06-04',
      'matching 2026-06-10',
      'works 2026-06-12',
      'matching 2026-06-15',
    ]));

  test('when a home was declared ready directly, days between milestones that are no neighbours are unrecorded', () => {
    const direct = (on: string) => ready(on, { direct: true });
    expect(phases(historyOf(LIVED_IN, NOTICE, VACATED, direct('2026-06-09')))).toEqual(['unrecorded 2026-06-01', 'matching 2026-06-09']);
    expect(phases(historyOf(LIVED_IN, NOTICE, VACATED, keys('2026-06-03'), direct('2026-06-09')))).toEqual([
      'clearing 2026-06-01',
      'unrecorded 2026-06-03',
      'matching 2026-06-09',
    ]);
    const seen = [keys('2026-06-03'), inspected('2026-06-05', { works: 'major' })] as const;
    expect(phases(historyOf(LIVED_IN, NOTICE, VACATED, ...seen, direct('2026-06-09')))).toEqual([
      'clearing 2026-06-01',
      'inspection 2026-06-03',
      'unrecorded 2026-06-05',
      'matching 2026-06-09',
    ]);
    expect(phases(historyOf(LIVED_IN, NOTICE, VACATED, ...seen, ordered('2026-06-06'), direct('2026-06-09')))?.slice(2)).toEqual([
      'ordering 2026-06-05',
      'works 2026-06-06',
      'matching 2026-06-09',
    ]);
  });

  test('days out of service belong to no other phase', () =>
    expect(phases(historyOf(...READY, outOfService('2026-06-05'), backInService('2026-06-08')))).toEqual([
      'matching 2026-06-01',
      'out_of_service 2026-06-05',
      'matching 2026-06-08',
    ]));

  test('a new home is in matching from its first day, and its first letting is no re-letting', () => {
    const history = historyOf(built('2026-06-01'), movedIn('2026-06-09', { direct: true }));
    expect(phases(history)).toEqual(['matching 2026-06-01']);
    expect(history.episodes).toMatchObject([{ firstLet: true, vacantFrom: '2026-06-01', ended: '2026-06-09', endedBy: 'let' }]);
  });

  test('a home vacated and moved into on the same day is a letting of 0 days', () => {
    const letting = [
      offered('2026-05-10', { respondBy: '2026-06-01' }),
      accepted('2026-05-11'),
      signed('2026-05-12', { rentFrom: '2026-06-01' }),
    ] as const;
    const history = historyOf(LIVED_IN, NOTICE, ...letting, VACATED, keys('2026-06-01'), inspected('2026-06-01'), movedIn('2026-06-01'));
    expect(history.episodes).toMatchObject([{ vacantFrom: '2026-06-01', ended: '2026-06-01', phases: [] }]);
    expect(history.offers).toMatchObject([{ outcome: 'accepted', episode: `${HOME}/2026-06-01` }]);
  });

  test('a planned home given up before its first day never stood empty', () => {
    const history = historyOf(built('2026-09-01'), decommissioned('2026-06-01'));
    expect(history).toMatchObject({ decommissioned: '2026-06-01', episodes: [] });
  });
});

describe('the phases made by offers, reservations and acceptances', () => {
  test('a yes ends a reservation that was recorded before it, also one of a later day', () => {
    const history = historyOf(
      ...READY,
      offered('2026-06-02'),
      recordedOn('2026-06-11', expired('2026-06-10')),
      reserved('2026-06-11', { citizen: BENT }),
      recordedOn('2026-06-12', accepted('2026-06-08')),
      cancelled('2026-06-14'),
    );
    expect(phases(history)).toEqual(['matching 2026-06-01', 'offer_pending 2026-06-02', 'move_in 2026-06-08', 'matching 2026-06-14']);
    expect(history.offers).toMatchObject([{ outcome: 'accepted', resolved: '2026-06-08' }]);
  });

  test('a reservation goes on after its offer has expired, and while the offer is open the day counts as offer pending', () =>
    expect(
      phases(historyOf(...READY, reserved('2026-06-03'), offered('2026-06-05', { respondBy: '2026-06-07' }), expired('2026-06-08'))),
    ).toEqual(['matching 2026-06-01', 'reserved 2026-06-03', 'offer_pending 2026-06-05', 'reserved 2026-06-08']));

  test('a second contract replaces the first, and a cancelled yes takes its contract with it', () => {
    const yes = [offered('2026-06-02'), accepted('2026-06-03'), signed('2026-06-04', { rentFrom: '2026-06-20' })] as const;
    expect(historyOf(...READY, ...yes, signed('2026-06-05', { rentFrom: '2026-06-25' })).episodes).toMatchObject([
      { rentFrom: '2026-06-25' },
    ]);
    expect(historyOf(...READY, ...yes, cancelled('2026-06-06')).episodes[0]).not.toHaveProperty('rentFrom');
  });

  test('an offer made under a notice that was then withdrawn belongs to no letting', () => {
    const stayed = [LIVED_IN, noticed('2026-02-01'), offered('2026-02-02'), keys('2026-02-03'), noticeWithdrawn('2026-02-10')] as const;
    const history = historyOf(...stayed, NOTICE, VACATED);
    expect(phases(history)).toEqual(['clearing 2026-06-01']);
    expect(history.offers[0]).toMatchObject({ outcome: 'withdrawn', resolved: '2026-02-10' });
    expect(history.offers[0]).not.toHaveProperty('episode');
  });

  test('when the spouse stays, the death and its notice are no part of a later vacancy', () => {
    const history = historyOf(
      LIVED_IN,
      died('2026-01-10'),
      noticed('2026-01-12', { by: 'estate', liableUntil: '2026-12-31' }),
      continued('2026-01-20'),
      vacated('2026-06-01', { reason: 'transfer' }),
    );
    expect(history.episodes[0]).not.toHaveProperty('liableUntil');
    expect(history.episodes[0]).not.toHaveProperty('noticeReceived');
    expect(history.episodes[0]?.eventIds).toHaveLength(2);
  });
});

describe('a vacancy keeps', () => {
  test('a notice that came after the home was empty, with its last change', () => {
    const history = historyOf(
      LIVED_IN,
      died('2026-05-30'),
      VACATED,
      noticed('2026-06-20', { by: 'estate', liableUntil: '2026-07-31' }),
      noticeChanged('2026-07-01', { liableUntil: '2026-08-31' }),
    );
    expect(history.episodes).toMatchObject([{ noticeReceived: '2026-06-20', liableUntil: '2026-08-31', reason: 'notice' }]);
  });

  test('the day on which major works were last completed', () =>
    expect(
      historyOf(
        LIVED_IN,
        NOTICE,
        VACATED,
        keys('2026-06-01'),
        inspected('2026-06-01', { works: 'major' }),
        ordered('2026-06-01'),
        completed('2026-06-20'),
        reopened('2026-06-22'),
        completed('2026-06-25'),
      ).episodes,
    ).toMatchObject([{ works: 'major', majorWorksCompleted: '2026-06-25' }]));

  test('the ids of every event that shaped it, with the rent in force, and of none from the tenancy before', () => {
    const told = given(
      LIVED_IN,
      rentSet('2026-01-01'),
      rentSet('2026-03-01', { rentOere: 710000 }),
      ...READY.slice(1),
      offered('2026-06-02'),
      accepted('2026-06-03'),
      signed('2026-06-04'),
      movedIn('2026-06-09'),
      noticed('2026-06-20'),
      vacated('2026-06-30'),
    );
    const facts = liveFacts(told.town.home(HOME));
    const typesOf = (n: number) => {
      const ids = new Set(foldHistory(HOME, facts)?.episodes[n]?.eventIds);
      return facts.filter(({ id }) => ids.has(id)).map(({ type }) => type);
    };
    expect(typesOf(0)).toEqual<Fact['type'][]>([
      'RentSet',
      'NoticeGiven',
      'Vacated',
      'KeysReturned',
      'InspectionDone',
      'ReadyForLetting',
      'OfferMade',
      'OfferAccepted',
      'ContractSigned',
      'MovedIn',
    ]);
    expect(typesOf(1)).toEqual<Fact['type'][]>(['RentSet', 'NoticeGiven', 'Vacated']);
  });

  test('a corrected day, as if it had been recorded so from the start', () => {
    const corrected = historyOf(...READY, correct('Vacated', { newEffective: '2026-05-28' }, '2026-07-01'));
    expect(phases(corrected)).toEqual(['clearing 2026-05-28', 'matching 2026-06-01']);
  });
});
