import { Observable } from 'rxjs';
import { StoreUnavailable } from './errors.js';
import type { LivePage, Page, Position } from './port.js';

/** Lets callers wait until something happens. */
export class Signal {
  private readonly waiting = new Set<() => void>();
  count = 0;

  get fired(): boolean {
    return this.count > 0;
  }

  fire(): void {
    this.count += 1;
    for (const wake of [...this.waiting]) wake();
  }

  /** Resolves once it has fired more than `count` times, or after `timeout` milliseconds. */
  past(count: number, timeout?: number): Promise<void> {
    if (this.count > count) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = timeout === undefined ? undefined : setTimeout(wake, timeout);
      this.waiting.add(wake);
    });
  }
}

/** Milliseconds to wait before a store that could not be reached is read again. */
const AWAY = 500;

/**
 * Reads the log to its end, and then what is appended to it. The next page is read when the consumer is done with the one before, so a slow
 * consumer is never flooded. It reads on when `appended` fires and, if `poll` is given, every `poll` milliseconds without that.
 * A store that cannot be reached is read again from the same place. Completes when `closing` fires.
 */
export function follow(
  after: Position | undefined,
  read: (after: Position | undefined) => Promise<Page>,
  { appended, closing, poll }: { appended: Signal; closing: Signal; poll?: number },
): Observable<LivePage> {
  return new Observable((subscriber) => {
    const stopped = () => subscriber.closed || closing.fired;
    const run = async () => {
      let cursor = after;
      while (!stopped()) {
        const seen = appended.count;
        const page = await read(cursor).catch(unlessAway);
        if (stopped()) break;
        if (!page) {
          await closing.past(0, AWAY);
          continue;
        }
        if (page.next !== cursor)
          await new Promise<void>((done) => {
            subscriber.add(done);
            subscriber.next({ ...page, done });
          });
        else if (page.end) await appended.past(seen, poll);
        cursor = page.next;
      }
      subscriber.complete();
    };
    run().catch((error: unknown) => (closing.fired ? subscriber.complete() : subscriber.error(error)));
  });
}

function unlessAway(error: unknown): undefined {
  if (!(error instanceof StoreUnavailable)) throw error;
}
