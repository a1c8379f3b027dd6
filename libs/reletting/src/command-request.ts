import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { languageOf, Malformed, type Sent } from '@relet/platform';
import type { Language } from '@relet/words';
import { commandHeaders, type CommandHeaders } from './command-headers.js';

interface CommandRequest {
  params: Sent;
  body: unknown;
  headers: Sent;
  query: Sent;
}

/** How a command is to be taken, and the language of its warnings. */
export type HowTaken = CommandHeaders & { language: Language };

/** What headers and query say of how the command is to be taken. */
export const HowTaken = createParamDecorator((_: unknown, context: ExecutionContext): HowTaken => {
  const { headers, query } = context.switchToHttp().getRequest<CommandRequest>();
  return { ...commandHeaders(headers, query), language: languageOf(headers['accept-language'], 'en') };
});

/** The fields of the command: the body, and the offer that the path names. */
export const Fields = createParamDecorator((_: unknown, context: ExecutionContext): unknown => {
  const { params, body } = context.switchToHttp().getRequest<CommandRequest>();
  return params['offer'] === undefined ? body : { ...withoutOffer(body), offerId: params['offer'] };
});

function withoutOffer(body: unknown): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Malformed([{ pointer: '', fault: 'NO_OBJECT' }]);
  if ('offerId' in body) throw new Malformed([{ pointer: '/offerId', fault: 'OFFER_IN_PATH' }]);
  return body;
}
