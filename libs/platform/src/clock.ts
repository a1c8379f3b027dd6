import { copenhagenDate, instantOf, isCivilDate, startOfCopenhagenDay, type CivilDate, type Instant } from '@relet/domain';
import { Malformed } from './malformed.js';

/** The time of recording: the machine's time or, in a store with a manual clock, one that is set by hand and never goes back. */
export class Clock {
  /** The machine's time as it was last written out: many commands fall within one millisecond. */
  private latest = { ms: Number.NaN, text: '' };

  constructor(
    readonly kind: 'system' | 'manual',
    private manual: Instant,
  ) {}

  now(): Instant {
    if (this.kind === 'manual') return this.manual;
    const ms = Date.now();
    if (ms !== this.latest.ms) this.latest = { ms, text: new Date(ms).toISOString() };
    return this.latest.text;
  }

  /** Today in Copenhagen, whatever the machine's zone. */
  today(): CivilDate {
    return copenhagenDate(this.now());
  }

  /**
   * Sets a manual clock to an instant (RFC 3339), or to noon of a day in Copenhagen. An earlier day is refused; an earlier time of the same day
   * leaves the clock as it is. Throws ClockRefused, and Malformed for what is no day or instant that exists.
   */
  set(text: string): void {
    if (this.kind !== 'manual') throw new ClockRefused('The clock of this store is that of the machine.');
    const to = timeOf(text);
    if (!to) throw new Malformed([{ pointer: '', fault: 'DAY_OR_INSTANT', values: { field: 'Relet-Now' } }]);
    if (to > this.manual) this.manual = to;
    else if (copenhagenDate(to) < this.today()) throw new ClockRefused('A clock is never set back.');
  }
}

/** A time that the clock cannot be set to. */
export class ClockRefused extends Error {}

function timeOf(text: string): Instant | undefined {
  if (isCivilDate(text)) return new Date(Date.parse(startOfCopenhagenDay(text)) + 12 * 3_600_000).toISOString();
  return instantOf(text);
}
