import type { Fact } from '../events.js';
import { liveFacts } from '../live-facts.js';
import type { Refusal } from '../law/refusal.js';
import {
  accepted,
  ANNA,
  cancelled,
  continued,
  correct,
  died,
  DORA,
  given,
  inspected,
  keys,
  movedIn,
  noticed,
  offered,
  recordedOn,
  registered,
  released,
  reserved,
  retract,
  signed,
  vacated,
  type Step,
} from '../testing/story.js';
import type { Town } from '../testing/town.js';
import { foldCitizen } from './citizen.js';

const SECOND = 'eksempel.2';
const empty = [registered('2015-01-01'), noticed('2026-05-01'), vacated('2026-06-01'), keys('2026-06-01'), inspected('2026-06-01')];
const living = [...empty, offered('2026-06-02'), accepted('2026-06-03'), signed('2026-06-03'), movedIn('2026-06-10')];
const inSecond = (steps: readonly Step[]): Step[] =>
  steps.map((told) => ({ ...told, unit: SECOND, fields: { ...told.fields, ...('offerId' in told.fields && { offerId: 'p1' }) } }));

/** What a command on the citizen is answered with: the events, or the code. */
function on(town: Town, citizen: string, name: Parameters<Town['citizen']>[1], effective: string, fields: object = {}): string {
  if (effective > town.today) town.today = effective;
  try {
    return town
      .citizen(citizen, name, { effective, ...fields })
      .map(({ type }) => type)
      .join(' ');
  } catch (refusal) {
    return (refusal as Refusal).code;
  }
}
const approve = { list: 'general', elderly: true };
const events = (town: Town, citizen = ANNA) =>
  liveFacts(town.recorded(`citizen-${citizen}`)).map(({ type, effective }) => `${type} ${effective}`);

describe('a citizen on a list', () => {
  test('is approved once, changes list and leaves it', () => {
    const { town } = given();
    expect(on(town, ANNA, 'ApproveCitizen', '2026-01-01', approve)).toBe('ALREADY_ON_LIST');
    expect(on(town, ANNA, 'ChangeList', '2026-01-02', { list: 'specific' })).toBe('ListChanged');
    expect(on(town, ANNA, 'RemoveFromList', '2026-01-03', { reason: 'moved_away' })).toBe('RemovedFromList');
    expect(on(town, ANNA, 'ChangeList', '2026-01-04', { list: 'general' })).toBe('NOT_ON_LIST');
    expect(on(town, ANNA, 'RemoveFromList', '2026-01-04', { reason: 'died' })).toBe('NOT_ON_LIST');
    expect(on(town, ANNA, 'RemoveFromList', '2026-01-03', { reason: 'moved_away' })).toBe('');
    expect(on(town, ANNA, 'ApproveCitizen', '2026-01-05', approve)).toBe('CitizenApproved');
  });
  test('is out of order before the approval, and a fact may not lie ahead', () => {
    const { town } = given();
    expect(on(town, ANNA, 'ChangeList', '2014-12-31', { list: 'specific' })).toBe('DATE_ORDER');
    expect(() => town.citizen(ANNA, 'ChangeList', { effective: '2030-01-01', list: 'specific' })).toThrow('FUTURE_FACT');
  });
  test('leaves it on a day that makes a later change impossible: that change is named', () => {
    const { town } = given();
    on(town, ANNA, 'ChangeList', '2026-01-10', { list: 'specific' });
    expect(on(town, ANNA, 'RemoveFromList', '2026-01-05', { reason: 'died' })).toBe('BREAKS_HISTORY');
    expect(on(town, ANNA, 'EraseCitizenData', '2026-01-05')).toBe('BREAKS_HISTORY');
  });
  test('erased, is on no list and takes no command', () => {
    const { town } = given();
    expect(on(town, ANNA, 'EraseCitizenData', '2026-01-05')).toBe('CitizenErased');
    expect(on(town, ANNA, 'EraseCitizenData', '2026-01-05')).toBe('');
    for (const [name, fields] of [
      ['ApproveCitizen', approve],
      ['ChangeList', { list: 'general' }],
      ['EraseCitizenData', {}],
    ] as const)
      expect(on(town, ANNA, name, '2026-01-06', fields)).toBe('ERASED');
  });
  test('erased, stays so whatever is said of it: it is neither corrected nor retracted, and a retraction that was taken once counts for nothing', () => {
    const { town } = given();
    on(town, ANNA, 'EraseCitizenData', '2026-01-05');
    const erased = town.recorded(`citizen-${ANNA}`).at(-1) as Fact;
    expect(on(town, ANNA, 'RetractEvent', '2026-01-06', { targets: [erased.id], reason: 'typing_error' })).toBe('ERASED');
    const moved = { target: erased.id, newEffective: '2026-01-04', reason: 'typing_error' };
    expect(on(town, ANNA, 'CorrectEvent', '2026-01-06', moved)).toBe('ERASED');
    expect(() => town.citizen(ANNA, 'CorrectEvent', moved)).toThrow('ERASED');
    // Version 0.1 took it, and the citizen could be approved again.
    const retracted = { type: 'EventRetracted', payload: { target: erased.id, reason: 'typing_error' } };
    const again = { type: 'CitizenApproved', payload: approve };
    const told = [retracted, again].map((fact, n) => ({ ...erased, ...fact, id: `later-${n}`, effective: '2026-01-06' as const }) as Fact);
    const log = [...town.recorded(`citizen-${ANNA}`), ...told.map((fact, n) => ({ ...fact, revision: erased.revision + 1 + n }))];
    expect(foldCitizen(liveFacts(log as Fact[]))).toMatchObject({ erased: true });
    expect(foldCitizen(liveFacts(log as Fact[]))).not.toHaveProperty('entry');
  });
  test('is not erased while an offer waits, a claim is open or a home is lived in, or a home is reserved', () => {
    expect(on(given(...empty, offered('2026-06-02')).town, ANNA, 'EraseCitizenData', '2026-06-03')).toBe('STILL_IN_USE');
    expect(on(given(...empty, offered('2026-06-02'), accepted('2026-06-03')).town, ANNA, 'EraseCitizenData', '2026-06-04')).toBe(
      'STILL_IN_USE',
    );
    expect(on(given(...living).town, ANNA, 'EraseCitizenData', '2026-06-11')).toBe('STILL_IN_USE');
    expect(on(given(...empty, reserved('2026-06-02')).town, ANNA, 'EraseCitizenData', '2026-06-03')).toBe('STILL_IN_USE');
    expect(on(given(...empty, reserved('2026-06-02'), released('2026-06-03')).town, ANNA, 'EraseCitizenData', '2026-06-03')).toBe(
      'CitizenErased',
    );
  });
  test('is eligible on the days on the list, and only there', () => {
    given(...empty)
      .when(reserved('2026-06-02', { citizen: DORA }))
      .refused('CITIZEN_NOT_ELIGIBLE');
    const { town, when } = given(...empty);
    on(town, ANNA, 'RemoveFromList', '2026-06-05', { reason: 'own_wish' });
    when(offered('2026-06-04')).then('OfferMade 2026-06-04');
    when(recordedOn('2026-06-06', accepted('2026-06-05'))).refused('CITIZEN_NOT_ELIGIBLE');
    when(accepted('2026-06-04')).then('OfferAccepted 2026-06-04');
  });
});

