import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeMasterKey } from '@relet/persons';
import { settingsFrom, type Settings } from '@relet/platform';
import { as, serve, type Answer, type Server } from '../journeys/server.js';

/** A server that keeps persons: a new store with a master key, on 1 June 2026. */
export async function serveWithPersons(given: Partial<Settings> = {}): Promise<Server> {
  const store = given.store ?? join(mkdtempSync(join(tmpdir(), 'relet-persons-')), 'relet.db');
  const { persons } = settingsFrom({}, { store });
  makeMasterKey(persons.masterKey);
  return serve({ store, ...given });
}

export const DAY = '2026-06-01';

/** Headers of a municipality's caseworker on a day. */
export const on = (day: string, who = 'eksempel') => ({ ...as(who), 'relet-now': day });

const general = { effective: DAY, list: 'general', elderly: true };

/** Approves a citizen and registers the person. The citizen's pseudonym. */
export async function approve(server: Server, person: object, headers: Record<string, string> = {}): Promise<string> {
  const answer = await server.post('/v1/persons/approvals', { approval: general, person }, { ...on(DAY), ...headers });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  server.position = (answer.body['receipt'] as unknown as { position: string }).position;
  return answer.body['citizen'] as unknown as string;
}

/** Approves a citizen without saying who it is. */
export const approveBare = (server: Server, citizen: string, who = 'eksempel'): Promise<Answer> =>
  server.post(`/v1/citizens/${citizen}/approval`, general, on(DAY, who));

/** Registers an empty home of the example municipality. */
export const emptyHome = (server: Server, unit = 'eksempel.101'): Promise<Answer> =>
  server.post(
    `/v1/units/${unit}`,
    { effective: DAY, kind: 'care_home', municipality: unit.split('.')[0], building: 'Solgaarden', rentOere: 1 },
    on(DAY, 'administrator'),
  );

export const lookUp = (server: Server, citizen: string, body: object = { reason: 'case_work' }, who = 'eksempel') =>
  server.post(`/v1/citizens/${citizen}/person/look-up`, body, as(who));

/** The readings that the access log holds, as the data protection officer of the example municipality sees them. */
export async function reads(server: Server, query = ''): Promise<Record<string, unknown>[]> {
  const { body } = await server.get(`/v1/access-log${query}`, as('dpo'));
  return (body['reads'] ?? []) as unknown as Record<string, unknown>[];
}

/** All files of a store's folder, with their bytes. */
export function filesBeside({ settings }: Server, folder = join(settings.store, '..')): [path: string, bytes: Buffer][] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, Buffer][] => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBeside({ settings } as Server, path) : [[path, readFileSync(path)]];
  });
}
