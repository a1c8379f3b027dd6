import { CITIZEN, citizenView, decide, DEFAULT_POLICY, historyOf, UNIT } from '../index.js';
import { liveFacts } from '../live-facts.js';
import { Town } from '../testing/town.js';
import {
  accepted,
  ANNA,
  BENT,
  built,
  cancelled,
  correct,
  declined,
  decommissioned,
  died,
  expired,
  extended,
  given,
  inspected,
  keys,
  movedIn,
  noticeChanged,
  noticed,
  offered,
  recordedOn,
  registered,
  retract,
  signed,
  vacated,
} from '../testing/story.js';
import { foldUnit } from './unit.js';

const empty = [registered('2015-01-01'), noticed('2026-05-01'), vacated('2026-06-01')];
const lettable = [...empty, keys('2026-06-01'), inspected('2026-06-02')];
const direct = { direct: true };

describe('a standing yes keeps its citizen and its claim through every re-folding', () => {
  test('also when its offer was moved before the end of the letting before it', () => {
    const town = new Town('2026-01-01');
    const home = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600000 };
    for (const unit of ['eksempel.1', 'eksempel.2']) town.order(unit, 'RegisterUnit', { effective: '2026-01-01', ...home });
    town.citizen(ANNA, 'ApproveCitizen', { effective: '2026-01-01', list: 'general', elderly: true });
    const on = (day: string, unit: string, name: string, fields = {}) => {
      town.today = day;
      return town.order(unit, name as never, { effective: day, ...fields });
    };
    on('2026-01-05', 'eksempel.1', 'MoveIn', direct);
    on('2026-01-06', 'eksempel.1', 'GiveNotice', { by: 'resident' });
    const [offer] = on('2026-01-10', 'eksempel.1', 'MakeOffer', { offerId: 'o1', citizen: ANNA });
    on('2026-01-11', 'eksempel.1', 'AcceptOffer', { offerId: 'o1' });
    town.today = '2026-01-12';
    town.order('eksempel.1', 'CorrectEvent', { target: offer?.id, newEffective: '2026-01-03', reason: 'typing_error' });
    expect(foldUnit(liveFacts(town.home('eksempel.1'))).acceptance).toMatchObject({ offerId: 'o1', citizen: ANNA });
    on('2026-01-13', 'eksempel.2', 'MakeOffer', { offerId: 'o2', citizen: ANNA });
    expect(() => on('2026-01-14', 'eksempel.2', 'AcceptOffer', { offerId: 'o2' })).toThrow('CITIZEN_ALREADY_ACCEPTED');
  });
});

describe('whoever a condition asks for is read before it is decided', () => {
  const untilTheYes = () => {
    const town = new Town('2026-01-01');
    const home = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600000 };
    town.order('eksempel.1', 'RegisterUnit', { effective: '2026-01-01', ...home });
    town.citizen(ANNA, 'ApproveCitizen', { effective: '2026-01-01', list: 'general', elderly: true });
    town.today = '2026-01-12';
    town.order('eksempel.1', 'MakeOffer', { effective: '2026-01-10', offerId: 'o1', citizen: ANNA });
    town.order('eksempel.1', 'AcceptOffer', { effective: '2026-01-11', offerId: 'o1' });
    return town;
  };
  const signed = (town: Town) => () => town.order('eksempel.1', 'SignContract', { effective: '2026-01-09', rentFrom: '2026-02-01' });

  test('a contract dated before the yes has its dates in the wrong order', () =>
    expect(signed(untilTheYes())).toThrow(expect.objectContaining({ code: 'DATE_ORDER' })));

  test('unless the citizen had died by then: nothing is signed today either', () => {
    const town = untilTheYes();
    town.citizen(ANNA, 'RemoveFromList', { effective: '2026-01-05', reason: 'died' });
    expect(signed(town)).toThrow(expect.objectContaining({ code: 'NOTHING_ACCEPTED' }));
  });

  test('one whom the chapter forgets is a mistake that shows, not somebody unknown', () => {
    const town = untilTheYes();
    const history = historyOf(UNIT, town.home('eksempel.1'));
    const context = { today: town.today, commandId: 'c', municipality: 'eksempel', policyOn: () => DEFAULT_POLICY, citizens: new Map() };
    const order = { name: 'SignContract', target: 'eksempel.1', command: { effective: '2026-01-12', rentFrom: '2026-02-01' } };
    const by = { party: 'administrator', role: 'caseworker' } as const;
    expect(() => decide(UNIT, order, history, { ...context, by })).toThrow('does not name in `asksFor`');
  });
});

