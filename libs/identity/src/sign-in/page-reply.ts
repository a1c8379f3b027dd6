import { AccessRefused, cookieIn, STATUS, type ReplyHead, type Sent } from '@relet/platform';
import type { AccessProblem, Language } from '@relet/words';
import { fieldsOf } from './form.js';
import { PAGE_POLICY, type Said } from './pages.js';

/** A reply to somebody in a browser. */
export interface PageReply extends ReplyHead {
  status(code: number): PageReply;
}

/** The language that was chosen in this browser, here or in the application, which writes it down by the same name. */
const LANGUAGE_COOKIE = 'relet-language';

/**
 * Readies a reply for a page, and answers the language that it is in: the one that was chosen, by the page's own switch (`?lang=en`) or in the application, else Danish.
 * Nobody else's page may hold it, nothing keeps it, and links from it tell nobody where it was.
 */
export function asPage(headers: Sent, reply: PageReply, query: object = {}): Language {
  const { lang } = fieldsOf(query, 'lang');
  const isChosen = lang === 'en' || lang === 'da';
  const language = (isChosen ? lang : cookieIn(headers.cookie, LANGUAGE_COOKIE)) === 'en' ? 'en' : 'da';
  if (isChosen) reply.header('set-cookie', `${LANGUAGE_COOKIE}=${language}; Path=/; SameSite=Lax; Max-Age=31536000`);
  reply
    .header('content-language', language)
    .header('vary', 'Cookie')
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
  return { code: error.code as AccessProblem, ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }) };
}
