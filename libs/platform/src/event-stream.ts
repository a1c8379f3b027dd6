import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { ServerResponse } from 'node:http';
import { Identities } from './access/identities.js';
import type { Sent } from './requests.js';

/** Clients that may listen at the same time. */
const STREAMS = 200;
/** Bytes kept for a client that does not read. With more than these its connection is cut; it comes back with its Last-Event-ID. */
const UNREAD = 1_048_576;
const HEARTBEAT = 15_000;
const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };

/** The part of a reply that a stream needs. */
export interface StreamReply {
  hijack(): void;
  raw: ServerResponse;
}

/** Thrown when as many clients listen as one process serves: 429. */
export class TooManyStreams extends Error {}

/** One client that listens to server-sent events. Their ids let it go on where it was cut off. */
export class EventStream {
  private work: Promise<void> = Promise.resolve();
  /** True while the client may listen. */
  beforeEachBeat: () => Promise<boolean> = () => Promise.resolve(true);

  constructor(private readonly raw: ServerResponse) {
    raw.writeHead(200, HEADERS);
    // Who asks for the head alone is told it, and listens to nothing.
    if (raw.req.method === 'HEAD') raw.end();
    else raw.write('retry: 3000\n\n');
  }

  get open(): boolean {
    return !this.raw.writableEnded && !this.raw.destroyed;
  }

  /** Sends one event. A client that is cut off goes on from the last event that had an id. */
  send(event: string, data: object, id?: string): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Shows that the connection lives; it is ended instead when who listens is no longer who they were, with the same rights. */
  beat(): void {
    this.then(async () => ((await this.beforeEachBeat()) ? this.write(':\n\n') : this.close()));
  }

  /** Does some work for this client after the work before it. A failure closes the stream, and the client comes back. */
  then(act: () => Promise<void>): void {
    this.work = this.work.then(() => (this.open ? act() : undefined)).catch(() => this.close());
  }

  close(): void {
    if (this.open) this.raw.end();
  }

  private write(text: string): void {
    if (!this.open) return;
    if (this.raw.writableLength > UNREAD) this.raw.destroy();
    else this.raw.write(text);
  }
}

/** All clients that listen. It counts them, keeps their connections alive, and closes them when the server stops or when who listens may not any more. */
@Injectable()
export class EventStreams implements OnModuleDestroy {
  private readonly streams = new Set<EventStream>();
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(private readonly identities: Identities) {}

  /** Begins a stream for a client. `closed` is called once, whoever ends the stream. Throws TooManyStreams. */
  open(reply: StreamReply, closed: () => void): EventStream {
    const listens = reply.raw.req.method !== 'HEAD';
    if (listens && this.streams.size >= STREAMS) throw new TooManyStreams();
    reply.hijack();
    const stream = new EventStream(reply.raw);
    if (listens) this.streams.add(stream);
    this.heartbeat ??= setInterval(() => this.streams.forEach((each) => each.beat()), HEARTBEAT).unref();
    const { headers } = reply.raw.req as { headers: Sent };
    const who = this.identities.of(headers);
    stream.beforeEachBeat = async () => isDeepStrictEqual(await this.identities.stillBy(headers), await who);
    reply.raw.once('close', () => {
      this.streams.delete(stream);
      closed();
    });
    return stream;
  }

  onModuleDestroy(): void {
    clearInterval(this.heartbeat);
    for (const stream of this.streams) stream.close();
  }
}
