import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isKey, KEY } from '@relet/domain';
import { Malformed, type Sent } from '@relet/platform';

/** The header, as the document has it. */
export const KEY_HEADER = {
  name: 'Idempotency-Key',
  required: false,
  schema: { type: 'string' as const, pattern: KEY.source },
  description: 'The same key with the same values is written once; with other values it is refused.',
};

/** The Idempotency-Key of a request; undefined without one. Throws Malformed. */
export const Key = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => {
  const key = context.switchToHttp().getRequest<{ headers: Sent }>().headers['idempotency-key'];
  if (key !== undefined && !isKey(key)) throw new Malformed([{ pointer: '', fault: 'KEY', values: { field: 'Idempotency-Key' } }]);
  return key;
});
