import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '../api/client';
import { Standing } from '../api/standing';
import { useMe } from './me';
import { mark } from './moved';

/** What no re-letting changes. */
const STILL: ReadonlySet<string> = new Set(['/v1/me', '/v1/clock', '/v1/municipalities']);
/** What is changed at once is asked for once: milliseconds. */
const TOGETHER = 300;
/** How long until a stream that the server has closed is begun anew, in milliseconds. */
const AGAIN = 10_000;

const NAME = 'relet-live';

/** Follows the board as it changes: homes moved by others are marked, and what is shown is asked for anew. */
export function useLive(): void {
  const queries = useQueryClient();
  const mayFollow = useMe().rights.includes('board');
  useEffect(() => {
    if (!mayFollow) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = ({ data: unit }: { data: string | null }) => {
      if (unit !== null) mark(unit);
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({
          predicate: ({ queryKey: [method, path] }) => (method === 'get' && !STILL.has(path as string)) || method === 'dry-run',
        });
      }, TOGETHER);
    };
    const others = new BroadcastChannel(NAME);
    others.addEventListener('message', changed);
    const stop = followForAll((unit) => {
      changed({ data: unit });
      others.postMessage(unit);
    });
    return () => {
      stop();
      others.close();
      clearTimeout(timer);
    };
  }, [queries, mayFollow]);
}

/**
 * Follows for all windows of this browser: one of them holds the stream and tells the others, as a browser opens six connections to a server and
 * no more. When it is closed the next one takes over.
 */
function followForAll(tell: (unit: string | null) => void): () => void {
  const left = new AbortController();
  const held = navigator.locks.request(NAME, { signal: left.signal }, () => following(tell, left.signal));
  held.catch(() => undefined);
  return () => left.abort();
}

async function following(tell: (unit: string | null) => void, left: AbortSignal): Promise<void> {
  while (!left.aborted) {
    await streamed(tell, left);
    // Closed by the server: the session may have ended, which this tells.
    if (!left.aborted) await client.GET('/v1/me').catch(() => undefined);
    if (!left.aborted) await new Promise((done) => setTimeout(done, AGAIN));
  }
}

/** One stream, until it is closed for good. A browser begins a broken one again by itself. */
function streamed(tell: (unit: string | null) => void, left: AbortSignal): Promise<void> {
  return new Promise((closed) => {
    const source = new EventSource('/v1/board/events');
    const end = () => {
      source.close();
      closed();
    };
    left.addEventListener('abort', end);
    let isOpen = false;
    source.addEventListener('open', () => {
      isOpen = true;
      Standing.reached();
    });
    source.addEventListener('error', () => {
      // Up to now it would have told of every change.
      if (isOpen) Standing.heard();
      isOpen = false;
      if (source.readyState === EventSource.CLOSED) end();
      // Whether the server is away, the session is over or a proxy has only cut the line, an ordinary question tells.
      else void client.GET('/v1/me').catch(() => undefined);
    });
    source.addEventListener('home', ({ data }: MessageEvent<string>) => tell((JSON.parse(data) as { card: { unit: string } }).card.unit));
    source.addEventListener('reset', () => tell(null));
  });
}
