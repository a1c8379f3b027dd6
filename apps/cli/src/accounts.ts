import { UnauthorizedException } from '@nestjs/common';
import { Users } from '@relet/identity';
import type { Principal, Settings } from '@relet/platform';

/** Whose service account a token is. Refuses one that is nobody's. */
export async function principalOf(token: string, settings: Settings): Promise<Principal> {
  const users = await Users.open(settings);
  try {
    const principal = await users.accounts.principalOf(token);
    if (!principal) throw new UnauthorizedException();
    return principal;
  } finally {
    await users.close();
  }
}
