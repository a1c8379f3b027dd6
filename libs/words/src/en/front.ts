import type { FrontWords } from '../words.js';

/** The page that people find at the server's own address. */
export const front: FrontWords = {
  title: 'relet',
  about:
    'Re-letting of municipal care homes: each step from a notice to the next move-in is recorded here, and board, figures and history are answered from what was recorded.',
  noScreens: 'This is the server, and it has no screens yet. Programs ask it over HTTP; people use the command line on this machine.',
  places: {
    signIn: 'sign in, and see who you are signed in as',
    document: 'every command, question and answer (OpenAPI 3.1)',
    ready: 'whether it can serve now',
    meeting: 'the agenda of the weekly meeting, a page to print; like all below /v1 it needs a bearer token',
  },
  commands: {
    caseworker: 'where each home stands',
    analyst: 'every figure of a period',
    auditor: "a home's history, event by event",
    help: 'everything else',
  },
  byHand: (day) =>
    `The clock of this store is set by hand: here it is ${day}. All people in it are invented. What you record stays in the store until its file is deleted.`,
};
