import { ErrorType, isCommandError, StreamDeletedError } from '@eventstore/db-client';
import { StoreError, StoreUnavailable, type StoreCase } from '../errors.js';
import { DELETED } from './deleted.js';

/** gRPC's numbers for a call that is refused for who gives it. */
const DENIED: ReadonlySet<unknown> = new Set([7, 16]);
const MISNAMED = /altname/i;
const UNTRUSTED = /certificate|self[- ]signed|CERT_|ERR_TLS|SSL routines/i;

/**
 * What the client has thrown, as an error of the port. Only what may be over in a moment is StoreUnavailable; all else stays as it is until somebody
 * mends it, and has a code of its own. Errors of the client are told apart by their type, their gRPC code and, where it gives neither, by their text.
 */
export function faultOf(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const { message, code, type } = partsOf(error);
  const cause = { cause: error };
  if (error instanceof StreamDeletedError) return new StoreError('HISTORY_DELETED', DELETED, cause);
  if (type === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED)
    return new StoreError('APPEND_TOO_LARGE', 'A command may write 1 MB of events at most.', cause);
  if (type === ErrorType.ACCESS_DENIED || DENIED.has(code))
    return new StoreError('STORE_DENIED', 'The server of the events refuses the user, the password, or what they may do.', cause);
  if (MISNAMED.test(message))
    return new StoreError(
      'STORE_MISNAMED',
      'The certificate of the server of the events is for another name than the one in RELET_STORE.',
      cause,
    );
  if (UNTRUSTED.test(message))
    return new StoreError(
      'STORE_UNTRUSTED',
      'The certificate of the server of the events cannot be trusted: name its CA by tlsCAFile.',
      cause,
    );
  if (/InvalidPosition/.test(message)) return new StoreError('POSITION_UNKNOWN', 'There is no event at that position of the log.', cause);
  const [reason, which] = reasonOf(message, code, type);
  return new StoreUnavailable(reason, { ...cause, details: { case: which } });
}

/** True when the client itself has to be made anew: once it has not found a server it does not look again. */
export const isLost = (error: unknown): boolean => /Failed to discover/i.test(partsOf(error).message);

function partsOf(error: unknown): { message: string; code: unknown; type: ErrorType | undefined } {
  if (!(error instanceof Error)) return { message: '', code: undefined, type: undefined };
  const { code } = error as { code?: unknown };
  return { message: error.message, code, type: isCommandError(error) ? error.type : undefined };
}

/** Why it may be over in a moment. */
function reasonOf(message: string, code: unknown, type: ErrorType | undefined): [string, StoreCase] {
  if (type === ErrorType.NOT_LEADER || /Not Ready|leader/i.test(message))
    return ['The servers of the events are choosing their leader.', 'CHOOSING_LEADER'];
  if (type === ErrorType.DEADLINE_EXCEEDED || type === ErrorType.TIMEOUT || code === 4)
    return ['The server of the events does not answer in time.', 'SLOW'];
  return ['The server of the events cannot be reached.', 'UNREACHED'];
}
