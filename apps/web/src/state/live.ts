import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '../api/client';
import { Standing } from '../api/standing';
import { askAnew } from './ask-anew';
import { useMe } from './me';
import { mark } from './moved';

/** What is changed at once is asked for once: milliseconds. */
const TOGETHER = 300;
/** How long until a stream that the server has closed is begun anew, in milliseconds. */
const AGAIN = 10_000;

const NAME = 'relet-live';

/** A home that has changed, and the place in the log up to which that is told; of neither it is told when anything may have. */
interface Change {
  unit: string | null;
  position: string | null;
}

/** Follows the board as it changes: homes moved by others are marked, and what is shown is asked for anew. */
export function useLive(): void {
  const queries = useQueryClient();
  const mayFollow = useMe().rights.includes('board');
  useEffect(() => {
    if (!mayFollow) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const told = new Set<string | null>();
    const changed = ({ data: { unit, position } }: { data: Change }) => {
      if (unit !== null) mark(unit);
      told.add(position);
      timer ??= setTimeout(() => {
        timer = undefined;
        // What this window has written it has asked for by itself, and more than once is no use.
        const isKnown = [...told].every((each) => each !== null && each === Standing.asked);
        told.clear();
        if (isKnown) return;
        void askAnew(queries);
      }, TOGETHER);
    };
    const others = new BroadcastChannel(NAME);
    others.addEventListener('message', changed);
    const stop = followForAll((change) => {
      changed({ data: change });
      others.postMessage(change);
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
function followForAll(tell: (change: Change) => void): () => void {
  const left = new AbortController();
  const held = navigator.locks.request(NAME, { signal: left.signal }, () => following(tell, left.signal));
  held.catch(() => undefined);
  return () => left.abort();
}

async function following(tell: (change: Change) => void, left: AbortSignal): Promise<void> {
  while (!left.aborted) {
    await streamed(tell, left);
    // Closed by the server: the session may have ended, which this tells.
    if (!left.aborted) await client.GET('/v1/me').catch(() => undefined);
    if (!left.aborted) await new Promise((done) => setTimeout(done, AGAIN));
  }
}

/** One stream, until it is closed for good. A browser begins a broken one again by itself. */
function streamed(tell: (change: Change) => void, left: AbortSignal): Promise<void> {
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
    source.addEventListener('home', ({ data }: MessageEvent<string>) => {
      const { card, position } = JSON.parse(data) as { card: { unit: string }; position: string | null };
      tell({ unit: card.unit, position });
    });
    source.addEventListener('reset', () => tell({ unit: null, position: null }));
  });
}
