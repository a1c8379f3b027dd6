import type { INestApplicationContext } from '@nestjs/common';
import { Lists } from '@relet/board';
import { lowerCased } from '@relet/domain';
import type { Receipt } from '@relet/platform';
import type { NextStepName } from '@relet/words';
import type { Acting } from './acting.js';
import { askThere } from './there.js';

/** What a home waits for after a command, as the board says it; undefined when it waits for nothing, or when that cannot be said now. */
export async function nextStepOf(
  place: string | INestApplicationContext,
  { principal, token }: Acting,
  unit: string,
  { position }: Receipt,
): Promise<NextStepName | undefined> {
  const after = position === null ? {} : { after: position };
  const answer =
    typeof place === 'string'
      ? await asked<{ home: { nextStep: NextStepName | null } }>(
          place,
          `units/${encodeURIComponent(unit)}?${new URLSearchParams(after).toString()}`,
          token,
        )
      : await place
          .get(Lists)
          .home(lowerCased(unit), after, principal)
          .catch(() => undefined);
  return answer?.home.nextStep ?? undefined;
}

/** Which day it is by the clock of the running server. */
export async function todayThere(server: string, token: string | undefined): Promise<string | undefined> {
  return (await asked<{ asOf: string }>(server, 'policies?limit=1', token))?.asOf;
}

async function asked<A>(server: string, path: string, token: string | undefined): Promise<A | undefined> {
  const response = await askThere(`${server}/v1/${path}`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  return response?.ok ? ((await response.json()) as A) : undefined;
}
