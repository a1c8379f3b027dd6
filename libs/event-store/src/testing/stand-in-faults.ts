import { Metadata, status } from '@grpc/grpc-js';
import type { EventEmitter } from 'node:events';

/** What the stand-in can be told to do wrong. */
export interface Faults {
  /** The answers to so many appends are lost, although their events are written. */
  loseAnswers: number;
  /** So many calls fail with UNAVAILABLE. */
  unavailable: number;
  /** Milliseconds that every call waits before it is served: it hangs. */
  slow: number;
  /** Milliseconds that appends and reads wait, while it goes on saying that it is there. */
  busy: number;
  /** Of reads at the same time only so many are served at once; the others wait, like on a server that has just started. */
  readsAtOnce: number;
  /** It is one of a cluster that has lost its leader: it answers reads, and writes nothing. */
  leaderless: boolean;
  /** The port of the machine that leads, as this one says; itself when undefined. */
  leads: number | undefined;
  /** Every call is refused for who gives it. */
  denied: boolean;
  /** The version that the server says it has. */
  version: string;
  /** An append to a stream waits for this before it is written; when it rejects, nothing is written and the call is UNAVAILABLE. */
  beforeAppend: ((stream: string) => Promise<void> | void) | undefined;
}

/** A server that is well. */
export const WELL: Readonly<Faults> = {
  ...{ loseAnswers: 0, unavailable: 0, slow: 0, busy: 0, readsAtOnce: Infinity },
  ...{ leaderless: false, denied: false, version: '26.0.1', beforeAppend: undefined, leads: undefined },
};

/** How long a server that waits for a leader keeps an append, in milliseconds. */
const FORWARDING = 5_000;
export const UNAVAILABLE = { code: status.UNAVAILABLE, details: 'told to be unavailable' };

/** An error as the server tells it: what it is stands in the metadata. */
export function refusal(exception: string, code: status, more: Record<string, string> = {}): object {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries({ exception, ...more })) metadata.set(key, value);
  return { code, details: exception, metadata };
}

/** A pause that does not keep the process alive. */
export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

/** What a follower answers to an append while nobody leads: at once when a leader is asked for, else it keeps it for a leader that may come, and gives up. */
export async function withoutLeader(asked: Metadata): Promise<object> {
  if (asked.get('requires-leader')[0] === 'true') return { code: status.UNAVAILABLE, details: 'Server Is Not Ready' };
  await pause(FORWARDING);
  return { code: status.ABORTED, details: 'Operation timed out: Forwarding timeout' };
}

/** Counts calls that are open at the same time. */
export class Open {
  now = 0;
  most = 0;

  begin(): void {
    this.now += 1;
    this.most = Math.max(this.most, this.now);
  }

  end(): void {
    this.now -= 1;
  }

  /** Until the call was answered, has failed, or is given up by whoever has made it. */
  whileOpen(call: EventEmitter): void {
    let isOpen = true;
    const over = () => {
      if (isOpen) this.end();
      isOpen = false;
    };
    this.begin();
    for (const way of ['finish', 'close', 'error', 'cancelled']) call.once(way, over);
  }
}
