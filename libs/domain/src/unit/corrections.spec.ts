import { liveFacts } from '../live-facts.js';
import {
  accepted,
  ANNA,
  BENT,
  cancelled,
  completed,
  correct,
  died,
  expired,
  given,
  HOME,
  inspected,
  extended,
  keys,
  movedIn,
  noticed,
  offered,
  offerWithdrawn,
  ordered,
  outOfService,
  recordedOn,
  registered,
  reopened,
  rentSet,
  reserved,
  retract,
  signed,
  vacated,
} from '../testing/story.js';
import type { Town } from '../testing/town.js';
import { foldHistory } from '../vacancy/fold.js';

const lived = registered('2015-01-01');
const empty = [lived, noticed('2026-05-01'), vacated('2026-06-01')];
const lettable = [...empty, keys('2026-06-01'), inspected('2026-06-01')];
const later = recordedOn('2026-06-20', rentSet('2026-06-20'));
const phases = (town: Town) =>
  foldHistory(HOME, liveFacts(town.home(HOME)))?.episodes.flatMap((episode) => episode.phases.map(({ phase, from }) => `${phase} ${from}`));

describe('what a correction may be about', () => {
  test('no expiry and no correction, also where only its content would be new', () => {
    const ran = [...lettable, offered('2026-06-03', { respondBy: '2026-06-05' }), recordedOn('2026-06-07', expired('2026-06-07'))];
    given(...ran)
      .when(correct('OfferExpired', { newPayload: { offerId: 'o1' } }))
      .refused('NOT_CORRECTABLE');
    given(...lettable, correct('KeysReturned', { newEffective: '2026-05-30' }))
      .when(correct('EventCorrected', { newPayload: { reason: 'other' } }))
      .refused('NOT_CORRECTABLE');
  });
  test('content that does not fit is malformed before anything else is said', () =>
    given(...lettable, later)
      .when(correct('Vacated', { newEffective: '2030-01-01', newPayload: { reason: 'holiday' } }))
      .refused('MALFORMED'));
  test('content that lacks a field is told which, not that it fits ill', () => {
    const { town } = given(...lettable);
    const left = town.home(HOME).find(({ type }) => type === 'Vacated');
    const emptied = { target: left?.id, newPayload: {}, reason: 'other' };
    expect(() => town.order(HOME, 'CorrectEvent', emptied)).toThrow(expect.objectContaining({ fault: 'FIELD_LACKS', field: 'reason' }));
  });
  test('who moved in is not corrected beside the offer, which has claimed its citizen', () => {
    const living = [...lettable, offered('2026-06-03'), accepted('2026-06-04'), signed('2026-06-04'), movedIn('2026-06-05')];
    given(...living)
      .when(correct('MovedIn', { newPayload: { citizen: BENT, direct: false } }))
      .refused('MALFORMED');
    const offer = (citizen: string) => correct('OfferMade', { newPayload: { offerId: 'o1', citizen, respondBy: '2026-06-10' } });
    const { town } = given(...living, retract(['MovedIn']), offer(BENT), movedIn('2026-06-05'));
    expect(town.home(HOME).at(-1)?.payload).toMatchObject({ citizen: BENT });
    expect(liveFacts(town.recorded(`citizen-${ANNA}`)).map(({ type }) => type)).toEqual([
      'CitizenApproved',
      'HomeClaimed',
      'ClaimReleased',
    ]);
  });
  test('the day from which a home is lived in is no plan, also inside a registration', () => {
    const home = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600000 };
    given(lived, later)
      .when(correct('UnitRegistered', { newPayload: { ...home, occupiedSince: '2030-01-01' } }))
      .refused('FUTURE_FACT');
    given(lived, later)
      .when(correct('UnitRegistered', { newPayload: { ...home, occupiedSince: '2014-12-31' } }))
      .refused('DATE_ORDER');
  });
  test('what moves along may not lie ahead either', () => {
    const sameDay = [...lettable, recordedOn('2026-06-20', outOfService('2026-06-20', { returned: '2026-06-20' }))];
    given(...sameDay)
      .when(correct('ReturnedToService', { newEffective: '2026-06-21' }))
      .refused('FUTURE_FACT');
  });
  test('the same correction another day is recorded again, and undone by a retraction it is refused', () => {
    const fix = { newEffective: '2026-05-28' };
    given(...empty, correct('Vacated', fix, '2026-07-01'))
      .when(correct('Vacated', fix, '2026-07-02'))
      .then('EventCorrected 2026-07-02');
    given(...empty, correct('Vacated', fix, '2026-07-01'), retract(['Vacated']))
      .when(correct('Vacated', fix))
      .refused('NOT_CORRECTABLE');
  });
});

