/**
 * One question that many ask at the same time. Who asks while an answer is on its way shares the next one with all who ask meanwhile: it begins after each
 * of them has asked, so nobody is told what was so before.
 */
export class Joined<T> {
  private running: Promise<T> | undefined;
  private next: Promise<T> | undefined;

  constructor(private readonly ask: () => Promise<T>) {}

  get isIdle(): boolean {
    return this.running === undefined && this.next === undefined;
  }

  get(): Promise<T> {
    if (!this.running) return this.begin();
    const again = () => {
      this.next = undefined;
      return this.begin();
    };
    return (this.next ??= this.running.then(again, again));
  }

  private begin(): Promise<T> {
    const running = this.ask().finally(() => (this.running = undefined));
    return (this.running = running);
  }
}
