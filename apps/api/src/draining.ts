import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How long requests in flight may take once the server was told to stop, in milliseconds. */
const PATIENCE = 10_000;

/** Stops the server: new requests are turned away, those in flight are answered, then connections, projector and store are closed. */
@Injectable()
export class Draining implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly inFlight = new Set<ServerResponse>();
  private readonly connections = new Set<Socket>();
  private answered: () => void = () => undefined;
  private cut: NodeJS.Timeout | undefined;
  private readonly closing: (() => Promise<void>)[] = [];
  begun = false;

  constructor(private readonly host: HttpAdapterHost) {}

  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter?.getHttpServer() as Server | undefined;
    server?.on('connection', (connection) => {
      this.connections.add(connection);
      connection.once('close', () => this.connections.delete(connection));
    });
  }

  /** Counts a request whose head was read. The server waits until it is answered or the time is up. */
  took(response: ServerResponse): void {
    this.inFlight.add(response);
    response.once('close', () => {
      this.inFlight.delete(response);
      this.answered();
    });
  }

  /** Closes something once nothing is served any more. */
  lastly(close: () => Promise<void>): void {
    this.closing.push(close);
  }

  onModuleDestroy(): void {
    this.begun = true;
  }

  /** Runs before the server stops to listen, so that /readyz can say why it is not ready and a late client gets an answer. */
  async beforeApplicationShutdown(): Promise<void> {
    const server = this.host.httpAdapter?.getHttpServer() as Server | undefined;
    if (!server?.listening) return;
    this.cut = setTimeout(() => server.closeAllConnections(), PATIENCE);
    const timeIsUp = new Promise<void>((done) => setTimeout(done, PATIENCE).unref());
    const allAnswered = new Promise<void>((done) => {
      this.answered = () => this.waiting() || done();
      this.answered();
    });
    await Promise.race([allAnswered, timeIsUp]);
    // Node does not count a connection as idle that was opened and never sent a request, and would wait for it.
    for (const connection of this.connections) if (connection.bytesRead === 0) connection.destroy();
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.cut);
    await Promise.all(this.closing.map((close) => close()));
  }

  /** True while a request in flight is waited for. A stream of server-sent events is not, because it never ends by itself. */
  private waiting(): boolean {
    return [...this.inFlight].some(({ headersSent, writableEnded }) => !headersSent || writableEnded);
  }
}
