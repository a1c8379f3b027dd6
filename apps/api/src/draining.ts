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

/** The way to stop: new requests are turned away, those in flight are answered, then connections, projector and store close. */
@Injectable()
export class Draining implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly inFlight = new Set<ServerResponse>();
  private readonly connections = new Set<Socket>();
  private answered: () => void = () => undefined;
  private cut: NodeJS.Timeout | undefined;
  begun = false;

  constructor(private readonly host: HttpAdapterHost) {}

  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter?.getHttpServer() as Server | undefined;
    server?.on('connection', (connection) => {
      this.connections.add(connection);
      connection.once('close', () => this.connections.delete(connection));
    });
  }

  /** A request whose head was read: it will be answered, or the time is up. */
  took(response: ServerResponse): void {
    this.inFlight.add(response);
    response.once('close', () => {
      this.inFlight.delete(response);
      this.answered();
    });
  }

  onModuleDestroy(): void {
    this.begun = true;
  }

  /** Runs before the listener closes, so that /readyz can say why, and a late client is told instead of cut. */
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
    // A connection that was opened ahead and has never asked anything is no idle one to Node: it would be waited for.
    for (const connection of this.connections) if (connection.bytesRead === 0) connection.destroy();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.cut);
  }

  /** A stream that is being sent has no end of its own to wait for. */
  private waiting(): boolean {
    return [...this.inFlight].some(({ headersSent, writableEnded }) => !headersSent || writableEnded);
  }
}
