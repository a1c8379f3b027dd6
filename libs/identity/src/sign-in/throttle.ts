import { AccessRefused } from '@relet/platform';
import { createHash } from 'node:crypto';

/** Milliseconds in which failures count. */
const WINDOW = 15 * 60_000;
/** Failures after which nobody may try on: for a name from one address, for a name from everywhere, and from one address for all names. */
const MOST = { 'name and address': 5, name: 50, address: 30 } as const;
const REMEMBERED = 50_000;

/** Slows down who guesses. A name that nobody has counts like any other, and one who guesses elsewhere does not shut the user out. */
export class Throttle {
  private readonly failures = new Map<string, number[]>();

  /** Throws AccessRefused: TOO_MANY_REQUESTS, with the seconds after which it may be tried again. */
  mustBeOpen(name: string, address: string): void {
    const now = Date.now();
    for (const [key, most] of keysOf(name, address)) {
      const recent = (this.failures.get(key) ?? []).filter((at) => at > now - WINDOW);
      const [first = now] = recent.slice(-most);
      if (recent.length >= most) throw new AccessRefused('TOO_MANY_REQUESTS', Math.ceil((first + WINDOW - now) / 1000));
    }
  }

  /** Counts an attempt before it is looked at, so that many at once are no more than many in turn. */
  count(name: string, address: string): void {
    const now = Date.now();
    for (const [key] of keysOf(name, address)) {
      const recent = (this.failures.get(key) ?? []).filter((at) => at > now - WINDOW);
      this.failures.delete(key);
      this.failures.set(key, [...recent.slice(-49), now]);
    }
    for (const key of this.failures.keys()) if (this.failures.size > REMEMBERED) this.failures.delete(key);
  }

  /** Forgets what has failed for a name from an address, once it has succeeded. */
  succeeded(name: string, address: string): void {
    for (const [key] of keysOf(name, address)) {
      const counted = this.failures.get(key);
      if (key.startsWith('name and')) this.failures.delete(key);
      else counted?.pop();
    }
  }
}

/** What failures are counted by. A name is no secret and no text that is kept: its digest is enough. */
function keysOf(name: string, address: string): [key: string, most: number][] {
  const who = createHash('sha256').update(name.toLowerCase()).digest('base64url');
  return [
    [`name and address ${who} ${address}`, MOST['name and address']],
    [`name ${who}`, MOST.name],
    [`address ${address}`, MOST.address],
  ];
}
