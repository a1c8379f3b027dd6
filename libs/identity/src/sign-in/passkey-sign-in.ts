import { Inject, Injectable } from '@nestjs/common';
import { AccessRefused } from '@relet/platform';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { Users } from '../users/users.js';

/** A place that passkeys belong to: its origin, and the name in it. */
interface Place {
  origin: string;
  name: string;
}

/** What is kept while a passkey is asked. */
interface Challenge {
  challenge: string;
  link?: string;
}

/** Loaded when it is first needed: no other start waits for it. */
const webauthn = () => import('@simplewebauthn/server');

/** Signing in by passkey. The one who holds it must have shown who they are: by finger, face or PIN. */
@Injectable()
export class PasskeySignIn {
  constructor(@Inject(Users) private readonly users: Users) {}

  /** What a browser asks a passkey to sign, and the secret under which the answer is awaited. */
  async asks(origin: string): Promise<{ options: object; begun: string }> {
    const { generateAuthenticationOptions } = await webauthn();
    const options = await generateAuthenticationOptions({ rpID: placeOf(origin).name, userVerification: 'required' });
    return { options, begun: await this.users.begun.keep({ challenge: options.challenge } satisfies Challenge) };
  }

  /** Whose passkey has answered. Throws AccessRefused: SIGN_IN_NOT_BEGUN, PASSKEY_REFUSED. */
  async answered(origin: string, begun: string | undefined, answer: unknown): Promise<string> {
    const { challenge } = await this.awaited(begun);
    const known = await this.users.passkeys.of(String((answer as { id?: unknown } | null)?.id));
    if (!known) throw new AccessRefused('PASSKEY_REFUSED');
    const { verifyAuthenticationResponse } = await webauthn();
    const { verified, authenticationInfo } = await refusedUnless(() =>
      verifyAuthenticationResponse({
        ...expected(challenge, origin),
        response: answer as AuthenticationResponseJSON,
        credential: { id: known.id, publicKey: new Uint8Array(known.public_key), counter: known.counter },
      }),
    );
    if (!verified) throw new AccessRefused('PASSKEY_REFUSED');
    await this.users.passkeys.used(known.id, authenticationInfo.newCounter);
    return known.person;
  }

  /** What a browser asks to make a passkey of, for whom a link was made. Throws AccessRefused: LINK_UNKNOWN. */
  async asksForNew(origin: string, link: string): Promise<{ options: object; begun: string }> {
    const { person, name } = await this.users.links.opened(link);
    const { generateRegistrationOptions } = await webauthn();
    const options = await generateRegistrationOptions({
      ...{ rpName: 'relet', rpID: placeOf(origin).name, userName: name, userID: new Uint8Array(Buffer.from(person)) },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return { options, begun: await this.users.begun.keep({ challenge: options.challenge, link } satisfies Challenge) };
  }

  /** Uses a link up for a new passkey. Throws AccessRefused: LINK_UNKNOWN, SIGN_IN_NOT_BEGUN, PASSKEY_REFUSED. */
  async made(origin: string, link: string, begun: string | undefined, answer: unknown): Promise<string> {
    const asked = await this.awaited(begun);
    if (asked.link !== link) throw new AccessRefused('SIGN_IN_NOT_BEGUN');
    const { verifyRegistrationResponse } = await webauthn();
    const { verified, registrationInfo } = await refusedUnless(() =>
      verifyRegistrationResponse({ ...expected(asked.challenge, origin), response: answer as RegistrationResponseJSON }),
    );
    if (!verified) throw new AccessRefused('PASSKEY_REFUSED');
    return this.users.links.use(link, { passkey: registrationInfo.credential });
  }

  private async awaited(begun: string | undefined): Promise<Challenge> {
    const asked = begun === undefined ? undefined : await this.users.begun.take<Challenge>(begun);
    if (!asked?.challenge) throw new AccessRefused('SIGN_IN_NOT_BEGUN');
    return asked;
  }
}

function placeOf(origin: string): Place {
  return { origin, name: new URL(origin).hostname };
}

function expected(challenge: string, origin: string) {
  return { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: placeOf(origin).name, requireUserVerification: true };
}

/** What cannot be read as an answer of a passkey is refused like one that is wrong. */
async function refusedUnless<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch {
    throw new AccessRefused('PASSKEY_REFUSED');
  }
}
