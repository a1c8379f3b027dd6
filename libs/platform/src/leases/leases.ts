/**
 * Rights that one process has at a time, as all processes see them that share the rows. Whoever has one renews it; a few seconds after it was last renewed it
 * passes on.
 */
export abstract class Leases {
  /** Takes a right for so many seconds, or renews it; false while another holder has it. */
  abstract take(name: string, holder: string, seconds: number): Promise<boolean>;
  /** Gives it back, so that another holder has it at once. */
  abstract giveBack(name: string, holder: string): Promise<void>;
  /** Whether anybody has a right whose name begins so. */
  abstract isTaken(beginning: string): Promise<boolean>;
  /** Lets go what they are kept in. */
  close(): void {}
}

/** Where one process does everything, nobody else asks: a right is kept until it is given back. */
export class LeasesHere extends Leases {
  private readonly holders = new Map<string, string>();

  async take(name: string, holder: string): Promise<boolean> {
    if (!this.holders.has(name)) this.holders.set(name, holder);
    return this.holders.get(name) === holder;
  }

  async giveBack(name: string, holder: string): Promise<void> {
    if (this.holders.get(name) === holder) this.holders.delete(name);
  }

  async isTaken(beginning: string): Promise<boolean> {
    return [...this.holders.keys()].some((name) => name.startsWith(beginning));
  }
}
