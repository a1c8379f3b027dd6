import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Server } from 'node:tls';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { StoreError, type EventStore } from '@relet/event-store';
import { BadSetting, EVENT_STORE, Log, mustBeSecured, noParameters, type Settings } from '@relet/platform';
import { AppModule } from './app.module.js';
import { LARGEST_JSON, takeBodies } from './bodies.js';
import { EDGES, mindTheDoor } from './edges.js';
import { observe } from './observed.js';
import { renew, secured } from './tls.js';
import { documentOf } from './openapi/document.js';
import { serveAssets } from './screens/assets.js';
import { UnknownAddressFilter } from './screens/unknown-address.filter.js';
import { traced } from './traced.js';
import { watched } from './watched.js';

/** Builds the API without listening. The server, the command line and the tests all use it. */
export async function createApi(settings: Settings, log = new Log(settings.log)): Promise<NestFastifyApplication> {
  mustBeSecured(settings);
  const own = {
    ...EDGES,
    bodyLimit: LARGEST_JSON,
    requestTimeout: 30_000,
    connectionTimeout: 35_000,
    routerOptions: { maxParamLength: 200 },
    // Late requests are answered by Draining and not by the framework's own 503, and connections end after their answers.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    ...(settings.trustedProxy.length && { trustProxy: [...settings.trustedProxy] }),
  } as const;
  const adapter = settings.tls
    ? new FastifyAdapter({ ...own, https: { ...secured(settings.tls), ...EDGES.http, handshakeTimeout: 10_000 } } as never)
    : new FastifyAdapter(own);
  // Nothing is logged until the API stands, but why the store could not be opened. An error that stops the start is thrown, and whoever started it says it once.
  const api = await NestFactory.create<NestFastifyApplication>(await AppModule.with(settings), adapter, {
    ...{ logger: false, abortOnError: false, bodyParser: false },
  }).catch((error: unknown) => loggedOf(error, log));
  api.useLogger(log);
  api.useGlobalFilters(new UnknownAddressFilter());
  observe(api, log);
  api.getHttpAdapter().getInstance().server.headersTimeout = 10_000;
  mindTheDoor(api, settings);
  if (settings.tls) renew(api.getHttpServer() as unknown as Server, settings.tls, log);
  takeBodies(api);
  await serveAssets(api);
  // Made when it is first asked for: a start need not wait for it.
  let document: OpenAPIObject | undefined;
  api.getHttpAdapter().get('/openapi.json', ({ query }: { query?: unknown }, reply: { send(body: unknown): void }) => {
    if (Object.keys(query as object).length) noParameters();
    reply.send((document ??= documentOf(api)));
  });
  return api;
}

function loggedOf(error: unknown, log: Log): never {
  if (error instanceof StoreError) log.error(`The start was given up: ${error.code}: ${error.message}`, 'Store');
  throw error;
}

/** Starts the API and answers the address that it is served on. */
export async function listen(api: NestFastifyApplication, settings: Settings): Promise<string> {
  const { host, port, log } = settings;
  try {
    await traced(api, settings);
    await watched(api, settings);
    await api.listen(port, host);
  } catch (error) {
    await api.close();
    if (error instanceof StoreError) loggedOf(error, new Log(log));
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new BadSetting('RELET_PORT', 'PORT_TAKEN', String(port));
  }
  api.get<EventStore>(EVENT_STORE, { strict: false }).beBrief?.();
  return api.getUrl();
}

/** Serves until the process is told to stop (SIGTERM, SIGINT), and then stops gracefully. When it is told a second time it ends at once. */
export function untilStopped(
  api: INestApplicationContext,
  before: () => void = () => undefined,
): { stopped: Promise<void>; stop: () => void } {
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve, reject) => {
    stop = () => {
      before();
      api.close().then(resolve, reject);
    };
  });
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return { stopped, stop };
}
