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
import { metadataOf } from '../eventstoredb/envelope.js';
import type { EventStore, LogEvent, StoredEvent } from '../port.js';
import type * as StreamsPb from '@eventstore/db-client/generated/streams_pb.js';

const load = createRequire(import.meta.url);
const streams = load('@eventstore/db-client/generated/streams_pb.js') as typeof StreamsPb;
const shared = load('@eventstore/db-client/generated/shared_pb.js') as typeof import('@eventstore/db-client/generated/shared_pb.js');
const features = load(
  '@eventstore/db-client/generated/serverfeatures_pb.js',
) as typeof import('@eventstore/db-client/generated/serverfeatures_pb.js');
const { StreamsService } = load('@eventstore/db-client/generated/streams_grpc_pb.js') as { StreamsService: never };
const { ServerFeaturesService } = load('@eventstore/db-client/generated/serverfeatures_grpc_pb.js') as { ServerFeaturesService: never };
type ReadReq = InstanceType<typeof streams.ReadReq>;
type ReadResp = InstanceType<typeof streams.ReadResp>;
type AppendReq = InstanceType<typeof streams.AppendReq>;
type AppendResp = InstanceType<typeof streams.AppendResp>;

/** What the stand-in can be told to do wrong. */
export interface Faults {
  /** Appends are written, and the answer is lost: so many times. */
  loseAnswers: number;
  /** Every call fails with UNAVAILABLE: so many times. */
  unavailable: number;
}

/** A small EventStoreDB for tests: the real protocol on a real socket, backed by a store. It proves the adapter, not the server. */
export class EventStoreDbStandIn {
  readonly faults: Faults = { loseAnswers: 0, unavailable: 0 };
  private readonly live = new Set<{ call: ServerWritableStream<ReadReq, ReadResp>; subscription: Subscription }>();

  private constructor(
    private readonly store: EventStore,
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async start(store: EventStore): Promise<EventStoreDbStandIn> {
    const server = new Server();
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound))),
    );
    const standIn = new EventStoreDbStandIn(store, server, port);
    server.addService(StreamsService, {
      read: (call: ServerWritableStream<ReadReq, ReadResp>) => void standIn.read(call),
      append: (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) => void standIn.append(call, answer),
      batchAppend: (call: ServerDuplexStream<unknown, unknown>) => call.destroy(new Error('not served')),
      delete: unserved,
      tombstone: unserved,
    });
    server.addService(ServerFeaturesService, { getSupportedMethods: supportedMethods });
    return standIn;
  }

  get setting(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Drops every live subscription, as a server does with a consumer that is too slow. */
  dropSubscriptions(): void {
    for (const { call, subscription } of this.live) {
      subscription.unsubscribe();
      call.emit('error', { code: status.ABORTED, details: 'Consumer too slow' });
    }
    this.live.clear();
  }

  async stop(): Promise<void> {
    for (const { subscription } of this.live) subscription.unsubscribe();
    this.server.forceShutdown();
    await this.store.close();
  }

  private fails(call: { emit(event: 'error', error: object): unknown }): boolean {
    if (this.faults.unavailable <= 0) return false;
    this.faults.unavailable -= 1;
    call.emit('error', { code: status.UNAVAILABLE, details: 'told to be unavailable' });
    return true;
  }

  private async read(call: ServerWritableStream<ReadReq, ReadResp>): Promise<void> {
    if (this.fails(call)) return;
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
    for await (const request of call) requests.push(request as AppendReq);
    if (this.faults.unavailable > 0) {
      this.faults.unavailable -= 1;
      return answer({ code: status.UNAVAILABLE, details: 'told to be unavailable' });
    }
    const options = requests[0]?.getOptions();
    const stream = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
    const expected = options?.hasNoStream() ? 'noStream' : Number(options?.getRevision());
    const events = requests.slice(1).map((request, n) => stored(request, stream, (expected === 'noStream' ? -1 : expected) + 1 + n));
    try {
      const { revision, position } = await this.store.append(stream, expected, events);
      if (this.faults.loseAnswers > 0) {
        this.faults.loseAnswers -= 1;
        return answer({ code: status.UNAVAILABLE, details: 'the answer was lost' });
      }
      const place = new streams.AppendResp.Position();
      place.setCommitPosition(position);
      place.setPreparePosition(position);
      const success = new streams.AppendResp.Success();
      success.setCurrentRevision(String(revision));
      success.setPosition(place);
      answer(null, new streams.AppendResp().setSuccess(success) as AppendResp);
    } catch (error) {
      if (!(error instanceof VersionConflict)) return answer({ code: status.INTERNAL, details: String(error) });
      const wrong = new streams.AppendResp.WrongExpectedVersion();
      if (error.actual === 'noStream') wrong.setCurrentNoStream(new shared.Empty());
      else wrong.setCurrentRevision(String(error.actual));
      if (expected === 'noStream') wrong.setExpectedNoStream(new shared.Empty());
      else wrong.setExpectedRevision(String(expected));
      answer(null, new streams.AppendResp().setWrongExpectedVersion(wrong) as AppendResp);
    }
  }
}

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

/** The server knows ids, types, data and metadata: what our envelope adds comes back from the metadata. */
function stored(request: AppendReq, stream: string, revision: number): StoredEvent {
  const message = request.getProposedMessage();
  const json = (bytes: Uint8Array | undefined) => JSON.parse(Buffer.from(bytes ?? []).toString()) as Record<string, never>;
  const { $correlationId, $causationId, ...metadata } = json(message?.getCustomMetadata_asU8());
  return {
    ...(metadata as unknown as StoredEvent),
    id: message?.getId()?.getString() ?? '',
    type: message?.getMetadataMap().get('type') ?? '',
    stream,
    revision,
    correlationId: String($correlationId),
    causationId: String($causationId),
    payload: json(message?.getData_asU8()),
  };
}

function response({ position, ...event }: LogEvent): ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(new shared.UUID().setString(event.id) as never);
  recorded.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(event.stream)) as never);
  recorded.setStreamRevision(String(event.revision));
  recorded.setPreparePosition(position);
  recorded.setCommitPosition(position);
  recorded.getMetadataMap().set('type', event.type).set('content-type', 'application/json').set('created', '0');
  recorded.setCustomMetadata(Buffer.from(JSON.stringify(metadataOf(event))));
  recorded.setData(Buffer.from(JSON.stringify(event.payload)));
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(position);
  return new streams.ReadResp().setEvent(read) as ReadResp;
}

function notFound(name: Uint8Array): ReadResp {
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(name) as never);
  return new streams.ReadResp().setStreamNotFound(missing) as ReadResp;
}
