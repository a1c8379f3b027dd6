import type { AllStreamSubscription } from '@eventstore/db-client';
import type { Signal } from '../follow.js';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

/**
 * Keeps a live subscription that only says that there is news. The client never subscribes again by itself, so after an error a new subscription is
 * made. Each pause is longer than the last and partly random, so that many processes do not come back at once. Answers how to stop.
 */
export function superviseNews(subscribe: () => AllStreamSubscription, news: Signal): () => void {
  let stopped = false;
  let pause = FIRST_PAUSE;
  let timer: NodeJS.Timeout | undefined;
  let current: AllStreamSubscription | undefined;
  const again = () => {
    if (stopped || timer) return;
    // Not at once: inside the error handler a new subscription would find the channel shut down.
    timer = setTimeout(start, pause * (0.5 + Math.random()));
    pause = Math.min(LONGEST_PAUSE, pause * 2);
  };
  const start = () => {
    timer = undefined;
    if (stopped) return;
    const own = (current = subscribe());
    const over = () => {
      if (own !== current) return;
      news.fire();
      again();
    };
    own.on('error', over);
    own.on('end', over);
    own.on('confirmation', () => {
      pause = FIRST_PAUSE;
      news.fire();
    });
    own.on('data', () => news.fire());
  };
  start();
  return () => {
    stopped = true;
    clearTimeout(timer);
    void current?.unsubscribe().catch(() => undefined);
  };
}