describe('an answer given in time counts, whatever has become of the home since', () => {
  const letSince = [
    ...lettable,
    offered('2026-06-03', { respondBy: '2026-06-06' }),
    recordedOn('2026-06-10', expired('2026-06-07')),
    movedIn('2026-06-20', direct),
  ];
  test('a no is taken, and its expiry retracted, though the home has been let', () =>
    given(...letSince)
      .when(recordedOn('2026-06-21', declined('2026-06-05')))
      .then('OfferDeclined 2026-06-05', 'EventRetracted 2026-06-21'));
  test('a yes then breaks history', () =>
    given(...letSince)
      .when(recordedOn('2026-06-21', accepted('2026-06-05')))
      .refused('BREAKS_HISTORY', { type: 'MovedIn' }));
  test('a no is taken though the home has left the portfolio', () =>
    given(...lettable, offered('2026-06-03', { respondBy: '2026-06-06' }), expired('2026-06-07'), decommissioned('2026-06-20'))
      .when(recordedOn('2026-06-21', declined('2026-06-05')))
      .then('OfferDeclined 2026-06-05', 'EventRetracted 2026-06-21'));
  test('an offer that the end of its letting reached first is ended', () => {
    const ended = [...lettable, offered('2026-06-08', { respondBy: '2026-06-15' }), recordedOn('2026-06-09', declined('2026-06-09'))];
    given(...ended, movedIn('2026-06-10', direct))
      .when(recordedOn('2026-06-21', declined('2026-06-10')))
      .refused('OFFER_NOT_PENDING');
  });
});

describe('behind a decommissioning or a direct move-in', () => {
  const yes = [...lettable, offered('2026-06-03', { respondBy: '2026-06-20' }), accepted('2026-06-10')];
  test('a standing yes refuses it, whatever its day', () => {
    given(...yes)
      .when(recordedOn('2026-06-12', decommissioned('2026-06-02')))
      .refused('LETTING_COMMITTED');
    given(...yes)
      .when(recordedOn('2026-06-12', movedIn('2026-06-02', direct)))
      .refused('LETTING_COMMITTED');
  });
  test('a cancelled yes breaks history', () => {
    const gone = [...yes, cancelled('2026-06-12')];
    given(...gone)
      .when(recordedOn('2026-06-13', decommissioned('2026-06-02')))
      .refused('BREAKS_HISTORY', { type: 'AcceptanceCancelled' });
    given(...gone)
      .when(recordedOn('2026-06-13', movedIn('2026-06-02', direct)))
      .refused('BREAKS_HISTORY', { type: 'AcceptanceCancelled' });
  });
  test('a contract that was cancelled again breaks history', () =>
    given(...yes, signed('2026-06-11'), cancelled('2026-06-12'))
      .when(recordedOn('2026-06-13', decommissioned('2026-06-02')))
      .refused('BREAKS_HISTORY', { type: 'ContractSigned' }));
  test('a home is not decommissioned before it is lived in', () => {
    const livedIn = registered('2014-01-01', { occupiedSince: '2014-06-01' });
    given(livedIn)
      .when(recordedOn('2015-03-01', decommissioned('2014-03-01')))
      .refused('OCCUPIED');
    given(livedIn, noticed('2015-02-02'), vacated('2015-03-01'))
      .when(recordedOn('2015-03-02', decommissioned('2014-03-01')))
      .refused('DATE_ORDER', { type: 'Vacated', stepOn: '2015-03-01' });
    given(built('2026-06-01'))
      .when(recordedOn('2026-05-02', decommissioned('2026-05-01')))
      .then('UnitDecommissioned 2026-05-01');
  });
});

