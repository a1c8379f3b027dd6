import { randomUUID } from 'node:crypto';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { BadSetting, Log, type Settings } from '@relet/platform';
import { AppModule } from './app.module.js';
import { observe } from './observed.js';
import { documentOf } from './openapi.js';

const ONE_MEGABYTE = 1_048_576;
/** Files that are imported: a spreadsheet of many years. */
const FILES = ['text/csv', 'application/x-ndjson', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];
const FILE_LIMIT = 32 * ONE_MEGABYTE;

/** Builds the API without listening: the same for the server, the command line and the tests. */
export async function createApi(settings: Settings): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: ONE_MEGABYTE,
    requestTimeout: 30_000,
    connectionTimeout: 35_000,
    routerOptions: { maxParamLength: 200 },
    // Connections end with their answers; what comes late is answered by the draining, not by the framework's own 503.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  });
  // Silent until it stands: what stops a start is thrown, and said once by whoever started it.
  const api = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings), adapter, { logger: false, abortOnError: false });
  const log = new Log(settings.log);
  api.useLogger(log);
  observe(api, log);
  api.getHttpAdapter().getInstance().server.headersTimeout = 10_000;
  api
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser(FILES, { parseAs: 'buffer', bodyLimit: FILE_LIMIT }, (_, body, done) => done(null, body));
  const document = documentOf(api);
  api.getHttpAdapter().get('/openapi.json', (_: unknown, reply: { send(body: unknown): void }) => reply.send(document));
  return api;
}

/** Starts the API and answers the address that it is served on. */
export async function listen(api: NestFastifyApplication, { host, port }: Settings): Promise<string> {
  try {
    await api.listen(port, host);
  } catch (error) {
    await api.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new BadSetting('RELET_PORT', `the port ${port} is taken: choose another (--port).`);
  }
  return api.getUrl();
}

/** Serves until the process is told to stop (SIGTERM, SIGINT), then stops gracefully; told twice, it ends at once. */
export function untilStopped(
  api: NestFastifyApplication,
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
