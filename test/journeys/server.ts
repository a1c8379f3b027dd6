import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi, listen } from '../../apps/api/src/index.js';
import { Log, settingsFrom, type PersonsSettings, type Settings } from '@relet/platform';
import { sharedPostgres } from '@relet/platform/testing';
import { said, sent } from '../temporary-folder/said.js';

/** The parts of an answer that tests look at. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, never> & { code?: string; [field: string]: unknown };
}

/** The server of a test, on a store of its own. */
export interface Server {
  settings: Settings;
  address: string;
  /** Position of the last command that was taken: reads with `after=` it see what was written. */
  position: string | undefined;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** A part of the application, to make faults that no request can make. */
  part<T>(token: Token<T>): T;
  stop(): Promise<void>;
}

type Token<T> = symbol | (abstract new (...args: never[]) => T);

/** Starts the whole application on a real port with a real file, and a manual clock unless told otherwise. */
export async function serve(given: Partial<Settings> = {}): Promise<Server> {
  const store = join(mkdtempSync(join(tmpdir(), 'relet-')), 'relet.db');
  const settings = settingsFrom(
    {},
    { store, port: 0, clock: 'manual', demo: true, log: 'silent', ...(await rowsOf(given.store ?? store)), ...given },
  );
  // Whatever a test asks for, all is logged and kept: the run fails when a person's value is in it.
  const api = await createApi(settings, new Log('info', { write: said }));
  const address = await listen(api, settings);
  const server = { position: undefined as string | undefined };
  const ask = async (method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> => {
    sent(body);
    const response = await fetch(`${address}${path}`, {
      method,
      headers: {
        authorization: 'Bearer demo-administrator',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: Answer = { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : { text } };
    if (method === 'POST' && typeof answer.body['position'] === 'string') server.position = answer.body['position'];
    return answer;
  };
  return Object.assign(server, {
    settings,
    address,
    post: (path: string, body: unknown = {}, headers: Record<string, string> = {}) => ask('POST', path, body, headers),
    get: (path: string, headers: Record<string, string> = {}) => ask('GET', path, undefined, headers),
    part: <T>(token: Token<T>) => api.get<T>(token as never, { strict: false }),
    stop: () => api.close(),
  });
}

/** RELET_TEST_ROWS=postgres: rows lie in PostgreSQL, in the same schema for the same store. RELET_TEST_PERSONS=postgres: persons do so, too. */
async function rowsOf(store: string): Promise<Pick<Partial<Settings>, 'readModel' | 'persons'>> {
  const { RELET_TEST_ROWS: rows, RELET_TEST_PERSONS: persons } = process.env;
  if (rows !== 'postgres' && persons !== 'postgres') return {};
  const schema = `of_${createHash('sha256').update(store).digest('hex').slice(0, 16)}`;
  const readModel = (await sharedPostgres()).setting(schema);
  return { readModel, ...(persons === 'postgres' && { persons: await personsOnServer(store, schema) }) };
}

/** Where persons of a store are kept on the server that all tests share: keys and record of erasures in databases of their own. */
export async function personsOnServer(store: string, schema?: string): Promise<PersonsSettings> {
  const postgres = await sharedPostgres();
  const [keys, erasures] = [await postgres.settingIn('of_keys', schema), await postgres.settingIn('of_erasures', schema)];
  return { ...settingsFrom({}, { store }).persons, keys, erasures };
}

/** Headers to act as another principal than the administrator's caseworker. */
export const as = (principal: string) => ({ authorization: `Bearer demo-${principal}` });
