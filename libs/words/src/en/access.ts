import type { AccessProblem } from '../lists.js';
import type { No } from '../words.js';

/** What goes wrong around who asks: signing in, rights, limits. */
export const access: Record<AccessProblem, No> = {
  UNAUTHENTICATED: { title: 'Who are you?', detail: 'It is not known who asks.', help: 'Sign in, and try again.' },
  CROSS_SITE: {
    title: 'Not from a page of ours',
    detail: 'This came from a page elsewhere, or a browser did not say where from.',
    help: 'Open relet itself, and do it there.',
  },
  NOT_BY_TLS: {
    title: 'Only by TLS',
    detail: 'This came on a way that others could have read, or that nobody has named.',
    help: 'Ask by https, under the name that this server has.',
  },
  TOO_MANY_REQUESTS: {
    title: 'Too many at once',
    detail: 'More was asked than is answered in so short a time.',
    help: 'Wait as long as Retry-After says, and try again.',
  },
  SIGN_IN_FAILED: {
    title: 'You are not signed in',
    detail: 'Name, password and code do not belong together, or nobody may sign in by them.',
    help: 'Try again. An administrator can give you a new link.',
  },
  SIGN_IN_NOT_BEGUN: {
    title: 'This sign-in was not begun here',
    detail: 'This sign-in was not begun in this browser, or it has taken too long.',
    help: 'Begin again from the page for signing in.',
  },
  SIGN_IN_TOO_WEAK: {
    title: 'Signed in too weakly',
    detail: 'Your identity provider let you in by less than relet asks for here.',
    help: 'Sign in there with something stronger, such as a second factor, and try again.',
  },
  NO_RIGHTS: {
    title: 'You have no rights here',
    detail: 'You are known, but nothing was given to you here.',
    help: 'Ask whoever gives rights in your organisation.',
  },
  LINK_UNKNOWN: {
    title: 'The link no longer works',
    detail: 'The link was used before, has expired, or never was one.',
    help: 'Ask an administrator for a new one.',
  },
  PASSWORD_UNUSABLE: {
    title: 'That password cannot be used',
    detail: 'A password has 12 to 128 characters, is written twice alike, does not hold your name and is not easy to guess.',
    help: 'Take some words that belong together for you alone.',
  },
  CODE_WRONG: {
    title: 'That is not the code',
    detail: 'The code is not the one that the key gives now.',
    help: 'Type the six digits that the app shows at this moment; the clock of the telephone must be right.',
  },
  PASSWORD_WRONG: {
    title: 'The password was not changed',
    detail: 'The present password or the code is not yours.',
    help: 'Try again with a new code. An administrator can give you a new link.',
  },
  PASSKEY_REFUSED: {
    title: 'The passkey was not taken',
    detail: 'The answer of the passkey does not belong to what was asked.',
    help: 'Try again, or choose password and code.',
  },
  USERS_AWAY: {
    title: 'The server of the users is away',
    detail: 'The server that keeps users and sessions cannot be asked now, so nobody can say who asks. Nothing is lost.',
    help: 'Try again in a moment; an operator looks whether the server runs and can be reached.',
  },
  ISSUER_UNAVAILABLE: {
    title: 'The sign-in of your organisation does not answer',
    detail: 'The identity provider cannot be reached, or its answer cannot be used.',
    help: 'Try again in a moment.',
  },
  USER_UNKNOWN: {
    title: 'No such user',
    detail: 'There is no user of that name.',
    help: 'Check the name: it has to be somebody whom you may name, such as a colleague of the same municipality.',
  },
  USER_EXISTS: {
    title: 'There is such a user',
    detail: 'A user of that name was there before.',
    help: 'Take another name, or give that user other rights or a new link.',
  },
  ACCOUNT_UNKNOWN: {
    title: 'No such service account',
    detail: 'There is no service account of that id.',
    help: 'Look among all of them (`relet accounts list`).',
  },
  SESSION_UNKNOWN: { title: 'No such session', detail: 'You have no session of that id.', help: 'It may have ended by itself.' },
  ACTOR_UNKNOWN: {
    title: 'Nobody is known by that id',
    detail: 'There is nobody of that id whom you may see.',
    help: 'Take the id from a history or from the access log.',
  },
  MUNICIPALITY_UNUSABLE: {
    title: 'That is no municipality',
    detail: 'Its id, its name, its number of eight digits or one of its days is none, or the last day lies before the first.',
    help: 'Write them as here (`relet municipalities set eksempel --name "Eksempel Kommune" --cvr 29189999 --from 2026-01-01`).',
  },
  CVR_TAKEN: {
    title: 'Another municipality has that number',
    detail: 'The number of the business register belongs to another municipality here.',
    help: 'See which by `relet municipalities`.',
  },
};
