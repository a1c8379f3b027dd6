import type { EventStoreDBClient } from '@eventstore/db-client';
import { StoreError } from '../errors.js';

/** Milliseconds that a server has to say which version it is. */
const PATIENCE = 2_000;
/** The oldest version that is safe, and those after it that are not (docs/decisions/0005). */
const OLDEST = [24, 10, 5];
const UNSAFE: readonly string[] = ['25.1.0'];

/** Throws STORE_VERSION for a server that is known to lose or repeat events. One that does not say its version, or cannot be asked now, is taken as it is. */
export async function mustBeSafe(client: EventStoreDBClient): Promise<void> {
  const version = await versionOf(client);
  if (version !== undefined && !isSafe(version) && process.env['RELET_ANY_SERVER'] !== 'yes')
    throw new StoreError(
      'STORE_VERSION',
      `The server of the events is of version ${version}, which is known to lose or repeat events. Take 24.10.5 or later (26.0 is kept up longest), or set RELET_ANY_SERVER=yes to try it all the same.`,
      { details: { case: 'OLD_SERVER', version } },
    );
}

/** The version that the server says it has; undefined when it says none. */
export async function versionOf(client: EventStoreDBClient): Promise<string | undefined> {
  // The client asks for it anyway before its first call, and shows it to nobody.
  const { capabilities } = client as unknown as { capabilities: Promise<{ serverVersion: string }> };
  const answered = capabilities.then(({ serverVersion }) => serverVersion).catch(() => undefined);
  const version = await Promise.race([answered, new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined).unref())]);
  return version !== undefined && /^\d+\.\d+\.\d+/.test(version) ? version : undefined;
}

export function isSafe(version: string): boolean {
  const numbers = version.split('.', 3).map((part) => Number.parseInt(part, 10));
  const differing = OLDEST.findIndex((oldest, n) => numbers[n] !== oldest);
  return !UNSAFE.includes(numbers.join('.')) && (differing < 0 || (numbers[differing] as number) > (OLDEST[differing] as number));
}
