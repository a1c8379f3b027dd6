/** Milliseconds that rows may lag before answers call them old: under steady writes something is always on its way. */
export const TOLERANCE = 5_000;

/** Ends of the log that were seen and are not shown by the rows yet: so many are remembered, and the oldest of them tells how old the rows are. */
const REMEMBERED = 64;

/** How old what is read is: since when the log holds something that the rows do not show, or since when nobody can tell. */
export class Freshness {
  private heads: { position: string; at: number }[] = [];
  private lookedAt: number;

  constructor(now: number) {
    this.lookedAt = now;
  }

  /** The log was seen to end there. */
  seen(head: string | undefined, now: number): void {
    this.lookedAt = now;
    if (head === undefined || head === this.heads.at(-1)?.position) return;
    // The oldest tells the age, and the newest what is lacking still: between them one may be forgotten.
    if (this.heads.length >= REMEMBERED) this.heads.splice(1, 1);
    this.heads.push({ position: head, at: now });
  }

  /** Milliseconds; `isShown` says whether the rows show the log up to a position. */
  age(now: number, canBeSeen: boolean, isShown: (position: string) => boolean): number {
    const first = this.heads.findIndex(({ position }) => !isShown(position));
    this.heads = first < 0 ? [] : this.heads.slice(first);
    const behind = this.heads[0] ? now - this.heads[0].at : 0;
    return canBeSeen ? behind : Math.max(behind, now - this.lookedAt);
  }
}
