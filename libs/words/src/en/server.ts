import { personsProblems } from './persons.js';
import type { OtherProblem } from '../lists.js';
import type { No } from '../words.js';
import { access } from './access.js';

/** What went wrong around a command: the request, the log, the server. */
export const server: Record<OtherProblem, No> = {
  ...personsProblems,
  ...access,
  NOT_FOUND: { title: 'Nothing is here', detail: 'There is nothing at this address.', help: 'Check the address.' },
  MUNICIPALITY_UNKNOWN: {
    title: 'No such municipality',
    detail: 'There is no municipality of that name that you may see: it has no home and no agreed policy.',
    help: 'Check the name. A home is written municipality, dot, number.',
  },
  METHOD_NOT_ALLOWED: {
    title: 'Not by this method',
    detail: 'The address is there, but not for this method.',
    help: 'Which methods it takes stands in `/openapi.json`.',
  },
  BODY_TOO_LARGE: { title: 'The body is too large', detail: 'More was sent than is taken at once.', help: 'Send it in smaller parts.' },
  UNSUPPORTED_MEDIA_TYPE: {
    title: 'Not in this form',
    detail: 'What was sent is not JSON in UTF-8, or no file of a kind that is imported here.',
    help: 'Send commands as application/json, and files to the import alone.',
  },
  NOT_ACCEPTABLE: {
    title: 'Not in that form',
    detail: 'There is no answer in the form that was asked for[: it is given as {forms}].',
    help: 'Name one of the forms in Accept, or leave the header out.',
  },
  HOST_NOT_SERVED: {
    title: 'Not under that name',
    detail: 'This server is not served under the name that it was asked by.',
    help: 'Ask it by a name of this machine, such as localhost.',
  },
  HEADERS_TOO_LARGE: {
    title: 'The headers are too large',
    detail: 'More was sent beside the request than is read.',
    help: 'Send fewer or shorter headers.',
  },
  REQUEST_TIMEOUT: { title: 'The request did not end', detail: 'The request was not whole in time.', help: 'Send it again.' },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'The key belongs to another command',
    detail: 'This key was used for another command before.',
    help: 'Use a new key for a new command.',
  },
  CLOCK_REFUSED: {
    title: 'The clock cannot be set so',
    detail: 'The clock cannot be set to that time.',
    help: 'Only a manual clock is set by hand, and never back.',
  },
  TOO_MANY_STREAMS: {
    title: 'Too many listen at once',
    detail: 'As many listen already as there is room for.',
    help: 'Close a window, or try again in a moment.',
  },
  HISTORY_UNREADABLE: {
    title: 'The history cannot be read',
    detail: 'This history could not be read, and nothing is decided on what nobody can see.',
    help: 'An operator has to mend it first.',
  },
  NOT_YET_VISIBLE: {
    title: 'Not visible yet',
    detail: 'What was recorded is not part of the answer yet.',
    help: 'Try again in a moment.',
  },
  NOT_SERVING: {
    title: 'The process cannot serve now',
    detail: 'The process runs, but cannot serve anybody now.',
    help: 'Try again in a moment.',
  },
  ROWS_UNAVAILABLE: {
    title: 'The read models cannot be reached',
    detail:
      'The server that keeps the read models cannot be asked now. What is recorded meanwhile is in the log, and will be part of them.',
    help: 'Try again in a moment. If it lasts, tell the operators.',
  },
  STORE_UNAVAILABLE: {
    title: 'The event store cannot be reached',
    detail: 'The event store cannot be reached now.',
    help: 'Try again in a moment. If it lasts, tell the operators.',
  },
  STORE_DENIED: {
    title: 'The server of the events refuses us',
    detail: 'The server of the events refuses the user or the password that relet comes with, or what they may do.',
    help: 'The operators look at RELET_STORE, and at the rights of that user.',
  },
  STORE_ADDRESS: {
    title: 'RELET_STORE is no address of a server',
    detail: 'What RELET_STORE names is no address of a server of the events that can be read.',
    help: 'The operators mend the address: esdb://user:password@host:2113, or esdb://host:2113?tls=false.',
  },
  STORE_USER_MISSING: {
    title: 'The server of the events asks who comes',
    detail: 'RELET_STORE names a server with TLS, and no user.',
    help: 'The operators write user and password into RELET_STORE: esdb://user:password@host:2113.',
  },
  STORE_UNTRUSTED: {
    title: 'The server of the events is not trusted',
    detail: 'The certificate of the server of the events was not issued by a CA that is trusted here.',
    help: 'The operators name the CA by tlsCAFile in RELET_STORE.',
  },
  STORE_MISNAMED: {
    title: 'The server of the events has another name',
    detail: 'The certificate of the server of the events is for another name than the one in RELET_STORE.',
    help: 'The operators write a name into RELET_STORE that stands in the certificate.',
  },
  STORE_VERSION: {
    title: 'The server of the events is too old',
    detail: 'The server of the events is of a version that is known to lose or repeat events.',
    help: 'The operators install 24.10.5 or later.',
  },
  POSITION_UNKNOWN: {
    title: 'No such position',
    detail: 'There is no event at that position of the log.',
    help: 'Take a position that an answer has named.',
  },
  HISTORY_DELETED: {
    title: 'The history was deleted',
    detail: 'Somebody has deleted this history, or a part of it, on the server of the events. Nothing is decided on what nobody can see.',
    help: 'The operators restore it from a backup.',
  },
  LOG_DIFFERS: {
    title: 'The store has another history',
    detail: 'The store holds events that are not those of the log that is copied.',
    help: 'Name an empty store, or one that was copied from the same log.',
  },
  LOG_GROWS: {
    title: 'The log is still written to',
    detail: 'Events were added to the log while it was copied.',
    help: 'Stop the server that writes to it, and copy once more.',
  },
  STORE_LOCKED: {
    title: 'Another process writes to the store',
    detail: 'Another process writes to the event store.',
    help: 'Stop it first, or give the command to it.',
  },
  STORE_READ_ONLY: {
    title: 'The store cannot be written',
    detail: 'The event store is open for reading only.',
    help: 'Give the command where the store can be written.',
  },
  STORE_CORRUPT: {
    title: 'The store is damaged',
    detail: 'The event store is damaged.',
    help: 'The operators look (`relet doctor`), and restore a backup if need be.',
  },
  STORE_FULL: {
    title: 'The disk is full',
    detail: 'The disk is full, and nothing can be recorded.',
    help: 'The operators have to make room.',
  },
  STORE_CLOSED: {
    title: 'The server is stopping',
    detail: 'The server is stopping, and takes no more.',
    help: 'Give the command again in a moment, under the same key.',
  },
  NOT_A_STORE: { title: 'That file is no event store', detail: 'What was named is no event store.', help: 'Name another file.' },
  FILE_EXISTS: { title: 'That file exists already', detail: 'A file of that name exists already.', help: 'Name another file.' },
  APPEND_TOO_LARGE: {
    title: 'Too much in one command',
    detail: 'One command would write more than can be stored at once.',
    help: 'Give it as several commands.',
  },
  NOT_CANONICAL: {
    title: 'The request is malformed',
    detail: 'A value cannot be stored as it is.',
    help: 'Numbers are whole, and text is without broken signs.',
  },
  INTERNAL: {
    title: 'Something went wrong here',
    detail: 'Something went wrong on our side.',
    help: 'Try again. If it happens once more, tell the operators.',
  },
};
