import {
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerReadableStream,
  type ServerWritableStream,
  type ServerDuplexStream,
  type ServerUnaryCall,
} from '@grpc/grpc-js';
import { createRequire } from 'node:module';
import type { Subscription } from 'rxjs';
import { VersionConflict } from '../errors.js';
import type { AppendResult, EventStore, ExpectedRevision, LogEvent, StoredEvent } from '../port.js';
import {
  appended,
  notFound,
  response,
  stored,
  streams,
  wrongRevision,
  type AppendReq,
  type AppendResp,
  type ReadReq,
  type ReadResp,
} from './messages.js';

const load = createRequire(import.meta.url);
const features = load(
  '@eventstore/db-client/generated/serverfeatures_pb.js',
) as typeof import('@eventstore/db-client/generated/serverfeatures_pb.js');
const { StreamsService } = load('@eventstore/db-client/generated/streams_grpc_pb.js') as { StreamsService: never };
const { ServerFeaturesService } = load('@eventstore/db-client/generated/serverfeatures_grpc_pb.js') as { ServerFeaturesService: never };

/** What the stand-in can be told to do wrong. */
export interface Faults {
  /** The answers to so many appends are lost, although their events are written. */
  loseAnswers: number;
  /** So many calls fail with UNAVAILABLE. */
  unavailable: number;
  /** Milliseconds that every call waits before it is served. */
  slow: number;
  /** An append to a stream waits for this before it is written; when it rejects, nothing is written and the call is UNAVAILABLE. */
  beforeAppend: ((stream: string) => Promise<void> | void) | undefined;
}

/** A pause that does not keep the process alive. */
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

/** A small EventStoreDB for tests: it speaks the real protocol on a real socket and keeps its events in a store. It tests our adapter, not the server. */
export class EventStoreDbStandIn {
  readonly faults: Faults = { loseAnswers: 0, unavailable: 0, slow: 0, beforeAppend: undefined };
  private readonly live = new Set<{ call: ServerWritableStream<ReadReq, ReadResp>; subscription: Subscription }>();
  private server: Server | undefined;
  private port = 0;

  private constructor(private readonly store: EventStore) {}

  static async start(store: EventStore): Promise<EventStoreDbStandIn> {
    const standIn = new EventStoreDbStandIn(store);
    await standIn.up();
    return standIn;
  }

