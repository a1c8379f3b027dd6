import {
  accepted,
  ANNA,
  BENT,
  built,
  byMunicipality,
  cancelled,
  completed,
  correct,
  declined,
  decommissioned,
  DORA,
  expired,
  extended,
  given,
  inspected,
  keys,
  movedIn,
  noticed,
  offered,
  offerWithdrawn,
  ordered,
  outOfService,
  backInService,
  ready,
  recordedOn,
  registered,
  released,
  reopened,
  rentSet,
  reserved,
  retract,
  signed,
  vacated,
} from '../testing/story.js';

const empty = [registered('2015-01-01'), noticed('2026-05-01'), vacated('2026-06-01')];
const lettable = [...empty, keys('2026-06-01'), inspected('2026-06-02')];
const let1 = [...lettable, offered('2026-06-03'), accepted('2026-06-05')];

describe('works', () => {
  test('an inspection dated before the keys is out of order', () =>
    given(...empty, keys('2026-06-03'))
      .when(inspected('2026-06-02'))
      .refused('DATE_ORDER', { on: '2026-06-02', type: 'KeysReturned', stepOn: '2026-06-03' }));
  test('an inspection without keys is refused', () =>
    given(...empty)
      .when(inspected('2026-06-02'))
      .refused('WRONG_STATE'));
  test('a home without works is ready the same day', () =>
    given(...empty, keys('2026-06-01'))
      .when(inspected('2026-06-02'))
      .then('InspectionDone 2026-06-02', 'ReadyForLetting 2026-06-02'));
  test('works run until completed; then the home is ready unless a sign-off is wanted', () => {
    const inWorks = [...empty, keys('2026-06-01'), inspected('2026-06-02', { works: 'standard' }), ordered('2026-06-03')];
    given(...inWorks)
      .when(completed('2026-06-10'))
      .then('WorksCompleted 2026-06-10', 'ReadyForLetting 2026-06-10');
    const story = given(...inWorks);
    story.town.policy('eksempel', { effective: '2020-01-01', readySignOff: true });
    story.when(completed('2026-06-10')).then('WorksCompleted 2026-06-10');
    story.when(movedIn('2026-06-11', { direct: true })).refused('NOT_READY');
    story.when(ready('2026-06-11')).then('ReadyForLetting 2026-06-11');
  });
  test('a home in works is declared ready only directly', () => {
    given(...empty)
      .when(ready('2026-06-02'))
      .refused('NOT_READY');
    given(...empty)
      .when(ready('2026-06-02', { direct: true }))
      .then('ReadyForLetting 2026-06-02');
  });
  test('reopened works stop the move-in', () =>
    given(...let1, signed('2026-06-06'), reopened('2026-06-07'))
      .when(movedIn('2026-06-08'))
      .refused('NOT_READY'));
});

