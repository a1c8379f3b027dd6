import Negotiator from 'negotiator';
import { WORDS, type Language } from '@relet/words';
import type { ReplyHead } from './requests.js';

/** The language that a request prefers, by the weights of its `Accept-Language`; `otherwise` when it says `*`, another one or nothing. */
export function languageOf(header: string | undefined, otherwise: Language): Language {
  if (header === undefined) return otherwise;
  const spoken = [otherwise, ...(Object.keys(WORDS) as Language[]).filter((language) => language !== otherwise)];
  const wanted = new Negotiator({ headers: { 'accept-language': header } }).language(spoken);
  return spoken.find((language) => language === wanted) ?? otherwise;
}

/** Says of an answer which language it is in, and that another request may get another. */
export function spoken(reply: ReplyHead, language: Language): Language {
  reply.header('content-language', language);
  reply.header('vary', 'Accept-Language');
  return language;
}
