import { AccessRefused, languageOf, spoken, STATUS, type ReplyHead, type Sent } from '@relet/platform';
import type { AccessProblem, Language } from '@relet/words';
import { PAGE_POLICY, type Said } from './pages.js';

/** A reply to somebody in a browser. */
export interface PageReply extends ReplyHead {
  status(code: number): PageReply;
}

/** Readies a reply for a page, and answers the language that it is in. Nobody else's page may hold it, nothing keeps it, and links from it tell nobody where it was. */
export function asPage(headers: Sent, reply: PageReply): Language {
  const language = spoken(reply, languageOf(headers['accept-language'], 'da'));
  reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', PAGE_POLICY)
    .header('cache-control', 'no-store');
  return language;
}

/** Sends a browser on to another place, by GET. */
export function onTo(place: string, reply: PageReply): undefined {
  reply.status(303).header('location', place).header('cache-control', 'no-store');
}

/** Says on a page what was refused, and sets its status; errors that are no refusal go on to the filter. */
export function saidOf(error: unknown, reply: PageReply): Said {
  if (!(error instanceof AccessRefused)) throw error;
  reply.status(STATUS[error.code]);
  if (error.retryAfter !== undefined) reply.header('retry-after', String(error.retryAfter));
  return { code: error.code as AccessProblem };
}
