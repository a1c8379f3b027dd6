import { cookieIn, SESSION_COOKIE, type ReplyHead, type Sent } from '@relet/platform';

/** The cookie of a sign-in that was begun and comes back from elsewhere. */
export const BEGUN_COOKIE = '__Host-relet-begun';

const KEPT = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** Gives a browser its session. It ends with the browser, and on the server in any case. */
export function giveSession(reply: ReplyHead, token: string): void {
  reply.header('set-cookie', `${SESSION_COOKIE}=${token}; ${KEPT}`);
}

export function takeSession(reply: ReplyHead): void {
  reply.header('set-cookie', `${SESSION_COOKIE}=; ${KEPT}; Max-Age=0`);
}

export function giveBegun(reply: ReplyHead, secret: string): void {
  reply.header('set-cookie', `${BEGUN_COOKIE}=${secret}; ${KEPT}; Max-Age=600`);
}

export const sessionIn = ({ cookie }: Sent) => cookieIn(cookie, SESSION_COOKIE);
export const begunIn = ({ cookie }: Sent) => cookieIn(cookie, BEGUN_COOKIE);