describe('one death a tenancy', () => {
  const dead = [registered('2015-01-01'), died('2026-05-10')];
  test('a second one is DEATH_EXISTS, before and after the first, and never a matter of dates', () => {
    given(...dead)
      .when(recordedOn('2026-05-20', died('2026-05-15')))
      .refused('DEATH_EXISTS', { on: '2026-05-10' });
    given(...dead)
      .when(recordedOn('2026-05-20', died('2026-05-05')))
      .refused('DEATH_EXISTS', { on: '2026-05-10' });
    given(...dead, vacated('2026-05-11', { reason: 'death' }))
      .when(recordedOn('2026-05-20', died('2026-05-05')))
      .refused('DEATH_EXISTS');
  });
  test('the same again changes nothing, also after the tenancy was continued', () => {
    given(...dead)
      .when(recordedOn('2026-05-20', died('2026-05-10')))
      .then();
    given(...dead, { name: 'ContinueTenancy', fields: { effective: '2026-05-12', by: 'spouse' } })
      .when(recordedOn('2026-05-20', died('2026-05-10')))
      .then();
  });
  test('a tenancy that was continued may end by a death of its own', () =>
    given(...dead, { name: 'ContinueTenancy', fields: { effective: '2026-05-12', by: 'spouse' } })
      .when(died('2026-08-01'))
      .then('DeathRegistered 2026-08-01'));
});

describe('the order of codes for an answer', () => {
  test('a no to an accepted offer is no longer pending, however late it is', () =>
    given(...lettable, offered('2026-06-03', { respondBy: '2026-06-06' }), accepted('2026-06-05'))
      .when(declined('2026-06-09'))
      .refused('OFFER_NOT_PENDING'));
  test('a deadline of an answered offer finds it answered, also on a home that is gone', () =>
    given(...lettable, offered('2026-06-03', { respondBy: '2026-06-06' }), declined('2026-06-05'), decommissioned('2026-06-10'))
      .when(recordedOn('2026-06-21', expired('2026-06-07')))
      .refused('OFFER_NOT_PENDING'));
});

describe('extensions in the order of their days', () => {
  const twice = [...lettable, offered('2026-06-03', { respondBy: '2026-06-10' }), extended('2026-06-05', { respondBy: '2026-06-20' })];
  test('one that leaves a later one no longer later is out of order', () => {
    given(...twice)
      .when(recordedOn('2026-06-06', extended('2026-06-04', { respondBy: '2026-06-25' })))
      .refused('DATE_ORDER', { type: 'OfferExtended', stepOn: '2026-06-05' });
    given(...twice)
      .when(recordedOn('2026-06-06', extended('2026-06-04', { respondBy: '2026-06-15' })))
      .then('OfferExtended 2026-06-04');
  });
  test('corrected past another one it is out of order', () =>
    given(...twice, extended('2026-06-07', { respondBy: '2026-06-30' }))
      .when(correct('OfferExtended', { newEffective: '2026-06-04' }, '2026-06-08'))
      .refused('DATE_ORDER', { type: 'OfferExtended', stepOn: '2026-06-05' }));
});

describe('who has died signs nothing and moves in nowhere', () => {
  const yes = [...lettable, offered('2026-06-03'), accepted('2026-06-05')];
  const removed = (town: Town, reason: string) => town.citizen(ANNA, 'RemoveFromList', { effective: '2026-06-10', reason });
  test('on or after the day of the removal', () => {
    const { town, when } = given(...yes);
    town.today = '2026-06-10';
    removed(town, 'died');
    when(signed('2026-06-10')).refused('CITIZEN_NOT_ELIGIBLE', { needs: 'CancelAcceptance' });
    when(recordedOn('2026-06-11', signed('2026-06-09'))).then('ContractSigned 2026-06-09');
    when(movedIn('2026-06-12')).refused('CITIZEN_NOT_ELIGIBLE', { needs: 'CancelAcceptance' });
  });
  test('who left the list for another reason may still move in', () => {
    const { town, when } = given(...yes);
    town.today = '2026-06-10';
    removed(town, 'own_wish');
    when(signed('2026-06-10')).then('ContractSigned 2026-06-10');
  });
});

