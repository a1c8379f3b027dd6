import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StoreError } from '@relet/event-store';
import { Metrics, type Log, type Observed } from '@relet/platform';
import { ROUTES } from '@relet/reletting';
import { Draining } from './draining.js';

/** Command names by the template of their route. */
const COMMANDS: ReadonlyMap<string, string> = new Map(ROUTES.map(({ path, command }) => [`/v1/${path}`, command]));

/** A finished request: what the framework knows of it, and what was noted while it was answered. */
interface Ended extends Observed {
  id: string;
  method: string;
  routeOptions: { url?: string | undefined };
  receipt?: { stream: string; revision: number } | undefined;
}

/** Follows every request: turns it away while the server stops, and writes one line in the log and its metrics when it ends. */
export function observe(api: NestFastifyApplication, log: Log): void {
  const draining = api.get(Draining);
  const metrics = api.get(Metrics);
  const fastify = api.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    reply.raw.once('close', () => tell(request, reply));
    reply.header('request-id', request.id);
    const late = draining.begun && !isHealth(request.routeOptions.url);
    draining.took(reply.raw);
    if (late) throw new StoreError('STORE_CLOSED', 'The server is stopping: give the command again in a moment, under the same key.');
  });
  fastify.addHook('preSerialization', async (request, _, payload) => {
    if (commandOf(request)) (request as Ended).receipt = receiptOf(payload);
    return payload;
  });
  fastify.addHook('onSend', async (_, reply) => {
    if (draining.begun) reply.header('connection', 'close');
  });

  function tell(request: Ended, reply: { statusCode: number; elapsedTime: number; raw: { writableFinished: boolean } }): void {
    const route = request.routeOptions.url ?? 'none';
    // The client did not wait for the answer: logged as 499, as proxies do.
    const status = reply.raw.writableFinished ? reply.statusCode : 499;
    const { id: requestId, method, problemCode: code, principal, receipt } = request;
    const command = commandOf(request);
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const who = { principal: principal?.id, municipality: principal?.by.municipality };
    log.request({ requestId, method, route, status, ms, code, ...who, command, stream: receipt?.stream, revision: receipt?.revision });
    metrics.request(method, route, status);
  }
}

function commandOf({ method, routeOptions: { url } }: Pick<Ended, 'method' | 'routeOptions'>): string | undefined {
  return method === 'POST' && url !== undefined ? COMMANDS.get(url) : undefined;
}

const isHealth = (url: string | undefined) => url === '/livez' || url === '/readyz' || url === '/metrics';

/** Keeps of an answer only the fields of a receipt. */
function receiptOf(payload: unknown): Ended['receipt'] {
  const { stream, revision } = (payload ?? {}) as Record<string, unknown>;
  return typeof stream === 'string' && typeof revision === 'number' ? { stream, revision } : undefined;
}