  get setting(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Starts to serve, after `down` on the same port as before. */
  async up(): Promise<void> {
    const server = (this.server = new Server());
    server.addService(StreamsService, {
      read: (call: ServerWritableStream<ReadReq, ReadResp>) => void this.read(call),
      append: (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) => void this.append(call, answer),
      batchAppend: (call: ServerDuplexStream<unknown, unknown>) => call.destroy(new Error('not served')),
      delete: unserved,
      tombstone: unserved,
    });
    server.addService(ServerFeaturesService, { getSupportedMethods: supportedMethods });
    this.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${this.port}`, ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
  }

  /** Cuts every connection and stops to listen, like a server that is killed; what it has written stays. */
  down(): void {
    for (const { subscription } of this.live) subscription.unsubscribe();
    this.live.clear();
    this.server?.forceShutdown();
  }

  /** Drops every live subscription, as a server drops a consumer that is too slow. */
  dropSubscriptions(): void {
    for (const { call, subscription } of this.live) {
      subscription.unsubscribe();
      call.emit('error', { code: status.ABORTED, details: 'Consumer too slow' });
    }
    this.live.clear();
  }

  async stop(): Promise<void> {
    this.down();
    await this.store.close();
  }

  /** True when the call is to fail. */
  private async fails(): Promise<boolean> {
    if (this.faults.slow > 0) await pause(this.faults.slow);
    if (this.faults.unavailable <= 0) return false;
    this.faults.unavailable -= 1;
    return true;
  }

  private async read(call: ServerWritableStream<ReadReq, ReadResp>): Promise<void> {
    if (await this.fails()) return void call.emit('error', UNAVAILABLE);
    const options = call.request.getOptions();
    const [stream, all] = [options?.getStream(), options?.getAll()];
    const backwards = options?.getReadDirection() === 1;
    const count = Number(options?.getCount() ?? 0);
    if (options?.hasSubscription()) return this.subscribe(call);
    const name = stream?.getStreamIdentifier()?.getStreamName_asU8();
    const events = name
      ? await this.ofStream(
          Buffer.from(name).toString(),
          backwards || stream?.hasEnd() ? undefined : Number(stream?.getRevision() ?? 0),
          count,
        )
      : await this.ofAll(backwards, all?.hasPosition() ? Number(all.getPosition()?.getCommitPosition()) : 0, count);
    if (!events) call.write(notFound(name as Uint8Array));
    for (const event of events ?? []) call.write(response(event));
    call.end();
  }

  private async ofStream(stream: string, from: number | undefined, count: number): Promise<LogEvent[] | undefined> {
    const events = await this.store.readStream(stream);
    if (!events.length) return undefined;
    return from === undefined ? events.reverse().slice(0, count) : events.slice(from, from + count);
  }

  private async ofAll(backwards: boolean, position: number, count: number): Promise<readonly LogEvent[]> {
    const head = Number((await this.store.head()) ?? 0);
    const after = backwards ? Math.max(0, head - count) : Math.max(0, position - 1);
    const { events } = await this.store.readAll(String(after), { limit: count });
    return backwards ? [...events].reverse() : events;
  }

  private async subscribe(call: ServerWritableStream<ReadReq, ReadResp>): Promise<void> {
    const all = call.request.getOptions()?.getAll();
    const from = all?.hasEnd() ? await this.store.head() : all?.hasPosition() ? all.getPosition()?.getCommitPosition() : undefined;
    const confirmation = new streams.ReadResp.SubscriptionConfirmation();
    confirmation.setSubscriptionId('stand-in');
    call.write(new streams.ReadResp().setConfirmation(confirmation) as ReadResp);
    const subscription = this.store.subscribeAll(from).subscribe(({ events, done }) => {
      for (const event of events) call.write(response(event));
      done();
    });
    const entry = { call, subscription };
    this.live.add(entry);
    call.on('cancelled', () => {
      subscription.unsubscribe();
      this.live.delete(entry);
    });
  }

  private async append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): Promise<void> {
    const requests: AppendReq[] = [];
    try {
      for await (const request of call) requests.push(request as AppendReq);
    } catch {
      // The request was cut off while it was sent: nothing is written, and nobody waits for an answer.
      return;
    }
    if (await this.fails()) return answer(UNAVAILABLE);
    const options = requests[0]?.getOptions();
    const stream = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
    const expected = options?.hasNoStream() ? 'noStream' : Number(options?.getRevision());
    const events = requests.slice(1).map((request, n) => stored(request, stream, (expected === 'noStream' ? -1 : expected) + 1 + n));
    try {
      await this.faults.beforeAppend?.(stream);
    } catch {
      return answer(UNAVAILABLE);
    }
    try {
      const result = await this.written(stream, expected, events);
      if (this.faults.loseAnswers > 0) {
        this.faults.loseAnswers -= 1;
        return answer({ code: status.UNAVAILABLE, details: 'the answer was lost' });
      }
      answer(null, appended(result));
    } catch (error) {
      if (error instanceof VersionConflict) answer(null, wrongRevision(error, expected));
      else answer({ code: status.INTERNAL, details: String(error) });
    }
  }

  /** Like the server, answers an append as done when events with the same ids already stand where these would go, whatever else the events say. */
  private async written(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult> {
    try {
      return await this.store.append(stream, expected, events);
    } catch (error) {
      const from = expected === 'noStream' ? 0 : expected + 1;
      const there = await this.store.readStream(stream, { from, to: from + events.length - 1 });
      const last = there.at(-1);
      if (!last || there.length < events.length || !there.every(({ id }, n) => id === events[n]?.id)) throw error;
      return { revision: last.revision, position: last.position };
    }
  }
}

const UNAVAILABLE = { code: status.UNAVAILABLE, details: 'told to be unavailable' };

function unserved(_: unknown, answer: sendUnaryData<unknown>): void {
  answer({ code: status.UNIMPLEMENTED });
}

/** Says which methods are served, so that the client takes the unary append. */
function supportedMethods(_: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<unknown>): void {
  const methods = ['read', 'append'].map((name) => {
    const method = new features.SupportedMethod();
    method.setMethodName(name);
    method.setServiceName('event_store.client.streams.streams');
    return method;
  });
  const supported = new features.SupportedMethods();
  supported.setMethodsList(methods);
  supported.setEventStoreServerVersion('24.2.0');
  answer(null, supported);
}
