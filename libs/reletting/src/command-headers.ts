import { isKey, KEY } from '@relet/domain';
import { Malformed, type Sent } from '@relet/platform';

const REVISION = /^"(\d{1,9})"$/;

const headerOf = (name: string, { source: pattern }: RegExp) => ({ name, required: false, schema: { type: 'string' as const, pattern } });

/** The headers of a command, as the document has them. */
export const KEY_HEADER = headerOf('Idempotency-Key', KEY);
export const MATCH_HEADER = headerOf('If-Match', REVISION);

/** What headers and query say of how a command is to be taken. */
export interface CommandHeaders {
  /** Remembered for ever: the same key gives the same answer, another command under it is refused. */
  key?: string;
  /** The revision last seen. */
  expected?: number;
  /** The rules run, and nothing is written. */
  dryRun?: boolean;
}

/** Reads headers and query of a command. Throws Malformed. */
export function commandHeaders(headers: Sent, query: Sent): CommandHeaders {
  const { dryRun, ...others } = query;
  if (Object.keys(others).length) throw new Malformed([{ pointer: '', fault: 'ONLY_DRY_RUN' }]);
  if (!['true', 'false', undefined].includes(dryRun))
    throw new Malformed([{ pointer: '/dryRun', fault: 'TRUE_OR_FALSE', values: { field: 'dryRun' } }]);
  const key = headers['idempotency-key'];
  if (key !== undefined && !isKey(key)) throw new Malformed([{ pointer: '', fault: 'KEY', values: { field: 'Idempotency-Key' } }]);
  const match = headers['if-match'];
  const [, revision] = match === undefined ? [] : (REVISION.exec(match) ?? []);
  if (match !== undefined && revision === undefined) throw new Malformed([{ pointer: '', fault: 'IF_MATCH' }]);
  return {
    ...(key !== undefined && { key }),
    ...(revision !== undefined && { expected: Number(revision) }),
    ...(dryRun === 'true' && { dryRun: true }),
  };
}