describe('one citizen, one home', () => {
  test('a yes claims, moving in takes the home and ends the list entry, vacating leaves it', () => {
    const { town } = given(...living, noticed('2026-07-01'), vacated('2026-08-01'));
    expect(events(town)).toEqual(['CitizenApproved 2015-01-01', 'HomeClaimed 2026-06-03', 'HomeTaken 2026-06-10', 'HomeLeft 2026-08-01']);
    expect(foldCitizen(liveFacts(town.recorded(`citizen-${ANNA}`)))).not.toHaveProperty('entry');
  });
  test('a yes cancelled, retracted or corrected away releases', () => {
    const yes = [...empty, offered('2026-06-02'), accepted('2026-06-03')];
    for (const undone of [cancelled('2026-06-04'), retract(['OfferAccepted'])])
      expect(events(given(...yes, undone).town).at(-1)).toMatch(/^ClaimReleased/);
    const other = correct('OfferMade', { newPayload: { offerId: 'o1', direct: true, respondBy: '2026-06-09' } });
    expect(events(given(...yes, other).town).at(-1)).toMatch(/^ClaimReleased/);
  });
  test('a yes retracted together with its move-in releases too', () => {
    const { town } = given(...living, retract(['OfferAccepted', 'ContractSigned', 'MovedIn']));
    expect(events(town)).toEqual(['CitizenApproved 2015-01-01', 'HomeClaimed 2026-06-03', 'ClaimReleased 2026-06-10']);
  });
  test('a continuation after a death leaves the home, one after a notice does not', () => {
    expect(events(given(...living, died('2026-07-01'), continued('2026-07-05')).town).at(-1)).toBe('HomeLeft 2026-07-05');
    expect(events(given(...living, noticed('2026-07-01'), continued('2026-07-05')).town).at(-1)).toBe('HomeTaken 2026-06-10');
  });
  test('for a transfer a resident is approved again, and leaves the old home after the move', () => {
    const { town } = given(...living);
    expect(on(town, ANNA, 'ApproveCitizen', '2026-07-01', approve)).toBe('CitizenApproved');
    const moved = [offered('2026-07-02'), accepted('2026-07-03'), signed('2026-07-03'), movedIn('2026-07-10')];
    for (const told of inSecond([...empty, ...moved])) {
      if ((told.fields.effective as string) > town.today) town.today = told.fields.effective as string;
      town.order(SECOND, told.name, told.fields);
    }
    town.today = '2026-07-15';
    town.order('eksempel.1', 'RecordVacated', { effective: '2026-07-15', reason: 'transfer' });
    expect(events(town).slice(-3)).toEqual(['HomeClaimed 2026-07-03', 'HomeTaken 2026-07-10', 'HomeLeft 2026-07-15']);
    expect(on(town, ANNA, 'EraseCitizenData', '2026-07-16')).toBe('STILL_IN_USE');
  });
  test('a yes of a day before another home was taken is refused, also when that home has been left again', () => {
    const { town, when } = given(...empty, offered('2026-06-02', { respondBy: '2026-06-30' }));
    const moved = [
      offered('2026-06-03'),
      accepted('2026-06-04'),
      signed('2026-06-04'),
      movedIn('2026-06-10'),
      noticed('2026-06-11'),
      vacated('2026-06-12'),
    ];
    for (const told of inSecond([...empty, ...moved])) {
      if ((told.fields.effective as string) > town.today) town.today = told.fields.effective as string;
      town.order(SECOND, told.name, told.fields);
    }
    when(recordedOn('2026-06-20', accepted('2026-06-09'))).refused('CITIZEN_ALREADY_ACCEPTED');
  });
});