describe('offers', () => {
  test('an occupied home without notice is not lettable', () =>
    given(registered('2015-01-01')).when(offered('2026-06-03')).refused('NOT_LETTABLE'));
  test('respondBy falls back to the answer days of the policy of that day', () => {
    const { town, when } = given(...lettable);
    when(offered('2026-06-03')).then('OfferMade 2026-06-03');
    expect(town.home('eksempel.1').at(-1)?.payload).toEqual({ offerId: 'o1', citizen: ANNA, respondBy: '2026-06-10', direct: false });
  });
  test('a citizen on no list is not eligible, whatever the day', () =>
    given(...lettable)
      .when(offered('2026-06-03', { citizen: DORA }))
      .refused('CITIZEN_NOT_ELIGIBLE'));
  test('an unknown citizen is unknown', () =>
    given(...lettable)
      .when(offered('2026-06-03', { citizen: '00000000-0000-5000-8000-000000000099' }))
      .refused('CITIZEN_UNKNOWN'));
  test('an offer names a citizen or is direct', () => {
    given(...lettable)
      .when(offered('2026-06-03', { citizen: undefined }))
      .refused('MALFORMED');
    given(...lettable)
      .when(offered('2026-06-03', { citizen: undefined, direct: true }))
      .then('OfferMade 2026-06-03');
  });
  test('the policy says how many offers are open at once', () => {
    const story = given(...lettable, offered('2026-06-03'));
    story.when(offered('2026-06-04', { offerId: 'o2', citizen: BENT })).refused('OFFER_OPEN');
    story.town.policy('eksempel', { effective: '2026-06-04', maxOpenOffers: 2 });
    story.when(offered('2026-06-04', { offerId: 'o2', citizen: BENT })).then('OfferMade 2026-06-04');
  });
  test('an answer due before the offer is out of order', () =>
    given(...lettable)
      .when(offered('2026-06-03', { respondBy: '2026-06-02' }))
      .refused('DATE_ORDER', { type: 'OfferMade', stepOn: '2026-06-03' }));
  test('an offer id is used once; the very same offer again changes nothing', () => {
    given(...lettable, offered('2026-06-03'))
      .when(offered('2026-06-03'))
      .then();
    given(...lettable, offered('2026-06-03'))
      .when(offered('2026-06-04'))
      .refused('MALFORMED');
  });
  test('a home out of service is not offered; taking it out withdraws what is pending', () => {
    const story = given(...lettable, offered('2026-06-03'));
    story.when(outOfService('2026-06-04')).then('TakenOutOfService 2026-06-04', 'OfferWithdrawn 2026-06-04');
    story.when(offered('2026-06-05', { offerId: 'o2' })).refused('OUT_OF_SERVICE');
    story.when(outOfService('2026-06-05')).refused('OUT_OF_SERVICE');
    story.when(backInService('2026-06-06')).then('ReturnedToService 2026-06-06');
    story.when(backInService('2026-06-07')).refused('NOT_OUT_OF_SERVICE');
  });
  test('out of service and back in one command leaves later offers alone', () =>
    given(...lettable, offered('2026-06-10'))
      .when(recordedOn('2026-06-12', outOfService('2026-06-04', { returned: '2026-06-08' })))
      .then('TakenOutOfService 2026-06-04', 'ReturnedToService 2026-06-08'));
  test('an occupied home is not taken out of service', () =>
    given(registered('2015-01-01')).when(outOfService('2026-06-04')).refused('OCCUPIED'));
  test('is not back in service after its end, which is named', () =>
    given(...lettable, recordedOn('2026-06-12', decommissioned('2026-06-06')))
      .when(outOfService('2026-06-04', { returned: '2026-06-08' }))
      .refused('BREAKS_HISTORY', { type: 'UnitDecommissioned', on: '2026-06-06' }));
  test('a reserved home is offered to nobody else', () =>
    given(...lettable, reserved('2026-06-03', { citizen: BENT }))
      .when(offered('2026-06-04'))
      .refused('RESERVED'));
  test('a reservation is refused beside an open offer, and released once', () => {
    given(...lettable, offered('2026-06-03'))
      .when(reserved('2026-06-04'))
      .refused('WRONG_STATE');
    given(...lettable)
      .when(released('2026-06-04'))
      .refused('WRONG_STATE');
  });
  test('the administrator may offer only where the policy says so', () => {
    const story = given(...lettable);
    story.town.policy('eksempel', { effective: '2026-01-01', administratorMayOffer: false });
    story.when(offered('2026-06-03')).refused('NOT_YOUR_PART');
    story.when(byMunicipality(offered('2026-06-03'))).then('OfferMade 2026-06-03');
  });
});

