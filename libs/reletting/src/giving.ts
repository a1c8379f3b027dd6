import { Malformed } from '@relet/platform';
import type { Giving } from './gateway.js';

/** Headers or query parameters of a request. */
export type Asked = Readonly<Record<string, string | undefined>>;

/** How a command is to be taken, from headers and query. Throws Malformed. */
export function givingOf(headers: Asked, query: Asked): Omit<Giving, 'principal'> {
  const { dryRun, ...others } = query;
  if (Object.keys(others).length || !['true', 'false', undefined].includes(dryRun))
    throw new Malformed([{ pointer: '', detail: 'A command takes the query parameter dryRun, true or false, and no other.' }]);
  const key = headers['idempotency-key'];
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Malformed([{ pointer: '', detail: 'Idempotency-Key is 1 to 200 visible characters.' }]);
  const match = headers['if-match'];
  const [, revision] = match === undefined ? [] : (/^"(\d{1,9})"$/.exec(match) ?? []);
  if (match !== undefined && revision === undefined)
    throw new Malformed([{ pointer: '', detail: 'If-Match is a revision in quotes, as ETag gave it.' }]);
  return {
    ...(key !== undefined && { key }),
    ...(revision !== undefined && { expected: Number(revision) }),
    ...(dryRun === 'true' && { dryRun: true }),
  };
}
