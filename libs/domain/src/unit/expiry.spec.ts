import { asOf, liveFacts } from '../live-facts.js';
import {
  accepted,
  ANNA,
  BENT,
  correct,
  declined,
  expired,
  extended,
  given,
  givenTown,
  HOME,
  inspected,
  keys,
  movedIn,
  noticed,
  offered,
  offerWithdrawn,
  recordedOn,
  registered,
  retract,
  signed,
  vacated,
} from '../testing/story.js';
import type { Town } from '../testing/town.js';
import { foldHistory } from '../vacancy/fold.js';

const lettable = [registered('2015-01-01'), noticed('2026-05-01'), vacated('2026-06-01'), keys('2026-06-01'), inspected('2026-06-02')];
const open = [...lettable, offered('2026-06-03', { respondBy: '2026-06-05' })];
const ran = [...open, recordedOn('2026-06-07', expired('2026-06-07'))];
const dueOn = (respondBy: string) => correct('OfferMade', { newPayload: { offerId: 'o1', citizen: ANNA, respondBy } });
/** Its last day was the 20th all along, so that the expiry of the 6th is undone. */
const open20 = [...ran, dueOn('2026-06-20')];

/** What became of each offer, as of a day. */
const offersOn = (town: Town, day: string) =>
  foldHistory(HOME, asOf(liveFacts(town.home(HOME)), day))?.offers.map(
    ({ offerId, outcome, resolved = '' }) => `${offerId} ${outcome} ${resolved}`,
  );

describe('an expiry follows the last day of the answer as judged now', () => {
  test('corrected, it moves to the day after it', () => {
    expect(offersOn(given(...ran, dueOn('2026-06-04')).town, '2026-12-31')).toEqual(['o1 expired 2026-06-05']);
    expect(offersOn(given(...ran, { ...dueOn('2026-06-10'), recordedOn: '2026-06-30' }).town, '2026-12-31')).toEqual([
      'o1 expired 2026-06-11',
    ]);
  });
  test('undone while that day lies ahead, it comes back by itself on that day', () => {
    const { town, when } = given(...open20);
    expect(offersOn(town, '2026-06-20')).toEqual(['o1 pending ']);
    expect(offersOn(town, '2026-06-21')).toEqual(['o1 expired 2026-06-21']);
    when(recordedOn('2026-06-20', expired('2026-06-20'))).refused('NOT_EXPIRED');
    when(recordedOn('2026-06-21', expired('2026-06-21'))).then();
    when(offerWithdrawn('2026-06-21')).refused('OFFER_NOT_PENDING');
  });
  test('it does not come back to an offer that was answered or withdrawn in between', () => {
    expect(offersOn(given(...open20, accepted('2026-06-15')).town, '2026-12-31')).toEqual(['o1 accepted 2026-06-15']);
    expect(offersOn(given(...open20, declined('2026-06-15')).town, '2026-12-31')).toEqual(['o1 declined 2026-06-15']);
    expect(offersOn(given(...open20, offerWithdrawn('2026-06-15')).town, '2026-12-31')).toEqual(['o1 withdrawn 2026-06-15']);
  });
  test('nor to one that ended with its letting', () => {
    const { town } = given(...ran);
    const first = town.home(HOME).find(({ type }) => type === 'OfferMade')?.id;
    givenTown(
      town,
      offered('2026-06-08', { offerId: 'o2', citizen: BENT }),
      accepted('2026-06-09', { offerId: 'o2' }),
      signed('2026-06-09'),
    );
    const newPayload = { offerId: 'o1', citizen: ANNA, respondBy: '2026-06-20' };
    town.order(HOME, 'CorrectEvent', { target: first, newPayload, reason: 'typing_error' });
    givenTown(town, movedIn('2026-06-10'));
    expect(offersOn(town, '2026-12-31')).toEqual(['o1 ended 2026-06-10', 'o2 accepted 2026-06-09']);
  });
  test('a yes retracted before that day leaves the expiry to come', () =>
    expect(offersOn(given(...open20, accepted('2026-06-15'), retract(['OfferAccepted'])).town, '2026-12-31')).toEqual([
      'o1 expired 2026-06-21',
    ]));
  test('an offer that is pending again is in the way of erasing its citizen', () => {
    const { town } = given(...open20);
    expect(() => town.citizen(ANNA, 'EraseCitizenData', { effective: '2026-06-07' })).toThrow('STILL_IN_USE');
    town.today = '2026-06-21';
    expect(town.citizen(ANNA, 'EraseCitizenData', { effective: '2026-06-21' })).toHaveLength(1);
  });
  test('a retracted extension lets the offer expire on its first day', () => {
    const longer = [...open, extended('2026-06-04', { respondBy: '2026-06-08' }), recordedOn('2026-06-10', expired('2026-06-09'))];
    expect(offersOn(given(...longer, retract(['OfferExtended'])).town, '2026-12-31')).toEqual(['o1 expired 2026-06-06']);
  });
  test('a retracted extension breaks a yes given in it', () =>
    given(...open, extended('2026-06-04', { respondBy: '2026-06-08' }), accepted('2026-06-07'))
      .when(retract(['OfferExtended']))
      .refused('BREAKS_HISTORY', { type: 'OfferAccepted' }));
});

describe('an answer recorded late counts', () => {
  test('a no too, and it retracts the expiry', () =>
    given(...ran)
      .when(recordedOn('2026-06-10', declined('2026-06-05')))
      .then('OfferDeclined 2026-06-05', 'EventRetracted 2026-06-10'));
  test('not after the last day', () =>
    given(...ran)
      .when(recordedOn('2026-06-10', declined('2026-06-06')))
      .refused('OFFER_EXPIRED'));
  test('a yes withdraws what was offered since, and is refused while another yes stands', () => {
    const since = offered('2026-06-07', { offerId: 'o2', citizen: BENT });
    given(...ran, since)
      .when(recordedOn('2026-06-10', accepted('2026-06-05')))
      .then('OfferAccepted 2026-06-05', 'OfferWithdrawn 2026-06-07', 'EventRetracted 2026-06-10');
    given(...ran, since, accepted('2026-06-08', { offerId: 'o2' }))
      .when(recordedOn('2026-06-10', accepted('2026-06-05')))
      .refused('LETTING_COMMITTED');
  });
  test('retracted again, the offer is open until it expires anew', () => {
    const { when } = given(...ran, recordedOn('2026-06-10', accepted('2026-06-05')), retract(['OfferAccepted']));
    when(expired('2026-06-10')).then('OfferExpired 2026-06-06');
  });
});
