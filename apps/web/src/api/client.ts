import createClient, { type Middleware } from 'openapi-fetch';
import createHooks from 'openapi-react-query';
import type { paths } from '../../made/api';
import waitingReads from '../../made/waiting-reads.json';
import { spoken } from '../state/spoken';
import { problemIn, UNREACHED } from './problem';
import { Standing } from './standing';

const WAITS = new Set<string>(waitingReads);

/** Of the answers of the API: what it cannot be asked for is thrown as a Problem, and reads show what this browser has written. */
const ways: Middleware = {
  onRequest({ request, schemaPath }) {
    request.headers.set('accept-language', spoken());
    if (request.method !== 'GET' || !WAITS.has(schemaPath) || Standing.written === undefined) return request;
    const url = new URL(request.url);
    url.searchParams.set('after', Standing.written);
    return new Request(url, request);
  },
  async onResponse({ response }) {
    Standing.reached();
    if (response.ok) {
      Standing.signedIn();
      return response;
    }
    const problem = await problemIn(response);
    if (problem.status === 401) Standing.signedOut();
    throw problem;
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    Standing.unreached();
    return UNREACHED();
  },
};

export const client = createClient<paths>({ baseUrl: location.origin, fetch: (request: Request) => fetch(request) });
client.use(ways);

/** Questions to the API as hooks: `api.useQuery('get', '/v1/board', { params: { query } })`. */
export const api = createHooks(client);

/** Sends a command to its path. Throws a Problem. */
export async function send(path: string, body: object, headers: Record<string, string>, dryRun = false): Promise<Receipt> {
  const receipt = await post<Receipt>(`${path}${dryRun ? '?dryRun=true' : ''}`, body, headers);
  if (!dryRun && receipt.position) Standing.wrote(receipt.position);
  return receipt;
}

/** Posts a body, and answers what the server says. Throws a Problem. */
export async function post<T>(path: string, body: object, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': spoken(), ...headers },
    body: JSON.stringify(body),
  }).catch(() => {
    Standing.unreached();
    throw UNREACHED();
  });
  Standing.reached();
  if (!response.ok) {
    const problem = await problemIn(response);
    if (problem.status === 401) Standing.signedOut();
    throw problem;
  }
  return (await response.json()) as T;
}

export type Receipt = import('../../made/api').components['schemas']['Receipt'];
