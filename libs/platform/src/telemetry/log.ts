import type { LoggerService } from '@nestjs/common';
import { idHoldsPersonalNumber } from '@relet/domain';
import { destination, pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { Settings } from '../settings.js';

/** The fields that a line about a request may have. Nothing that was sent is among them: no path, query, header or body. */
export interface RequestLine {
  requestId: string;
  method: string;
  /** The template that the path matched, such as `/v1/units/:unit/notice`; never the path. */
  route: string;
  status: number;
  ms: number;
  /** The code of the problem, when the answer was a problem. */
  code?: string | undefined;
  principal?: string | undefined;
  municipality?: string | undefined;
  command?: string | undefined;
  stream?: string | undefined;
  revision?: number | undefined;
}

const LEVELS: Record<Settings['log'], string> = { silent: 'silent', error: 'error', info: 'info' };

/** Contexts whose messages are left out: the framework would name every route at each start, and /openapi.json lists them anyway. */
const ROUTES: ReadonlySet<string> = new Set(['RouterExplorer', 'RoutesResolver', 'InstanceLoader']);

/** The log: JSON lines with time and level on stdout. Each line is written before the call returns, so that none is lost when the process ends. */
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(level: Settings['log'], to: DestinationStream = destination({ fd: 1, sync: true })) {
    const formatters = { level: (label: string) => ({ level: label }) };
    this.pino = pino({ level: LEVELS[level], base: null, timestamp: stdTimeFunctions.isoTime, formatters }, to);
  }

  /** Writes one line about a request; a failure on our side has the level error. */
  request(line: RequestLine): void {
    const { requestId, method, route, status, ms, code, principal, municipality, command, stream, revision } = line;
    const allowed = { requestId, method, route, status, ms, code, principal, municipality, command, stream: safe(stream), revision };
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

/** Homes that an earlier version registered under a personal number stay usable; the log says nothing of them. */
const safe = (stream: string | undefined) =>
  stream !== undefined && idHoldsPersonalNumber(stream.slice(stream.indexOf('-') + 1)) ? 'withheld' : stream;

/** Keeps the sentence and its context. NestJS gives the context last and may give a stack or values before it, which are left out. */
function wordsOf(message: unknown, rest: readonly unknown[]): { context?: string; message: string } {
  const context = rest.at(-1);
  return {
    ...(typeof context === 'string' && /^[A-Za-z]{1,40}$/.test(context) && { context }),
    message: typeof message === 'string' ? message : message instanceof Error ? placeOf(message) : 'withheld',
  };
}

/** An error's kind and the place where it was thrown. Its message is left out, because it may hold what somebody sent. */
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
