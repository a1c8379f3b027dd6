import { historyOf } from '../law/history.js';
import { CITIZEN } from '../citizen/citizen.js';
import { removalOf } from '../citizen/removal.js';
import {
  accepted,
  ANNA,
  BENT,
  extended,
  given,
  HOME,
  inspected,
  keys,
  movedIn,
  noticed,
  offered,
  registered,
  reserved,
  signed,
  step,
  vacated,
  type Step,
} from '../testing/story.js';
import { endingsOf } from './endings.js';
import { UNIT } from './unit.js';

const empty = [registered('2015-01-01'), noticed('2026-05-01'), vacated('2026-06-01'), keys('2026-06-01'), inspected('2026-06-01')];
const agreed = step('AgreeMoveIn', { planned: '2026-12-01' });
const postponed = step('PostponeMoveIn', { planned: '2026-12-05' });

/** What Anna's removal ends in the home, each as the command, its day, and why. */
function ended(
  steps: readonly Step[],
  effective: string,
  reason = 'own_wish',
  after: (town: ReturnType<typeof given>['town']) => void = () => undefined,
) {
  const { town } = given(...steps);
  if (effective > town.today) town.today = effective;
  town.citizen(ANNA, 'RemoveFromList', { effective, reason });
  after(town);
  const removal = removalOf(ANNA, historyOf(CITIZEN, town.recorded(`citizen-${ANNA}`)));
  if (!removal) return 'no removal stands';
  return endingsOf(historyOf(UNIT, town.home(HOME)), removal, town.today).map(({ name, command }) =>
    [name, command.effective, ...('reason' in command ? [command.reason] : [])].join(' '),
  );
}

describe('who leaves the list', () => {
  test('leaves the pending offers, on the day of the removal', () =>
    expect(ended([...empty, offered('2026-06-02')], '2026-06-05')).toEqual(['WithdrawOffer 2026-06-05']));
  test('leaves an offer made after that day on the day it was made', () =>
    expect(ended([...empty, offered('2026-06-02')], '2026-06-01')).toEqual(['WithdrawOffer 2026-06-02']));
  test('leaves an offer to its deadline when that lies before the removal', () => {
    const due = [...empty, offered('2026-06-02', { respondBy: '2026-06-09' })];
    expect(ended(due, '2026-06-09')).toEqual(['WithdrawOffer 2026-06-09']);
    expect(ended(due, '2026-06-10')).toEqual([]);
    expect(ended([...due, extended('2026-06-08', { respondBy: '2026-06-12' })], '2026-06-10')).toEqual(['WithdrawOffer 2026-06-10']);
  });
  test('leaves the reservation, not before it was made', () => {
    expect(ended([...empty, reserved('2026-06-02')], '2026-06-05')).toEqual(['ReleaseReservation 2026-06-05']);
    expect(ended([...empty, reserved('2026-06-02')], '2026-06-01')).toEqual(['ReleaseReservation 2026-06-02']);
  });
  test('leaves nothing that is another citizen’s', () =>
    expect(
      ended([...empty, reserved('2026-06-02', { citizen: BENT }), offered('2026-06-03', { citizen: BENT })], '2026-06-05', 'died'),
    ).toEqual([]));
  test('leaves nothing once a later approval follows', () => {
    const again = (town: ReturnType<typeof given>['town']) =>
      town.citizen(ANNA, 'ApproveCitizen', { effective: '2026-06-05', list: 'general', elderly: true });
    expect(ended([...empty, offered('2026-06-02')], '2026-06-05', 'own_wish', again)).toBe('no removal stands');
  });

  const yes = [...empty, offered('2026-06-02'), accepted('2026-06-03')];
  test.each([
    ['died', ['CancelAcceptance 2026-06-05 died']],
    ['moved_away', ['CancelAcceptance 2026-06-05 regret']],
    ['own_wish', []],
    ['refusals', []],
    ['housed', []],
  ])('for the reason %s ends of a home that was said yes to: %j', (reason, expected) =>
    expect(ended(yes, '2026-06-05', reason)).toEqual(expected),
  );
  test('keeps the order of days with the yes, its contract, and an agreed or postponed move-in', () => {
    expect(ended(yes, '2026-06-01', 'died')).toEqual(['CancelAcceptance 2026-06-03 died']);
    expect(ended([...yes, signed('2026-06-08')], '2026-06-05', 'died')).toEqual(['CancelAcceptance 2026-06-08 died']);
    expect(ended([...yes, agreed('2026-06-09'), postponed('2026-06-10')], '2026-06-05', 'died')).toEqual([
      'CancelAcceptance 2026-06-10 died',
    ]);
  });
  test('keeps a home that was moved into', () => {
    const living = [...yes, signed('2026-06-03'), movedIn('2026-06-10')];
    const { town } = given(...living);
    town.today = '2026-06-11';
    town.citizen(ANNA, 'ApproveCitizen', { effective: '2026-06-11', list: 'general', elderly: true });
    town.today = '2026-06-12';
    town.citizen(ANNA, 'RemoveFromList', { effective: '2026-06-12', reason: 'died' });
    const removal = removalOf(ANNA, historyOf(CITIZEN, town.recorded(`citizen-${ANNA}`)));
    expect(removal && endingsOf(historyOf(UNIT, town.home(HOME)), removal, town.today)).toEqual([]);
  });
});

test('what ends is ended by the system, and by nobody whose part it is not', () => {
  const system = (told: Step): Step => ({ ...told, by: 'system' });
  given(...empty, offered('2026-06-02'))
    .when(system(step('WithdrawOffer', { offerId: 'o1' })('2026-06-03')))
    .then('OfferWithdrawn 2026-06-03');
  given(...empty, reserved('2026-06-02'))
    .when(system(step('ReleaseReservation')('2026-06-03')))
    .then('ReservationReleased 2026-06-03');
  given(...empty, offered('2026-06-02'), accepted('2026-06-03'))
    .when(system(step('CancelAcceptance', { reason: 'died' })('2026-06-03')))
    .then('AcceptanceCancelled 2026-06-03');
  given(...empty, offered('2026-06-02'))
    .when(system(accepted('2026-06-03')))
    .refused('NOT_YOUR_PART');
});
