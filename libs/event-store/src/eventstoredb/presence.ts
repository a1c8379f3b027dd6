import type { EventStoreDBClient } from '@eventstore/db-client';
import { createRequire } from 'node:module';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { StoreUnavailable } from '../errors.js';

const load = createRequire(import.meta.url);
const { ServerFeaturesClient } = load('@eventstore/db-client/generated/serverfeatures_grpc_pb.js') as { ServerFeaturesClient: unknown };
const { Empty } = load('@eventstore/db-client/generated/shared_pb.js') as { Empty: new () => object };

/** Milliseconds without an answer after which it is asked whether the server is there at all. */
const QUIET = 500;
/** Milliseconds that a server has to say so: it needs no disk for that, and is asked for nothing else. */
const NOD = 800;
/** Milliseconds for which "it is not there" is believed without asking again, so that nobody queues up behind a server that hangs. */
const BELIEVED = 500;

/** No answer came. A server that `isThere` is only slow, and is given more time than one that is not. */
export class Silent extends StoreUnavailable {
  constructor(readonly isThere: boolean) {
    super('The server of the events does not answer in time.');
  }
}

/** The part of the client that it keeps to itself: any call of any service, on the connection of all others, and what it does after one that has failed. */
interface AnyCall {
  execute(service: unknown, name: string, call: (client: Features) => Promise<void>): Promise<void>;
  handleError(client: Features, error: Error): Promise<void>;
}
interface Features {
  getSupportedMethods(empty: object, options: { deadline: Date }, answered: (error: { code?: number } | null) => void): void;
}

/** gRPC's numbers for a server that is not reached, or does not answer: every other error comes from a server that is there. */
const NOT_THERE: ReadonlySet<unknown> = new Set([1, 4, 14]);

/** By this error alone the client lets go of a connection, and of a cluster asks anew who leads. A server that hangs never gives it. */
const gone = () => Object.assign(new Error('The server does not answer.'), { code: 14 });

/** Tells a server that is slow from one that is not there, and has the client leave one of a cluster that is not. */
export class Presence {
  private asking: Promise<boolean> | undefined;
  private goneSince = -Infinity;

  constructor(
    private readonly client: () => EventStoreDBClient,
    private readonly isCluster: boolean,
  ) {}

  /** True when it was found not to be there a moment ago. */
  get isGone(): boolean {
    return performance.now() - this.goneSince < BELIEVED;
  }

  async isThere(): Promise<boolean> {
    if (this.isGone) return false;
    const there = await (this.asking ??= this.ask().finally(() => (this.asking = undefined)));
    if (!there) this.wasGone();
    return there;
  }

  /** A call was refused for as long as anybody waits. */
  wasGone(): void {
    this.goneSince = performance.now();
  }

  /** What has come while this process was busy is read before the time counts as over. */
  private async ask(): Promise<boolean> {
    const client = this.client() as unknown as AnyCall;
    let asked: Features | undefined;
    const there = await Promise.race([
      this.asked(client, (features) => (asked = features)),
      setTimeout(NOD).then(() => setImmediate(false)),
    ]);
    // Nothing was asked while it is still looked for who leads: that goes on.
    if (!there && asked && this.isCluster) await client.handleError(asked, gone());
    return there;
  }

  private async asked(any: AnyCall, asking: (features: Features) => void): Promise<boolean> {
    try {
      await any.execute(ServerFeaturesClient, 'getSupportedMethods', (client) => {
        asking(client);
        const deadline = new Date(Date.now() + NOD);
        return new Promise((resolve, reject) =>
          client.getSupportedMethods(new Empty(), { deadline }, (error) =>
            error && NOT_THERE.has(error.code) ? reject(error) : resolve(),
          ),
        );
      });
      return true;
    } catch {
      return false;
    }
  }
}

/** Ends a call that gets no answer: soon when the server is not there, after `patience` milliseconds of silence when it is. */
export class Watch {
  private since = performance.now();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly presence: Presence,
    private readonly patience: number,
    private readonly end: (reason: Silent) => void,
  ) {
    this.wait(Math.min(QUIET, patience));
  }

  /** Something came. */
  heard(): void {
    this.since = performance.now();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private wait(ms: number): void {
    this.timer = globalThis.setTimeout(() => void this.look(), Math.max(1, ms));
  }

  private async look(): Promise<void> {
    const silent = () => performance.now() - this.since;
    if (silent() >= Math.min(QUIET, this.patience) - 1) {
      const left = Math.max(0, Math.min(this.patience - silent(), 2 * NOD));
      const isThere = await Promise.race([this.presence.isThere(), setTimeout(left, true)]);
      if (!this.timer) return;
      if (!isThere && silent() >= QUIET - 1) return this.end(new Silent(false));
      if (silent() >= this.patience - 1) return this.end(new Silent(true));
    }
    const next = silent() < QUIET ? QUIET : silent() + QUIET;
    this.wait(Math.min(next, this.patience) - silent());
  }
}