describe('what goes with it', () => {
  test('everything that its command recorded on its day, and a new content the target alone', () => {
    const works = [
      ...empty,
      keys('2026-06-01'),
      inspected('2026-06-02', { works: 'major' }),
      ordered('2026-06-03'),
      completed('2026-06-10'),
    ];
    expect(phases(given(...works, later, correct('ReadyForLetting', { newEffective: '2026-06-12' })).town)?.at(-1)).toBe(
      'matching 2026-06-12',
    );
    given(...lettable)
      .when(correct('InspectionDone', { newPayload: { works: 'standard' } }))
      .refused('BREAKS_HISTORY', { type: 'ReadyForLetting' });
    given(...works, reopened('2026-06-12'), later)
      .when(correct('WorksCompleted', { newEffective: '2026-06-13' }))
      .refused('BREAKS_HISTORY', { type: 'WorksReopened' });
  });
  test('a home without works that was declared ready later and directly waited for nobody knows what', () => {
    const direct = { name: 'DeclareReady', fields: { effective: '2026-06-09', direct: true } } as const;
    const story = given(...empty, keys('2026-06-01'), inspected('2026-06-03', { works: 'standard' }), direct);
    story.when(correct('InspectionDone', { newPayload: { works: 'none' } })).then('EventCorrected 2026-06-09');
    expect(phases(story.town)).toEqual(['inspection 2026-06-01', 'unrecorded 2026-06-03', 'matching 2026-06-09']);
  });
  test('an offer moved behind its withdrawal was never open, and moved behind its answer breaks history', () => {
    const story = given(...lettable, offered('2026-06-03'), offerWithdrawn('2026-06-05'), later);
    story.when(correct('OfferMade', { newEffective: '2026-06-08' })).then('EventCorrected 2026-06-20');
    expect(phases(story.town)).toEqual(['matching 2026-06-01']);
    story.when(accepted('2026-06-09')).refused('OFFER_NOT_PENDING');
    const longer = [offered('2026-06-03', { respondBy: '2026-06-09' }), extended('2026-06-04', { respondBy: '2026-06-20' })];
    given(...lettable, ...longer, later, correct('OfferMade', { newEffective: '2026-06-08' }))
      .when(expired('2026-06-20'))
      .refused('NOT_EXPIRED', { respondBy: '2026-06-20' });
    given(...lettable, offered('2026-06-03'), accepted('2026-06-05'), later)
      .when(correct('OfferMade', { newEffective: '2026-06-08' }))
      .refused('BREAKS_HISTORY', { type: 'OfferAccepted' });
  });
  test('a reservation whose day is corrected into a yes that was cancelled stands when that yes has ended', () => {
    const yes = [...lettable, offered('2026-06-03'), accepted('2026-06-05'), cancelled('2026-06-10')];
    const { town, when } = given(...yes, reserved('2026-06-12', { citizen: BENT }), correct('Reserved', { newEffective: '2026-06-06' }));
    expect(phases(town)).toEqual(['matching 2026-06-01', 'offer_pending 2026-06-03', 'move_in 2026-06-05', 'reserved 2026-06-10']);
    when(offered('2026-06-13', { offerId: 'o2', citizen: ANNA })).refused('RESERVED');
  });
  test('a death cannot be moved behind the vacating that it was the ground of, nor the vacating before it', () => {
    const dead = [lived, died('2026-01-10'), vacated('2026-01-11', { reason: 'death' }), later];
    given(...dead)
      .when(correct('Vacated', { newEffective: '2026-01-09' }))
      .refused('BREAKS_HISTORY', { type: 'DeathRegistered' });
    given(...dead)
      .when(correct('DeathRegistered', { newEffective: '2026-01-12' }))
      .refused('BREAKS_HISTORY', { type: 'Vacated', on: '2026-01-11' });
    given(...dead)
      .when(retract(['DeathRegistered']))
      .refused('BREAKS_HISTORY', { type: 'Vacated' });
  });
});