describe('answers', () => {
  const open = [...lettable, offered('2026-06-03', { respondBy: '2026-06-09' })];
  test('an answer on the last day counts', () =>
    given(...open)
      .when(accepted('2026-06-09'))
      .then('OfferAccepted 2026-06-09'));
  test('an answer after it does not', () =>
    given(...open)
      .when(accepted('2026-06-10'))
      .refused('OFFER_EXPIRED'));
  test('an answer before the offer is out of order', () =>
    given(...open)
      .when(recordedOn('2026-06-04', declined('2026-06-02')))
      .refused('DATE_ORDER', { type: 'OfferMade', stepOn: '2026-06-03' }));
  test('an unknown offer is unknown', () =>
    given(...open)
      .when(accepted('2026-06-04', { offerId: 'o9' }))
      .refused('OFFER_UNKNOWN'));
  test('a withdrawn offer is no longer pending, even on a day when it was', () =>
    given(...open, offerWithdrawn('2026-06-08'))
      .when(accepted('2026-06-05'))
      .refused('OFFER_NOT_PENDING'));
  test('an offer expires the day after its last', () => {
    given(...open)
      .when(recordedOn('2026-06-09', expired('2026-06-09')))
      .refused('NOT_EXPIRED');
    given(...open)
      .when(recordedOn('2026-06-20', expired('2026-06-20')))
      .then('OfferExpired 2026-06-10');
  });
  test('an expired offer expires no second time', () =>
    given(...open, recordedOn('2026-06-12', expired('2026-06-12')))
      .when(expired('2026-06-13'))
      .then());
  test('a yes on the last day that is typed in after the expiry counts and retracts it', () =>
    given(...open, recordedOn('2026-06-10', expired('2026-06-10')))
      .when(recordedOn('2026-06-12', accepted('2026-06-09')))
      .then('OfferAccepted 2026-06-09', 'EventRetracted 2026-06-12'));
  test('an expired offer is neither withdrawn nor extended', () => {
    const story = given(...open, recordedOn('2026-06-10', expired('2026-06-10')));
    story.when(offerWithdrawn('2026-06-10')).refused('OFFER_NOT_PENDING');
    story.when(extended('2026-06-10', { respondBy: '2026-06-20' })).refused('OFFER_NOT_PENDING');
  });
  test('an extension is to a later day, and moves the last day of the answer', () => {
    given(...open)
      .when(extended('2026-06-05', { respondBy: '2026-06-09' }))
      .refused('DATE_ORDER', { type: 'OfferMade', stepOn: '2026-06-03' });
    given(...open, extended('2026-06-05', { respondBy: '2026-06-15' }))
      .when(accepted('2026-06-15'))
      .then('OfferAccepted 2026-06-15');
  });
  test('a yes withdraws every other pending offer', () => {
    const story = given(...open);
    story.town.policy('eksempel', { effective: '2026-01-01', maxOpenOffers: 2 });
    story.when(offered('2026-06-06', { offerId: 'o2', citizen: BENT })).then('OfferMade 2026-06-06');
    story.when(recordedOn('2026-06-07', accepted('2026-06-05'))).then('OfferAccepted 2026-06-05', 'OfferWithdrawn 2026-06-06');
    story.when(accepted('2026-06-07', { offerId: 'o2' })).refused('OFFER_NOT_PENDING');
  });
  test('one citizen says yes to one home', () => {
    const second = 'eksempel.2';
    const story = given(...let1);
    for (const step of [...lettable, offered('2026-06-04', { offerId: 'p1' })]) story.town.order(second, step.name, step.fields);
    expect(() => story.town.order(second, 'AcceptOffer', { effective: '2026-06-05', offerId: 'p1' })).toThrow('CITIZEN_ALREADY_ACCEPTED');
    story.when(cancelled('2026-06-06')).then('AcceptanceCancelled 2026-06-06');
    expect(story.town.order(second, 'AcceptOffer', { effective: '2026-06-06', offerId: 'p1' })).toHaveLength(1);
  });
});

describe('moving in', () => {
  test('nothing is signed before a yes', () =>
    given(...lettable)
      .when(signed('2026-06-04'))
      .refused('NOTHING_ACCEPTED'));
  test('nobody moves in without a contract, unless the policy says so', () => {
    const story = given(...let1);
    story.when(movedIn('2026-06-06')).refused('NO_CONTRACT');
    story.town.policy('eksempel', { effective: '2026-06-07', contractBeforeMoveIn: false });
    story.when(movedIn('2026-06-07')).then('MovedIn 2026-06-07');
  });
  test('who moves in directly finds no open offer', () => {
    given(...lettable, offered('2026-06-03'))
      .when(movedIn('2026-06-06', { direct: true }))
      .refused('LETTING_COMMITTED');
    given(...lettable)
      .when(movedIn('2026-06-06', { direct: true }))
      .then('MovedIn 2026-06-06');
  });
  test('a new home is let from the day it is commissioned', () => {
    const planned = recordedOn('2026-07-01', built('2026-09-01'));
    given(planned)
      .when(movedIn('2026-08-01', { direct: true }))
      .refused('NOT_READY');
    given(planned).when(offered('2026-08-01')).then('OfferMade 2026-08-01');
    given(planned)
      .when(movedIn('2026-09-01', { direct: true }))
      .then('MovedIn 2026-09-01');
  });
  test('a home leaves the portfolio empty, and then takes no command but a correction', () => {
    given(registered('2015-01-01')).when(decommissioned('2026-06-01')).refused('OCCUPIED');
    given(...let1)
      .when(decommissioned('2026-06-07'))
      .refused('LETTING_COMMITTED');
    const story = given(...lettable, decommissioned('2026-06-07'));
    story.when(rentSet('2026-06-08')).refused('DECOMMISSIONED');
    story.when(retract(['UnitDecommissioned'])).then('EventRetracted 2026-06-08');
  });
});

