import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { ServerResponse } from 'node:http';

/** Streams that are open at the same time, at most. */
const STREAMS = 200;
/** Bytes that wait for a client that does not read; beyond them it is let go, and comes back with its Last-Event-ID. */
const UNREAD = 1_048_576;
const HEARTBEAT = 15_000;

/** As much of a reply as a stream needs. */
export interface StreamReply {
  hijack(): void;
  raw: ServerResponse;
}

/** More clients listen than one process serves: 429. */
export class TooManyStreams extends Error {}

/** One client that listens: server-sent events with an id to go on from. */
export class EventStream {
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly raw: ServerResponse) {
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write('retry: 3000\n\n');
  }

  get open(): boolean {
    return !this.raw.writableEnded && !this.raw.destroyed;
  }

  /** Sends one event; without an id the client goes on from the one before. */
  send(event: string, data: object, id?: string): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  beat(): void {
    this.write(':\n\n');
  }

  /** Work for this client in its order; a failure ends the stream, and the client comes back. */
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

/** All clients that listen: counted, kept awake, and let go when the server stops. */
@Injectable()
export class EventStreams implements OnModuleDestroy {
  private readonly streams = new Set<EventStream>();
  private heartbeat: NodeJS.Timeout | undefined;

  /** Throws TooManyStreams. `closed` is called once, whoever ends the stream. */
  open(reply: StreamReply, closed: () => void): EventStream {
    if (this.streams.size >= STREAMS) throw new TooManyStreams();
    reply.hijack();
    const stream = new EventStream(reply.raw);
    this.streams.add(stream);
    this.heartbeat ??= setInterval(() => this.streams.forEach((each) => each.beat()), HEARTBEAT).unref();
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
