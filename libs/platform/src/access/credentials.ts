import type { Sent } from '../requests.js';

/** What a request says of who sends it: a token of its own, or the session that a browser has signed in to. */
export interface Credentials {
  kind: 'bearer' | 'session';
  token: string;
  /** It is only looked whether they still hold: nobody has done anything, and a session does not last longer for it. */
  quietly?: true;
}

/** The cookie of a session. A browser takes it from a secure origin or from this machine, for the whole host and no other. */
export const SESSION_COOKIE = '__Host-relet';

/** Longest token that is looked at. */
const LONGEST = 8_192;
const BEARER = new RegExp(String.raw`^Bearer +([\w.~+/-]{1,${LONGEST}}=*)$`, 'i');

/** The credentials of a request. Where Authorization is given it alone counts: a browser's session never lends itself to a token that is not known. */
export function credentialsIn(headers: Sent): Credentials | undefined {
  const { authorization, cookie } = headers;
  if (authorization !== undefined) {
    const [, token] = BEARER.exec(authorization) ?? [];
    return token === undefined ? undefined : { kind: 'bearer', token };
  }
  const token = cookieIn(cookie, SESSION_COOKIE);
  return token === undefined ? undefined : { kind: 'session', token };
}

/** The value of a cookie; undefined when it is not there, or there twice: nobody knows then which one was meant. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '').split(/; */).filter((pair) => pair.startsWith(`${name}=`));
  const [only] = values;
  return values.length === 1 ? only?.slice(name.length + 1) : undefined;
}