describe('corrections', () => {
  const moved = [...let1, signed('2026-06-06'), movedIn('2026-06-10')];
  test('a corrected day keeps the whole history legal or is refused', () => {
    given(...moved)
      .when(correct('Vacated', { newEffective: '2026-05-28' }))
      .then('EventCorrected 2026-06-10');
    given(...moved)
      .when(correct('Vacated', { newEffective: '2026-06-04' }))
      .refused('BREAKS_HISTORY');
    given(...moved)
      .when(correct('MovedIn', { newEffective: '2026-06-12' }))
      .refused('FUTURE_FACT');
  });
  test('the same correction on the same day changes nothing', () => {
    const fix = correct('Vacated', { newEffective: '2026-05-28' });
    given(...moved, fix)
      .when(fix)
      .then();
  });
  test('a correction, an expiry and a retracted event are not corrected', () => {
    given(...moved, correct('Vacated', { newEffective: '2026-05-28' }))
      .when(retract(['EventCorrected']))
      .refused('NOT_CORRECTABLE');
    given(...lettable, offered('2026-06-03'), recordedOn('2026-06-12', expired('2026-06-12')))
      .when(retract(['OfferExpired']))
      .refused('NOT_CORRECTABLE');
    given(...moved, retract(['MovedIn']))
      .when(correct('MovedIn', { newEffective: '2026-06-09' }, '2026-06-11'))
      .refused('NOT_CORRECTABLE');
  });
  test('an unknown event is unknown, and a correction says something', () => {
    given(...moved)
      .when(correct('WorksOrdered', { newEffective: '2026-06-09' }))
      .refused('EVENT_UNKNOWN');
    given(...moved)
      .when(correct('MovedIn', {}))
      .refused('MALFORMED');
    given(...moved)
      .when(correct('Vacated', { newPayload: { reason: 'holiday' } }))
      .refused('MALFORMED');
  });
  test('ready moves with the completed works', () => {
    const works = [
      ...empty,
      keys('2026-06-01'),
      inspected('2026-06-02', { works: 'standard' }),
      ordered('2026-06-03'),
      completed('2026-06-10'),
    ];
    const story = given(...works);
    story.when(correct('WorksCompleted', { newEffective: '2026-06-08' })).then('EventCorrected 2026-06-10');
    story.when(movedIn('2026-06-08', { direct: true })).then('MovedIn 2026-06-08');
  });
  test('a retracted yes brings the withdrawn offers back', () => {
    const story = given(...lettable, offered('2026-06-03'));
    story.town.policy('eksempel', { effective: '2026-01-01', maxOpenOffers: 2 });
    story.when(offered('2026-06-04', { offerId: 'o2', citizen: BENT })).then('OfferMade 2026-06-04');
    story.when(accepted('2026-06-05')).then('OfferAccepted 2026-06-05', 'OfferWithdrawn 2026-06-05');
    story.when(retract(['OfferAccepted'])).then('EventRetracted 2026-06-05');
    story.when(accepted('2026-06-05', { offerId: 'o2' })).then('OfferAccepted 2026-06-05', 'OfferWithdrawn 2026-06-05');
  });
  test('an answer day corrected below the day of the yes breaks history', () =>
    given(...lettable, offered('2026-06-03'), accepted('2026-06-05'))
      .when(correct('OfferMade', { newPayload: { offerId: 'o1', citizen: ANNA, respondBy: '2026-06-04' } }))
      .refused('BREAKS_HISTORY'));
  test('an answer day corrected to a later day undoes the expiry until it comes back', () => {
    const story = given(...lettable, offered('2026-06-03', { respondBy: '2026-06-05' }), recordedOn('2026-06-07', expired('2026-06-07')));
    story
      .when(correct('OfferMade', { newPayload: { offerId: 'o1', citizen: ANNA, respondBy: '2026-06-20' } }))
      .then('EventCorrected 2026-06-07');
    story.when(accepted('2026-06-15')).then('OfferAccepted 2026-06-15');
  });
  test('an acceptance revived by a retraction claims its citizen first', () => {
    const story = given(...let1, cancelled('2026-06-06'));
    for (const step of [...lettable, offered('2026-06-07', { offerId: 'p1' }), accepted('2026-06-08', { offerId: 'p1' })]) {
      if (step.fields.effective && step.fields.effective > story.town.today) story.town.today = step.fields.effective;
      story.town.order('eksempel.2', step.name, step.fields);
    }
    story.when(retract(['AcceptanceCancelled'])).refused('CITIZEN_ALREADY_ACCEPTED');
  });
  test('a registration is retracted only while nothing else stands; then the home is unknown', () => {
    given(...empty)
      .when(retract(['UnitRegistered']))
      .refused('NOT_CORRECTABLE');
    const story = given(registered('2015-01-01'), retract(['UnitRegistered']));
    story.when(noticed('2026-01-01')).refused('UNIT_UNKNOWN');
    story.when(registered('2015-01-01')).then('UnitRegistered 2015-01-01');
  });
  test('an offer retracted behind its own live answer breaks history', () => {
    given(...lettable, offered('2026-06-03'), declined('2026-06-05'))
      .when(retract(['OfferMade']))
      .refused('BREAKS_HISTORY');
    given(...lettable, offered('2026-06-03'), declined('2026-06-05'))
      .when(retract(['OfferDeclined', 'OfferMade']))
      .then('EventRetracted 2026-06-05', 'EventRetracted 2026-06-05');
  });
});
