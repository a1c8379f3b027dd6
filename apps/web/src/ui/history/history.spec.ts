import type { CommandShape } from '../../forms/commands';
import type { TimelineEvent } from '../../forms/use-history';
import { chaptersOf } from './chapters';
import { correctionOf, undoOf } from './corrected';

let revision = 0;
const event = (type: string, effective: string, more: object = {}) =>
  ({
    id: `${type} ${effective}`,
    type,
    effective,
    revision: revision++,
    payload: {},
    standing: 'live',
    correctedBy: [],
    ...more,
  }) as unknown as TimelineEvent;

test('a history is told by lettings, the newest first, and in each the newest fact first', () => {
  const chapters = chaptersOf([
    event('UnitRegistered', '2024-06-01'),
    event('Vacated', '2025-01-01'),
    event('KeysReturned', '2025-01-05'),
    event('MovedIn', '2025-02-01'),
    event('RentSet', '2025-06-01'),
    event('Vacated', '2026-01-01'),
  ]);
  expect(chapters.map(({ vacantFrom, movedIn, lines }) => [vacantFrom, movedIn, lines.map((line) => line.event.type)])).toEqual([
    ['2026-01-01', undefined, ['Vacated', 'RentSet']],
    ['2025-01-01', '2025-02-01', ['MovedIn', 'KeysReturned', 'Vacated', 'UnitRegistered']],
  ]);
});

test('a fact stands on the day to which it was corrected, and one that was taken back ends no chapter', () => {
  const correction = event('EventCorrected', '2025-03-01');
  const [now, before] = chaptersOf([
    event('Vacated', '2025-01-01', { standing: 'corrected', now: { effective: '2025-01-03', payload: {} }, correctedBy: [correction.id] }),
    event('MovedIn', '2025-01-20', { standing: 'retracted' }),
    event('MovedIn', '2025-02-01'),
    correction,
    event('Vacated', '2026-01-01'),
  ]);
  expect([now?.vacantFrom, before?.vacantFrom, before?.movedIn]).toEqual(['2026-01-01', '2025-01-03', '2025-02-01']);
  expect(before?.lines.map(({ event: { type }, corrections }) => [type, corrections.length])).toEqual([
    ['MovedIn', 0],
    ['MovedIn', 0],
    ['Vacated', 1],
  ]);
});

const WORDS = { date: (day: string) => day.split('-').reverse().join('.') };
const SHAPE = {
  ...{ command: 'CorrectEvent', of: 'unit', reports: '', path: '' },
  schema: {
    properties: {
      reason: { enum: ['typing_error'] },
      newEffective: { format: 'date' },
      newPayload: {
        'x-relet': {
          contents: {
            NoticeGiven: { properties: { by: { enum: ['resident'] }, liableUntil: { format: 'date' } }, required: ['by'] },
            OfferMade: {
              properties: { offerId: {}, respondBy: { format: 'date' }, direct: { type: 'boolean' } },
              required: ['offerId', 'respondBy'],
              'x-relet': { keeps: ['offerId'] },
            },
            RentSet: { properties: { rentOere: { type: 'integer', 'x-relet': { kind: 'money' } } } },
          },
        },
      },
    },
  },
} as unknown as CommandShape;

test('the form of a correction holds what stands, as it would be typed', () => {
  const notice = event('NoticeGiven', '2026-03-01', { payload: { by: 'resident', liableUntil: '2026-05-31' } });
  expect(correctionOf(SHAPE, notice, WORDS).given).toEqual({
    ...{ newEffective: '01.03.2026', reason: 'typing_error' },
    ...{ 'newPayload.by': 'resident', 'newPayload.liableUntil': '31.05.2026' },
  });
  expect(correctionOf(SHAPE, event('RentSet', '2026-03-01', { payload: { rentOere: 620_050 } }), WORDS).given).toMatchObject({
    'newPayload.rentOere': '6200,50',
  });
});

test('of a correction only what differs is sent; new content is sent whole, with what it keeps', () => {
  const offer = event('OfferMade', '2026-03-01', { payload: { offerId: 'o1', respondBy: '2026-03-08', direct: false } });
  const { refine } = correctionOf(SHAPE, offer, WORDS);
  const target = { target: offer.id, reason: 'typing_error' };
  const sent = (newEffective: string, respondBy: string) => refine({ newEffective, newPayload: { respondBy }, reason: 'typing_error' });
  expect(sent('2026-03-01', '2026-03-08')).toEqual(target);
  expect(sent('2026-03-02', '2026-03-08')).toEqual({ ...target, newEffective: '2026-03-02' });
  expect(sent('2026-03-01', '2026-03-09')).toEqual({ ...target, newPayload: { offerId: 'o1', respondBy: '2026-03-09', direct: false } });
});

test('a field that is emptied is left out of the new content', () => {
  const notice = event('NoticeGiven', '2026-03-01', { payload: { by: 'resident', liableUntil: '2026-05-31' } });
  const { refine } = correctionOf(SHAPE, notice, WORDS);
  expect(refine({ newEffective: '2026-03-01', newPayload: { by: 'resident' }, reason: 'other' })).toMatchObject({
    newPayload: { by: 'resident' },
  });
});

test('a fact is taken back by its id and a reason', () => {
  const death = event('DeathRegistered', '2026-03-01');
  expect(undoOf(SHAPE, death).refine({ reason: 'wrong_unit' })).toEqual({ targets: [death.id], reason: 'wrong_unit' });
});