describe('a direct move-in may name its citizen', () => {
  const moved = movedIn('2026-06-05', { direct: true, citizen: BENT });
  test('who is claimed and taken', () => {
    const { town } = given(...lettable, moved);
    expect(liveFacts(town.home('eksempel.1')).at(-1)?.payload).toEqual({ direct: true, citizen: BENT });
    expect(town.recorded(`citizen-${BENT}`).map(({ type }) => type)).toEqual(['CitizenApproved', 'HomeClaimed', 'HomeTaken']);
  });
  test('the same again changes nothing, another citizen does not', () => {
    given(...lettable, moved)
      .when(moved)
      .then();
    given(...lettable, moved)
      .when(movedIn('2026-06-05', { direct: true, citizen: ANNA }))
      .refused('NOT_READY');
  });
  test('retracted, it leaves no claim', () => {
    const { town } = given(...lettable, moved, retract(['MovedIn']));
    expect(town.recorded(`citizen-${BENT}`).at(-1)?.type).toBe('ClaimReleased');
  });
  test('who has a home already is refused; one that is not direct names nobody', () => {
    given(...lettable)
      .when(movedIn('2026-06-05', { citizen: BENT }))
      .refused('MALFORMED');
    given(...lettable)
      .when(movedIn('2026-06-05', { direct: true, citizen: '00000000-0000-5000-8000-000000000099' }))
      .refused('CITIZEN_UNKNOWN');
    given(...lettable)
      .when(movedIn('2026-06-05', { direct: true, citizen: '00000000-0000-5000-8000-000000000004' }))
      .refused('CITIZEN_NOT_ELIGIBLE');
  });
});

test('the citizen of an offer is not corrected once that letting has moved in', () =>
  given(...lettable, offered('2026-06-03'), accepted('2026-06-05'), signed('2026-06-06'), movedIn('2026-06-08'))
    .when(correct('OfferMade', { newPayload: { offerId: 'o1', citizen: BENT, respondBy: '2026-06-10', direct: false } }))
    .refused('BREAKS_HISTORY', { type: 'MovedIn' }));

test('the same notice again after it was changed changes nothing', () =>
  given(registered('2015-01-01'), noticed('2026-05-01'), noticeChanged('2026-05-02', { liableUntil: '2026-08-01' }))
    .when(recordedOn('2026-05-03', noticed('2026-05-01')))
    .then());

test('new content is judged for every event that people may correct, also one whose only field is its own reference', () =>
  given(...lettable, offered('2026-06-03'), accepted('2026-06-05'))
    .when(correct('OfferAccepted', { newPayload: { offerId: 'o1' } }))
    .then('EventCorrected 2026-06-05'));

test('answer days of a policy may be working days', () => {
  const { town, when } = given(...lettable);
  town.policy('eksempel', { effective: '2026-06-01', answerDays: 2, answerDaysAre: 'working' });
  when(offered('2026-06-03')).then('OfferMade 2026-06-03');
  expect(liveFacts(town.home('eksempel.1')).at(-1)?.payload).toMatchObject({ respondBy: '2026-06-08' });
});

test('a correction names no citizen of another municipality, whoever gives it', () => {
  const EVA = '00000000-0000-5000-8000-000000000009';
  const { town } = given(...lettable, offered('2026-06-03'));
  const history = historyOf(UNIT, town.home('eksempel.1'));
  const target = liveFacts(history.recorded).at(-1)?.id;
  const newPayload = { offerId: 'o1', citizen: EVA, respondBy: '2026-06-10', direct: false };
  const from = (municipality: string) => new Map([[EVA, citizenView(municipality, historyOf(CITIZEN, town.recorded(`citizen-${BENT}`)))]]);
  const corrected = (municipality: string) =>
    decide(UNIT, { name: 'CorrectEvent', target: 'eksempel.1', command: { target, newPayload, reason: 'error' } as never }, history, {
      today: '2026-06-03',
      commandId: EVA,
      by: { party: 'administrator', role: 'caseworker' },
      municipality: 'eksempel',
      policyOn: () => DEFAULT_POLICY,
      citizens: from(municipality),
    });
  expect(() => corrected('nordby')).toThrow(expect.objectContaining({ code: 'CITIZEN_UNKNOWN' }));
  expect(corrected('eksempel').facts).toMatchObject([{ type: 'EventCorrected' }]);
});
