import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '../settings.js';
import { SETTINGS } from '../tokens.js';
import { AccessRefused } from './access-refused.js';

/** Requests that one principal may send at once, and how many more of them each second. */
const OF_A_PRINCIPAL = { atOnce: 300, aSecond: 50 };
/** The same of one address: a whole office may stand behind it. */
const OF_AN_ADDRESS = { atOnce: 600, aSecond: 100 };
/** Principals and addresses that are remembered; beyond these the ones that were quiet longest are forgotten. */
const REMEMBERED = 20_000;

interface Bucket {
  left: number;
  at: number;
}

/** How fast requests may come where others than this machine reach the server: too many are refused with 429 and told when to come again. */
@Injectable()
export class Limits {
  private readonly principals = new Map<string, Bucket>();
  private readonly addresses = new Map<string, Bucket>();

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** Counts a request of a principal. Throws AccessRefused. */
  principal(id: string): void {
    if (this.settings.publicUrl !== undefined) take(this.principals, id, OF_A_PRINCIPAL);
  }

  /** Counts a request from an address. Throws AccessRefused. */
  address(address: string): void {
    if (this.settings.publicUrl !== undefined) take(this.addresses, address, OF_AN_ADDRESS);
  }
}

function take(buckets: Map<string, Bucket>, who: string, { atOnce, aSecond }: { atOnce: number; aSecond: number }): void {
  const now = performance.now();
  const { left, at } = buckets.get(who) ?? { left: atOnce, at: now };
  const filled = Math.min(atOnce, left + ((now - at) / 1000) * aSecond);
  buckets.delete(who);
  buckets.set(who, { left: Math.max(0, filled - 1), at: now });
  const [quietest] = buckets.keys();
  if (buckets.size > REMEMBERED && quietest !== undefined) buckets.delete(quietest);
  if (filled < 1) throw new AccessRefused('TOO_MANY_REQUESTS', Math.ceil((1 - filled) / aSecond));
}