describe('a correction that cannot stand where it is put names what is in its way, never itself', () => {
  const letAgain = [...lettable, offered('2026-06-03'), accepted('2026-06-04'), signed('2026-06-05'), movedIn('2026-06-06')];
  test.each<
    [
      string,
      'MovedIn' | 'InspectionDone' | 'ContractSigned' | 'KeysReturned' | 'OfferAccepted' | 'OfferMade',
      Record<string, string>,
      object,
    ]
  >([
    ['an inspection before the keys', 'InspectionDone', { newEffective: '2026-05-31' }, { type: 'Vacated', on: '2026-06-01' }],
    ['a yes before its offer', 'OfferAccepted', { newEffective: '2026-06-02' }, { type: 'OfferMade', on: '2026-06-03' }],
    ['an offer behind its yes', 'OfferMade', { newEffective: '2026-06-05' }, { type: 'OfferAccepted', on: '2026-06-04' }],
    ['a yes behind the contract', 'OfferAccepted', { newEffective: '2026-06-06' }, { type: 'ContractSigned', on: '2026-06-05' }],
    ['a contract before the yes', 'ContractSigned', { newEffective: '2026-06-03' }, { type: 'OfferAccepted', on: '2026-06-04' }],
    ['a move-in before the yes', 'MovedIn', { newEffective: '2026-06-03' }, { type: 'OfferAccepted', on: '2026-06-04' }],
    ['a contract behind the move-in', 'ContractSigned', { newEffective: '2026-06-07' }, { type: 'MovedIn', on: '2026-06-06' }],
    ['keys behind the inspection', 'KeysReturned', { newEffective: '2026-06-02' }, { type: 'InspectionDone', on: '2026-06-01' }],
  ])('%s', (_, type, fields, details) =>
    given(...letAgain, recordedOn('2026-06-20', rentSet('2026-06-20')))
      .when(correct(type, fields))
      .refused('BREAKS_HISTORY', details),
  );
  test('works that were none, on another day: that the home was ready at its inspection', () =>
    given(...lettable, later)
      .when(correct('InspectionDone', { newEffective: '2026-06-02', newPayload: { works: 'major' } }))
      .refused('BREAKS_HISTORY', { type: 'ReadyForLetting', on: '2026-06-01' }));
  test('a yes behind the last day to answer: the offer, or what extended it', () => {
    given(...lettable, offered('2026-06-03', { respondBy: '2026-06-05' }), accepted('2026-06-04'), later)
      .when(correct('OfferAccepted', { newEffective: '2026-06-06' }))
      .refused('BREAKS_HISTORY', { type: 'OfferMade', on: '2026-06-03' });
    given(
      ...lettable,
      offered('2026-06-03', { respondBy: '2026-06-04' }),
      extended('2026-06-04', { respondBy: '2026-06-05' }),
      accepted('2026-06-05'),
      later,
    )
      .when(correct('OfferAccepted', { newEffective: '2026-06-06' }))
      .refused('BREAKS_HISTORY', { type: 'OfferExtended', on: '2026-06-04' });
  });
});
