import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  answerWith,
  Limits,
  Malformed,
  problemOf,
  type ProblemDocument,
  type ProblemReply,
  type RequestUnderWay,
  type Settings,
} from '@relet/platform';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { wrongBody } from './bodies.js';
import { Methods } from './methods.js';
import { doorOf, FOR_BROWSERS, guardsOf } from './reach.js';
import { noHttp, wrongAddress } from './unreadable.js';

/** What becomes of requests that come to no route: their errors are problems like all others, and nothing of what was sent is told. */
export const EDGES = {
  http: { requireHostHeader: false },
  frameworkErrors: (error: unknown, request: unknown, reply: unknown): void => {
    for (const [name, value] of Object.entries(FOR_BROWSERS)) (reply as { raw: ServerResponse }).raw.setHeader(name, value);
    void answerWith(wrongAddress(error), request as RequestUnderWay, reply as ProblemReply);
  },
  clientErrorHandler: refuseUnread,
};

/** The status of requests that cannot be read at all, by the code of Node; 400 for all others. */
const UNREAD: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answers what is no proper request of HTTP, and ends the connection. */
function refuseUnread(error: NodeJS.ErrnoException & { rawPacket?: unknown }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const statusCode = endsInToken(error.rawPacket) ? 401 : (UNREAD[error.code ?? ''] ?? 400);
  const problem = problemOf(statusCode === 400 ? noHttp() : { statusCode });
  socket.end(asResponse(problem), () => socket.destroySoon());
}

/** True when it was within a token that nobody could read on: nobody has given out one that is as long, so that nobody is known by it. */
const endsInToken = (packet: unknown) => packet instanceof Buffer && /\r\nauthorization:[^\r\n]*$/i.test(packet.toString('latin1'));

function asResponse(problem: ProblemDocument): string {
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...(problem.status === 401 ? ['WWW-Authenticate: Bearer'] : []),
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/**
 * Refuses before anything is read, on every route, what does not come as it must: by another way or name, too often, with headers twice where one is
 * meant, by methods and with bodies that the route does not take.
 */
export function mindTheDoor(api: NestFastifyApplication, settings: Settings): void {
  const fastify = api.getHttpAdapter().getInstance();
  const [wrong, guards, limits] = [doorOf(settings), Object.entries(guardsOf(settings)), api.get(Limits)];
  const methods = new Methods();
  fastify.addHook('onRoute', ({ method, url }) => methods.add(url, [method].flat()));
  fastify.addHook('onRequest', (request, reply, done) => {
    const { raw, headers, ip, routeOptions, is404 } = request;
    const route = is404 ? methods.routeOf(raw.url ?? '') : routeOptions.url;
    for (const [name, value] of guards) reply.raw.setHeader(name, value);
    try {
      limits.address(ip);
      const notSo = () => (is404 && route !== undefined ? methods.refused(route, reply) : wrongBody(headers, route));
      done(twice(raw.rawHeaders) ?? wrong(request, route) ?? notSo());
    } catch (error) {
      done(error as Error);
    }
  });
  // No answer was waited for before a body is sent, so that what else is expected changes nothing.
  fastify.server.on('checkExpectation', (request, reply) => fastify.server.emit('request', request, reply));
  fastify.server.on('connect', (_, socket: Socket) => refuseUnread({ name: '', message: '' }, socket));
}

/** Of these one value is meant. Of two, Node takes the first in silence, and what stands before the server may take the other. */
const MEANT_ONCE: ReadonlySet<string> = new Set([
  'host',
  'authorization',
  'cookie',
  'origin',
  'sec-fetch-site',
  'x-forwarded-proto',
  'content-type',
  'content-encoding',
  'relet-now',
  'if-match',
  'idempotency-key',
]);

function twice(rawHeaders: readonly string[]): Error | undefined {
  const names = rawHeaders.filter((_, n) => n % 2 === 0).map((name) => name.toLowerCase());
  const again = names.find((name, n) => MEANT_ONCE.has(name) && names.indexOf(name) < n);
  return again === undefined ? undefined : new Malformed([{ pointer: '', fault: 'HEADER_TWICE', values: { field: again } }]);
}
