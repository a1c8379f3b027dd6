import type { EventType, Party } from '@relet/domain';
import type { LogEvent } from '@relet/event-store';
import { findEvent } from './found.js';
import { lastGiven } from './last-given.js';
import { standsOtherwise } from './stands-otherwise.js';

type Told = [type: EventType, effective: string, more?: { payload?: object; command?: string; party?: Party }];

/** A history as it would be recorded, each event by a command of its own unless it names one. */
const recorded = (...events: Told[]): LogEvent[] =>
  events.map(([type, effective, { payload = {}, command, party = 'administrator' } = {}], revision) => {
    const told = { id: `e${revision}`, type, v: 1, revision, effective, payload, party, commandId: command ?? `c${revision}` };
    return { ...told, recordedAt: `2026-11-01T10:00:0${revision}.000Z`, actor: `${party}-1` } as unknown as LogEvent;
  });

const LET_ONCE: Told[] = [
  ['Vacated', '2024-01-01'],
  ['KeysReturned', '2024-01-03'],
  ['MovedIn', '2024-02-01'],
];
const offer = (offerId: string) => ({ payload: { offerId, respondBy: '2026-12-01' } });

describe('the event that is meant', () => {
  const days = (found: ReturnType<typeof findEvent>) => ('event' in found ? found.event.effective : found);

  test('is the last one of the current vacancy', () => {
    const history = recorded(...LET_ONCE, ['Vacated', '2026-01-01'], ['KeysReturned', '2026-01-03']);
    expect(days(findEvent(history, { type: 'KeysReturned' }))).toBe('2026-01-03');
    expect(days(findEvent(history, { type: 'MovedIn' }))).toEqual({ elsewhere: ['2024-02-01'] });
  });

  test('is of the vacancy just ended until the next one begins', () => {
    expect(days(findEvent(recorded(...LET_ONCE, ['RentSet', '2025-01-01']), { type: 'KeysReturned' }))).toBe('2024-01-03');
    expect(days(findEvent(recorded(...LET_ONCE, ['NoticeGiven', '2025-01-01']), { type: 'KeysReturned' }))).toEqual({
      elsewhere: ['2024-01-03'],
    });
  });

  test('is of an earlier vacancy when its day is named', () => {
    const history = recorded(...LET_ONCE, ['Vacated', '2026-01-01'], ['KeysReturned', '2026-01-03']);
    expect(days(findEvent(history, { type: 'KeysReturned', was: '2024-01-03' }))).toBe('2024-01-03');
    expect(days(findEvent(history, { type: 'KeysReturned', was: '2024-01-04' }))).toEqual({ elsewhere: ['2024-01-03', '2026-01-03'] });
  });

  test('stands where a correction has put it, and a retracted one is not meant', () => {
    const history = recorded(
      ['RentSet', '2026-01-01'],
      ['RentSet', '2026-02-01'],
      ['EventCorrected', '2026-11-01', { payload: { target: 'e0', newEffective: '2026-01-05', reason: 'typing_error' } }],
      ['EventRetracted', '2026-11-01', { payload: { target: 'e1', reason: 'typing_error' } }],
    );
    expect(days(findEvent(history, { type: 'RentSet' }))).toBe('2026-01-05');
  });

  test('is that of an offer that is named; of several on one day nobody chooses one', () => {
    const history = recorded(
      ['OfferMade', '2026-01-02', offer('o1')],
      ['OfferMade', '2026-01-02', offer('o2')],
      ['OfferMade', '2026-01-05', offer('o3')],
    );
    expect(findEvent(history, { type: 'OfferMade', offer: 'o1' })).toMatchObject({ event: { id: 'e0' }, others: [] });
    expect(findEvent(history, { type: 'OfferMade' })).toMatchObject({ event: { id: 'e2' }, others: [{ id: 'e0' }, { id: 'e1' }] });
    expect(findEvent(history, { type: 'OfferMade', was: '2026-01-02' })).toEqual({ offers: ['o1', 'o2'] });
    expect(findEvent(history, { type: 'OfferMade', was: '2026-01-02', offer: 'o2' })).toMatchObject({ event: { id: 'e1' } });
  });
});

