import {
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerReadableStream,
  type ServerWritableStream,
  type ServerDuplexStream,
} from '@grpc/grpc-js';
import { createRequire } from 'node:module';
import type { Subscription } from 'rxjs';
import { VersionConflict } from '../errors.js';
import type { EventStore } from '../port.js';
import {
  appended,
  notFound,
  response,
  serverIdOf,
  stored,
  streams,
  wrongRevision,
  type AppendReq,
  type AppendResp,
  type ReadReq,
  type ReadResp,
} from './messages.js';
import { tellOfItself } from './stand-in-about.js';
import { Open, pause, refusal, UNAVAILABLE, WELL, withoutLeader, type Faults } from './stand-in-faults.js';
import { StandInLog } from './stand-in-log.js';

const load = createRequire(import.meta.url);
const { StreamsService } = load('@eventstore/db-client/generated/streams_grpc_pb.js') as { StreamsService: never };
/** Milliseconds that a server holds back a second append of the same ids, and reads beyond those that it can serve at once. */
const HELD = 2_000;
const STALLED = 4_000;
/** Milliseconds of a read while a server has just started. */
const READ = 5;
/** Bytes that a server takes in one append. */
const LARGEST = 1_048_576;
/** With what it proves who it is. */
interface Certificate {
  key: Buffer;
  cert: Buffer;
}

/**
 * A small EventStoreDB for tests: it speaks the real protocol on a real socket and keeps its events in a store. It does what servers were seen to do with
 * ids, deleted streams, events of their own and bursts of reads. It tests our adapter, not the server.
 */
export class EventStoreDbStandIn {
  readonly faults: Faults = { ...WELL };
  /** Calls on their way. */
  readonly reading = new Open();
  readonly appending = new Open();
  private readonly live = new Set<{ call: ServerWritableStream<ReadReq, ReadResp>; subscription: Subscription }>();
  private readonly idsOnTheirWay = new Set<string>();
  private server: Server | undefined;
  private serving = 0;

  private constructor(
    readonly log: StandInLog,
    private port = 0,
    private readonly tls?: Certificate,
  ) {}

  /** Without a certificate it asks nobody who comes, and nothing is encrypted. */
  static async start(store: EventStore, port?: number, tls?: Certificate): Promise<EventStoreDbStandIn> {
    const standIn = new EventStoreDbStandIn(new StandInLog(store), port, tls);
    await standIn.up();
    return standIn;
  }

