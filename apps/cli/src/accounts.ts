import { UnauthorizedException } from '@nestjs/common';
import { Users } from '@relet/identity';
import type { Principal, Settings } from '@relet/platform';

/** Whose service account a token is. Refuses one that is nobody's. */
export function principalOf(token: string, settings: Settings): Principal {
  const users = new Users(settings.users);
  try {
    const principal = users.accounts.principalOf(token);
    if (!principal) throw new UnauthorizedException();
    return principal;
  } finally {
    users.close();
  }
}