describe('the last command that was given', () => {
  test('is that of a person: what the system did, what was retracted, and corrections are passed over', () => {
    const history = recorded(
      ['KeysReturned', '2026-01-03'],
      ['InspectionDone', '2026-01-05'],
      ['EventRetracted', '2026-11-01', { payload: { target: 'e1', reason: 'typing_error' } }],
      ['OfferWithdrawn', '2026-01-06', { party: 'system', ...offer('o1') }],
    );
    expect(lastGiven(history)).toMatchObject({ actor: 'administrator-1', targets: ['e0'] });
    expect(lastGiven(recorded(['OfferExpired', '2026-01-06', { party: 'system', ...offer('o1') }]))).toBeUndefined();
  });

  test('is a correction while what it corrects stands otherwise than it was recorded', () => {
    const corrected = (newEffective: string) =>
      ['EventCorrected', '2026-11-01', { payload: { target: 'e0', newEffective, reason: 'typing_error' } }] as const;
    const history: Told[] = [['KeysReturned', '2026-01-03'], [...corrected('2026-01-05')]];
    expect(lastGiven(recorded(...history))).toMatchObject({ before: { effective: '2026-01-03' }, now: { effective: '2026-01-05' } });
    expect(lastGiven(recorded(...history, [...corrected('2026-01-03')]))).toMatchObject({ targets: ['e0'] });
    const away: Told = ['EventRetracted', '2026-11-01', { payload: { target: 'e0', reason: 'typing_error' } }];
    expect(lastGiven(recorded(...history, away))).toBeUndefined();
  });

  test('of one that put the event back counts for nothing, nor does what it put back: undo goes on with what came before', () => {
    const corrected = (effective: string, works: string): Told => [
      'EventCorrected',
      '2026-11-01',
      { payload: { target: 'e0', newEffective: effective, newPayload: { works }, reason: 'typing_error' } },
    ];
    const history: Told[] = [
      ['InspectionDone', '2026-01-03', { payload: { works: 'standard' } }],
      corrected('2026-01-05', 'standard'),
      corrected('2026-01-05', 'major'),
    ];
    expect(lastGiven(recorded(...history))).toMatchObject({
      before: { payload: { works: 'standard' } },
      now: { payload: { works: 'major' } },
    });
    const back = [...history, corrected('2026-01-05', 'standard')];
    expect(lastGiven(recorded(...back))).toMatchObject({ before: { effective: '2026-01-03' }, now: { effective: '2026-01-05' } });
    expect(lastGiven(recorded(...back, corrected('2026-01-03', 'standard')))).toMatchObject({ targets: ['e0'] });
  });

  test('is never one that came from a file', () => {
    const [first, second] = recorded(['KeysReturned', '2026-01-03'], ['InspectionDone', '2026-01-05']) as [LogEvent, LogEvent];
    expect(lastGiven([first, { ...second, actor: 'import-administrator' }])).toMatchObject({ targets: ['e0'] });
    expect(lastGiven([{ ...first, actor: 'import-administrator' }])).toBeUndefined();
  });

  test('is the last recorded, whatever its day, and falls whole with one event of each of its days', () => {
    const history = recorded(
      ['KeysReturned', '2026-03-03'],
      ['InspectionDone', '2026-01-05', { command: 'c' }],
      ['ReadyForLetting', '2026-01-05', { command: 'c' }],
      ['OfferWithdrawn', '2026-01-09', { command: 'c', ...offer('o1') }],
    );
    expect(lastGiven(history)).toMatchObject({ targets: ['e1', 'e3'], stands: [{ id: 'e1' }, { id: 'e2' }, { id: 'e3' }] });
  });

  test('has no event to retract when all of it follows from other steps', () => {
    const history = recorded(
      ['OfferMade', '2026-01-03', offer('o1')],
      ['OfferExpired', '2026-12-02', { party: 'municipality', ...offer('o1') }],
    );
    expect(lastGiven(history)).toMatchObject({ actor: 'municipality-1', targets: [] });
  });
});

test('what stands otherwise after a correction is the event and what goes with it', () => {
  const history = recorded(
    ['InspectionDone', '2026-01-05', { command: 'c' }],
    ['ReadyForLetting', '2026-01-05', { command: 'c' }],
    ['RentSet', '2026-01-05'],
  );
  const moved = {
    id: 'x',
    type: 'EventCorrected',
    revision: 3,
    effective: '2026-11-01',
    payload: { target: 'e0', newEffective: '2026-01-07' },
  };
  expect(standsOtherwise(history, [moved])).toMatchObject([
    { before: { id: 'e0', effective: '2026-01-05' }, after: { id: 'e0', effective: '2026-01-07' } },
    { before: { id: 'e1', effective: '2026-01-05' }, after: { id: 'e1', effective: '2026-01-07' } },
  ]);
  const retracted = { id: 'y', type: 'EventRetracted', revision: 3, effective: '2026-11-01', payload: { target: 'e1' } };
  expect(standsOtherwise(history, [retracted]).map(({ before, after }) => [before?.id, after])).toEqual([
    ['e0', undefined],
    ['e1', undefined],
  ]);
});
