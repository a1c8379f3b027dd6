import type { LoggerService } from '@nestjs/common';
import { destination, pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { Settings } from '../settings.js';

/** All that a line about a request may say. What was sent is not among it: no path, query, header or body. */
export interface RequestLine {
  requestId: string;
  method: string;
  /** The template that the path matched, such as `/v1/units/:unit/notice`; never the path. */
  route: string;
  status: number;
  ms: number;
  /** The code of the problem, when it was one. */
  code?: string | undefined;
  principal?: string | undefined;
  municipality?: string | undefined;
  command?: string | undefined;
  stream?: string | undefined;
  revision?: number | undefined;
}

const LEVELS: Record<Settings['log'], string> = { silent: 'silent', error: 'error', info: 'info' };

/** The framework names every route at each start; /openapi.json does so when it is asked. */
const ROUTES: ReadonlySet<string> = new Set(['RouterExplorer', 'RoutesResolver', 'InstanceLoader']);

/** The log: JSON lines with time and level on stdout, each written before the call returns, so that none is lost at the end. */
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(level: Settings['log'], to: DestinationStream = destination({ fd: 1, sync: true })) {
    const formatters = { level: (label: string) => ({ level: label }) };
    this.pino = pino({ level: LEVELS[level], base: null, timestamp: stdTimeFunctions.isoTime, formatters }, to);
  }

  /** One line for each request; what went wrong on our side stands out by its level. */
  request(line: RequestLine): void {
    const { requestId, method, route, status, ms, code, principal, municipality, command, stream, revision } = line;
    const allowed = { requestId, method, route, status, ms, code, principal, municipality, command, stream, revision };
    if (status >= 500) this.pino.error(allowed);
    else this.pino.info(allowed);
  }

  log(message: unknown, ...rest: unknown[]): void {
    if (ROUTES.has(String(rest.at(-1)))) return;
    this.pino.info(wordsOf(message, rest));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.pino.warn(wordsOf(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(wordsOf(message, rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.pino.fatal(wordsOf(message, rest));
  }
}

/** NestJS gives the context last, and before it a stack or values: only sentences and their context pass. */
function wordsOf(message: unknown, rest: readonly unknown[]): { context?: string; message: string } {
  const context = rest.at(-1);
  return {
    ...(typeof context === 'string' && /^[A-Za-z]{1,40}$/.test(context) && { context }),
    message: typeof message === 'string' ? message : message instanceof Error ? placeOf(message) : 'withheld',
  };
}

/** An error's kind and where it was thrown; its message may hold what somebody sent, and is left out. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { stack = '', message } = error;
  const frames = stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => /^ {4}at /.test(line));
  const [, place] = frames.map((line) => /([\w.-]+\.[cm]?[jt]s:\d+:\d+)\)?$/.exec(line)).find((found) => found) ?? [];
  return `${error.name}${place ? ` at ${place}` : ''}`;
}
