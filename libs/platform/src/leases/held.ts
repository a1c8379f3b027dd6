import { randomUUID } from 'node:crypto';
import type { Leases } from './leases.js';

/** How often a right is renewed, or asked for where another process has it, in milliseconds. */
const EVERY = 1_000;
/** So much sooner than it passes on it counts as lost here, in milliseconds. */
const MARGIN = 500;

/** One process's hold on a right. A process that slept knows when it wakes up that its time is over, before it has asked anybody. */
export class Held {
  private readonly holder = randomUUID();
  private until = 0;
  private keeping: NodeJS.Timeout | undefined;
  private asking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly leases: Leases,
    private readonly name: string,
    private readonly seconds: number,
  ) {}

  /** True while nobody else can have it. */
  get holds(): boolean {
    return performance.now() < this.until;
  }

  /** Takes it, or renews it. */
  async take(): Promise<boolean> {
    const asked = performance.now();
    const isOurs = await this.leases.take(this.name, this.holder, this.seconds);
    this.until = isOurs ? asked + this.seconds * 1_000 - MARGIN : 0;
    return this.holds;
  }

  /** Renews it from now on, or asks for it; `taken` hears when it has come here. Who keeps them may be away meanwhile: then it is lost by itself. */
  keep(taken: () => void = () => undefined): void {
    let isAsking = false;
    const look = async () => {
      if (isAsking) return;
      isAsking = true;
      const had = this.holds;
      if ((await this.take().catch(() => false)) && !had) taken();
      isAsking = false;
    };
    this.keeping = setInterval(() => void (this.asking = look()), EVERY).unref();
  }

  /** Gives it back for good; what cannot be given back passes on by itself. */
  async giveBack(): Promise<void> {
    if (!this.keeping) return;
    clearInterval(this.keeping);
    await this.asking;
    this.until = 0;
    await this.leases.giveBack(this.name, this.holder).catch(() => undefined);
  }
}
