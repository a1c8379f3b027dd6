import { Inject, Injectable, Logger } from '@nestjs/common';
import { AccessRefused, type ReplyHead, type Sent } from '@relet/platform';
import type { Rights } from '../rights.js';
import type { How } from '../users/sessions.js';
import type { Keys } from '../users/people.js';
import { Users } from '../users/users.js';
import { giveSession, sessionIn } from './cookies.js';
import { hashOf, isPassword, mustBeUsable } from './password.js';
import { Throttle } from './throttle.js';
import { stepOf } from './totp.js';

/** What is typed to sign in. */
export interface Typed {
  name: string;
  password: string;
  code: string;
}

/** What is typed to change a password. */
export type Changing = Record<'old' | 'password' | 'again' | 'code', string>;

/** A key that nobody has: the code of an unknown user is compared with it, so that it takes as long. */
const NOBODYS = Buffer.alloc(20);

/** Signing in by password and code, and all that follows whatever somebody signed in by. */
@Injectable()
export class SignIn {
  private readonly throttle = new Throttle();
  private readonly log = new Logger('SignIn');

  constructor(@Inject(Users) private readonly users: Users) {}

  /** Whose name, password and code these are. Throws AccessRefused: SIGN_IN_FAILED whatever of it is wrong, and TOO_MANY_REQUESTS. */
  async byPassword({ name, password, code }: Typed, address: string): Promise<string> {
    this.throttle.mustBeOpen(name, address);
    this.throttle.count(name, address);
    const { people } = this.users;
    const keys = await people.keysOf(name);
    const isTheirs = await isPassword(password, keys?.password);
    const step = this.stepIn(keys, code);
    if (!keys || !isTheirs || step === undefined || !(await people.useStep(keys.id, step))) throw new AccessRefused('SIGN_IN_FAILED');
    this.throttle.succeeded(name, address);
    return keys.id;
  }

  /** Uses a link up for a password and a key for codes. Throws AccessRefused: LINK_UNKNOWN, PASSWORD_UNUSABLE, CODE_WRONG. */
  async choosePassword(link: string, { password, again, code }: Record<'password' | 'again' | 'code', string>): Promise<string> {
    const { name, totp } = await this.users.links.opened(link);
    if (password !== again) throw new AccessRefused('PASSWORD_UNUSABLE');
    await mustBeUsable(password, name);
    const step = stepOf(totp, code);
    if (step === undefined) throw new AccessRefused('CODE_WRONG');
    return this.users.links.use(link, { password: await hashOf(password), step });
  }

  /**
   * Gives a user the password that they have chosen in place of the one that they give, with a code; all their sessions end.
   * Throws AccessRefused: PASSWORD_WRONG, PASSWORD_UNUSABLE, TOO_MANY_REQUESTS.
   */
  async changePassword(name: string, { old, password, again, code }: Changing, address: string): Promise<void> {
    this.throttle.mustBeOpen(name, address);
    this.throttle.count(name, address);
    const { people } = this.users;
    const keys = await people.keysOf(name);
    const isTheirs = await isPassword(old, keys?.password);
    const step = this.stepIn(keys, code);
    if (!keys || !isTheirs || step === undefined) throw new AccessRefused('PASSWORD_WRONG');
    if (password !== again) throw new AccessRefused('PASSWORD_UNUSABLE');
    await mustBeUsable(password, name);
    const hash = await hashOf(password);
    if (!(await people.useStep(keys.id, step))) throw new AccessRefused('PASSWORD_WRONG');
    await people.changePassword(keys.id, hash);
    this.throttle.succeeded(name, address);
  }

  /** The step of a code that is a user's. Whoever has no key for codes, or one that cannot be opened, has no code either; only the log says why. */
  private stepIn(keys: Keys | undefined, code: string): number | undefined {
    if (keys?.isUnchecked) this.log.error('The codes of a user cannot be checked now: the key of the users is missing, or another one.');
    const step = stepOf(keys?.totp ?? NOBODYS, code);
    return keys?.totp ? step : undefined;
  }

  /** Begins a session under a new token: the one that the browser came with is worth nothing from now on. */
  async begin(person: string, how: How, headers: Sent, reply: ReplyHead, rights?: Rights): Promise<void> {
    giveSession(reply, await this.users.sessions.begin(person, how, sessionIn(headers), rights));
  }
}
