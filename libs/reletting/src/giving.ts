import { isKey, KEY } from '@relet/domain';
import { Malformed, type Sent } from '@relet/platform';
import type { Giving } from './gateway.js';

const REVISION = /^"(\d{1,9})"$/;

const headerOf = (name: string, { source: pattern }: RegExp) => ({ name, required: false, schema: { type: 'string' as const, pattern } });

/** The headers of a command, as the document has them. */
export const KEY_HEADER = headerOf('Idempotency-Key', KEY);
export const MATCH_HEADER = headerOf('If-Match', REVISION);

/** How a command is to be taken, from headers and query. Throws Malformed. */
export function givingOf(headers: Sent, query: Sent): Omit<Giving, 'principal'> {
  const { dryRun, ...others } = query;
  if (Object.keys(others).length || !['true', 'false', undefined].includes(dryRun))
    throw new Malformed([{ pointer: '', detail: 'A command takes the query parameter dryRun, true or false, and no other.' }]);
  const key = headers['idempotency-key'];
  if (key !== undefined && !isKey(key))
    throw new Malformed([{ pointer: '', detail: 'Idempotency-Key is 1 to 200 visible characters, without a personal number.' }]);
  const match = headers['if-match'];
  const [, revision] = match === undefined ? [] : (REVISION.exec(match) ?? []);
  if (match !== undefined && revision === undefined)
    throw new Malformed([{ pointer: '', detail: 'If-Match is a revision in quotes, as ETag gave it.' }]);
  return {
    ...(key !== undefined && { key }),
    ...(revision !== undefined && { expected: Number(revision) }),
    ...(dryRun === 'true' && { dryRun: true }),
  };
}
