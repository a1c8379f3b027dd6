import type { Settings } from '../settings.js';
import type { Sent } from '../requests.js';
import { AccessRefused } from './access-refused.js';

/** The origin under which people reach this server: the one that is set, else the name by which they have asked, which was checked at the door. */
export function originOf({ publicUrl, tls }: Settings, { host }: Sent): string {
  return publicUrl ?? `${tls ? 'https' : 'http'}://${host ?? ''}`;
}

/**
 * Refuses CROSS_SITE when a browser did not send this from a page of our own. What changes something by a browser's session must come with the
 * Origin of our pages; every browser sends it.
 */
export function mustComeFromHere(settings: Settings, headers: Sent): void {
  const { origin, 'sec-fetch-site': site = 'same-origin' } = headers;
  if (origin !== originOf(settings, headers) || site !== 'same-origin') throw new AccessRefused('CROSS_SITE');
}
