import { jest } from '@jest/globals';
import { Vault } from '@relet/persons';
import { as, type Server } from '../journeys/server.js';
import { approve, lookUp, on, reads, serveWithPersons } from './persons-house.js';

jest.setTimeout(120_000);

let server: Server;
beforeEach(async () => {
  server = await serveWithPersons();
});
afterEach(() => server.stop());

test('readings are told by how somebody was read, without the lists of initials, and from a day to a day', async () => {
  const citizen = await approve(server, { name: 'Anna Jensen' });
  await server.get(`/v1/waiting-list?after=${server.position}`, as('eksempel'));
  await lookUp(server, citizen);
  await server.post('/v1/persons/search', { name: 'anna', reason: 'offer' }, on('2026-07-02'));
  const how = async (query: string) => (await reads(server, query)).map((read) => read['how']);
  expect(await how('')).toEqual(['initials', 'look_up', 'search']);
  expect(await how('?how=single')).toEqual(['look_up', 'search']);
  expect(await how(`?how=look_up&citizen=${citizen}`)).toEqual(['look_up']);
  expect(await how('?from=2026-06-02')).toEqual(['search']);
  expect(await how('?to=2026-06-01&how=single')).toEqual(['look_up']);
  expect(await how('?from=2026-07-02&to=2026-07-02')).toEqual(['search']);
  expect((await server.get('/v1/access-log?how=quietly', as('dpo'))).body.code).toBe('MALFORMED');
});

test('what is given to the citizen is whole, however often somebody has looked', async () => {
  const citizen = await approve(server, { name: 'Anna Jensen' });
  const read = { at: '2026-06-01T10:00:00Z', municipality: 'eksempel', how: 'look_up', reason: 'offer' } as const;
  const principal = { id: 'user-b', by: { party: 'municipality', role: 'caseworker', municipality: 'eksempel' } } as const;
  const { accessLog } = server.part(Vault).open();
  const note = () => accessLog.note({ ...read, about: [citizen], fields: ['name'] }, principal);
  await Promise.all(Array.from({ length: 1_001 }, note));
  expect((await server.get(`/v1/access-log?citizen=${citizen}`, as('dpo'))).body).toMatchObject({ more: true });
  const { body } = await server.get(`/v1/citizens/${citizen}/reads`, as('dpo'));
  expect([(body['reads'] as unknown as object[]).length, body['more']]).toEqual([1_001, false]);
});