  get setting(): string {
    return `esdb://127.0.0.1:${this.port}?tls=${this.tls !== undefined}`;
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
    const ready = async () => void (this.faults.slow > 0 && (await pause(this.faults.slow)));
    tellOfItself(server, { version: () => this.faults.version, leader: () => this.faults.leads ?? this.port, ready });
    const { tls } = this;
    const open = tls
      ? ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.cert }])
      : ServerCredentials.createInsecure();
    this.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${this.port}`, open, (error, bound) => (error ? reject(error) : resolve(bound))),
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
    await this.log.close();
  }

  /** Answers a call that is to fail; undefined when it is to be served. */
  private async failure(): Promise<object | undefined> {
    const { slow, busy } = this.faults;
    if (slow + busy > 0) await pause(slow + busy);
    if (this.faults.denied) return refusal('access-denied', status.PERMISSION_DENIED);
    if (this.faults.unavailable <= 0) return undefined;
    this.faults.unavailable -= 1;
    return UNAVAILABLE;
  }

  private async read(call: ServerWritableStream<ReadReq, ReadResp>): Promise<void> {
    const isLive = call.request.getOptions()?.hasSubscription();
    if (!isLive) this.reading.whileOpen(call);
    if (this.faults.readsAtOnce < Infinity) await this.served();
    const failure = await this.failure();
    if (failure) return void call.emit('error', failure);
    if (isLive) return this.subscribe(call);
    await this.answer(call);
  }

  /** Serves few at once, and lets those that come meanwhile wait for long. */
  private async served(): Promise<void> {
    if (this.serving >= this.faults.readsAtOnce) await pause(STALLED);
    this.serving += 1;
    await pause(READ);
    this.serving -= 1;
  }

  private async answer(call: ServerWritableStream<ReadReq, ReadResp>): Promise<void> {
    const options = call.request.getOptions();
    const [stream, all] = [options?.getStream(), options?.getAll()];
    const isBackwards = options?.getReadDirection() === 1;
    const count = Number(options?.getCount() ?? 0);
    const name = stream?.getStreamIdentifier()?.getStreamName_asU8();
    if (!name) {
      const from = all?.hasPosition() ? Number(all.getPosition()?.getCommitPosition()) : 0;
      if (!(await this.log.isPlace(from)))
        return void call.emit('error', { code: status.UNKNOWN, details: 'Unexpected ReadAllResult: InvalidPosition' });
      for (const event of await this.log.ofAll(isBackwards, from, count)) call.write(response(event));
      return void call.end();
    }
    const id = Buffer.from(name).toString();
    if (this.log.isTombstoned(id))
      return void call.emit('error', refusal('stream-deleted', status.FAILED_PRECONDITION, { 'stream-name': id }));
    const events = await this.log.ofStream(id, isBackwards || stream?.hasEnd() ? undefined : Number(stream?.getRevision() ?? 0), count);
    if (!events) call.write(notFound(name));
    for (const event of events ?? []) call.write(response(event));
    call.end();
  }

  private async subscribe(call: ServerWritableStream<ReadReq, ReadResp>): Promise<void> {
    const all = call.request.getOptions()?.getAll();
    const from = all?.hasEnd() ? await this.log.end() : all?.hasPosition() ? all.getPosition()?.getCommitPosition() : undefined;
    const confirmation = new streams.ReadResp.SubscriptionConfirmation();
    confirmation.setSubscriptionId('stand-in');
    call.write(new streams.ReadResp().setConfirmation(confirmation) as ReadResp);
    const subscription = this.log.following(from).subscribe(({ events, done }) => {
      for (const event of events) call.write(response(this.log.kept(event)));
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
    this.appending.begin();
    try {
      await this.appendNow(call, answer);
    } finally {
      this.appending.end();
    }
  }

  private async appendNow(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): Promise<void> {
    const requests: AppendReq[] = [];
    try {
      for await (const request of call) requests.push(request as AppendReq);
    } catch {
      // The request was cut off while it was sent: nothing is written, and nobody waits for an answer.
      return;
    }
    const failure = (await this.failure()) ?? (this.faults.leaderless ? await withoutLeader(call.metadata) : undefined);
    if (failure) return answer(failure);
    const ids = requests.slice(1).map(serverIdOf);
    if (ids.some((id) => this.idsOnTheirWay.has(id))) {
      await pause(HELD);
      return answer({ code: status.ABORTED, details: 'timeout' });
    }
    for (const id of ids) this.idsOnTheirWay.add(id);
    try {
      await this.take(requests, ids, answer);
    } finally {
      for (const id of ids) this.idsOnTheirWay.delete(id);
    }
  }

  private async take(requests: readonly AppendReq[], ids: readonly string[], answer: sendUnaryData<AppendResp>): Promise<void> {
    const options = requests[0]?.getOptions();
    const stream = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
    const expected = options?.hasNoStream() ? 'noStream' : Number(options?.getRevision());
    const first = expected === 'noStream' ? 0 : expected + 1;
    const events = requests.slice(1).map((request, n) => stored(request, stream, first + n));
    if (this.log.isTombstoned(stream)) return answer(refusal('stream-deleted', status.FAILED_PRECONDITION, { 'stream-name': stream }));
    if (requests.reduce((sum, request) => sum + request.serializeBinary().length, 0) > LARGEST)
      return answer(refusal('maximum-append-size-exceeded', status.INVALID_ARGUMENT, { 'maximum-append-size': String(LARGEST) }));
    try {
      await this.faults.beforeAppend?.(stream);
    } catch {
      return answer(UNAVAILABLE);
    }
    try {
      const { result, commit } = await this.log.written(stream, expected, { events, ids });
      if (this.faults.loseAnswers > 0) {
        this.faults.loseAnswers -= 1;
        return answer({ code: status.UNAVAILABLE, details: 'the answer was lost' });
      }
      answer(null, appended(result, commit));
    } catch (error) {
      if (error instanceof VersionConflict) answer(null, wrongRevision(error, expected));
      else answer({ code: status.INTERNAL, details: String(error) });
    }
  }
}

function unserved(_: unknown, answer: sendUnaryData<unknown>): void {
  answer({ code: status.UNIMPLEMENTED });
}
