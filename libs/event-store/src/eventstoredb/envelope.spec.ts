import { link } from '../chain.js';
import type { StoredEvent } from '../port.js';
import { draft } from '../testing/index.js';
import { fromServer, metadataOf } from './envelope.js';

const [event] = link(undefined, 'unit-eksempel.1', [draft({ reason: 'death', direct: false })], '2026-06-01T10:00:00.000Z') as [
  StoredEvent,
];
const onServer = {
  id: 'the-server-s-own',
  type: event.type,
  streamId: event.stream,
  revision: 0n,
  data: event.payload,
  metadata: metadataOf(event),
};

test('the id of an event lies in its metadata', () => expect(fromServer(onServer)).toMatchObject({ ...event }));

test('an event of version 0.1 has the id that the server knows it by', () => {
  const { id: _, ...metadata } = metadataOf(event);
  expect(fromServer({ ...onServer, id: event.id, metadata })).toMatchObject({ ...event });
});

test('keys come in one order, however the server keeps them', () => {
  const turned = Object.fromEntries(Object.entries(metadataOf(event)).reverse());
  const told = fromServer({ ...onServer, data: { reason: 'death', direct: false }, metadata: turned });
  expect(Object.keys(told)).toEqual([...Object.keys(event).sort(), 'position']);
  expect(Object.keys(told.payload)).toEqual(['direct', 'reason']);
});
