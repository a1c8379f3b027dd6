import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { MalformedField, Refusal, UnknownEvent } from '@relet/domain';
import { StoreError } from '@relet/event-store';
import { fill, noOf, sentenceOf, wordFor, WORDS, type Details, type Language, type StoreCase, type Words } from '@relet/words';
import { AccessRefused } from './access/access-refused.js';
import { ClockRefused } from './clock.js';
import { CutOff } from './cut-off.js';
import { TooManyStreams } from './event-stream.js';
import { HistoryUnreadable } from './history-unreadable.js';
import { Malformed } from './malformed.js';
import type { ProblemDocument } from './problem.answers.js';
import { STATUS, type ProblemCode } from './problems.js';
import { MunicipalityUnknown } from './municipality-unknown.js';
import { NotAcceptable } from './not-acceptable.js';
import { NotServedAs } from './not-served-as.js';
import { NotServing } from './not-serving.js';
import { languageOf, spoken } from './language.js';
import { NotYetVisible } from './not-yet-visible.js';
import type { RequestUnderWay } from './requests.js';
import { placeOf } from './telemetry/log.js';
import { PersonsError } from './people.js';
import { RowsUnavailable } from './rows-unavailable.js';
import { KeyReused } from './transact.js';

/** Seconds after which it may be tried again, where nobody knows better. */
const SOON = 2;

/** What an answer needs of a reply. */
export interface ProblemReply {
  status(code: number): ProblemReply;
  header(name: string, value: string): ProblemReply;
  send(body: unknown): unknown;
}

/** The one place that knows HTTP's numbers: every error becomes application/problem+json, in Danish or English. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = answerWith(error, http.getRequest<RequestUnderWay>(), http.getResponse<ProblemReply>());
    if (problem.code === 'INTERNAL')
      this.log.error(
        `${placeOf(error instanceof CutOff ? error.cause : error)}, request ${http.getRequest<RequestUnderWay>().id ?? 'unknown'}`,
      );
  }
}

/** Answers a request with the problem that an error is, also where no route was found for it. */
export function answerWith(error: unknown, request: RequestUnderWay, reply: ProblemReply): ProblemDocument {
  const language = languageOf(request.headers['accept-language'], 'en');
  const problem = problemOf(error, language);
  request.problemCode = problem.code;
  reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8');
  spoken(reply, language);
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  if (problem.status === 503 || problem.status === 429)
    reply.header('retry-after', String(error instanceof AccessRefused ? (error.retryAfter ?? SOON) : SOON));
  reply.send(problem);
  return problem;
}

/** Errors whose own sentence may be shown: it says nothing of what was sent, and nothing of the machine. */
const KNOWN = [
  AccessRefused,
  StoreError,
  ClockRefused,
  UnknownEvent,
  HistoryUnreadable,
  MunicipalityUnknown,
  PersonsError,
  RowsUnavailable,
];

/** The problem document of any error, in the words of the language. Only what goes wrong around a command says its own sentence, in English. */
export function problemOf(error: unknown, language: Language = 'en'): ProblemDocument {
  if (error instanceof CutOff) return cutOff(error, language);
  const code = codeOf(error);
  const words = WORDS[language];
  const { title, ...no } = noOf(words, code, detailsIn(error));
  const errors = errorsOf(error, words);
  // What is wrong as a whole names no field that could be mended: its own help says what to do.
  const helps = code !== 'MALFORMED' || errors?.some(({ pointer }) => pointer);
  const help = helps ? no.help : error instanceof Malformed ? error.help(words) : undefined;
  return {
    type: `urn:relet:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status: error instanceof StoreError && code === 'VERSION_CONFLICT' ? 409 : STATUS[code],
    detail: detailOf(error, code, words),
    ...(help !== undefined && { help }),
    code,
    ...(error instanceof NotServing && { details: error.told(language) }),
    ...(errors && { errors }),
    ...(error instanceof Refusal && detailsOf(error)),
  };
}

/** Why it was cut off, what was written until then, and how to go on. */
function cutOff({ cause, written }: CutOff, language: Language): ProblemDocument {
  const problem = problemOf(cause, language);
  const { cutOff: said } = WORDS[language].importing;
  const detail = `${problem.detail} ${written ? fill(said.written, { ...written }) : said.nothing}`;
  return { ...problem, detail, help: said.goOn, details: { ...problem.details, ...(written ?? { rows: 0 }) } };
}

function detailOf(error: unknown, code: ProblemCode, words: Words): string {
  if (error instanceof MalformedField) return lawSaid(error, words);
  if (words.language === 'en' && isKnown(error)) return error.message;
  return sentenceOf(words, code, detailsIn(error));
}

function detailsIn(error: unknown): Details | undefined {
  // Every case that the store knows has to be one that the words know.
  if (error instanceof StoreError) return error.details satisfies { case: StoreCase } | undefined;
  if (error instanceof NotAcceptable) return { forms: error.forms.join(', ') };
  return error instanceof Refusal ? error.details : undefined;
}

const isKnown = (error: unknown): error is Error => KNOWN.some((type) => error instanceof type);

function errorsOf(error: unknown, words: Words): ProblemDocument['errors'] {
  if (error instanceof Malformed) return error.told(words);
  if (!(error instanceof MalformedField)) return undefined;
  return [{ pointer: String(error.details['pointer']), detail: lawSaid(error, words) }];
}

/** What is wrong by the law, with the field as people call it: its pointer says how programs do. */
const lawSaid = ({ fault, field }: MalformedField, words: Words): string =>
  fill(words.malformed[fault], { field: wordFor(words.fields, field) });

function detailsOf({ details: { pointer: _, ...details } }: Refusal): Partial<ProblemDocument> {
  return Object.keys(details).length ? { details } : {};
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof Refusal || error instanceof StoreError || error instanceof AccessRefused || error instanceof PersonsError)
    return error.code;
  if (error instanceof Malformed) return 'MALFORMED';
  if (error instanceof KeyReused) return 'IDEMPOTENCY_KEY_REUSED';
  if (error instanceof ClockRefused) return 'CLOCK_REFUSED';
  if (error instanceof MunicipalityUnknown) return 'MUNICIPALITY_UNKNOWN';
  if (error instanceof NotServing) return 'NOT_SERVING';
  if (error instanceof UnknownEvent || error instanceof HistoryUnreadable) return 'HISTORY_UNREADABLE';
  if (error instanceof RowsUnavailable) return error.code;
  if (error instanceof NotYetVisible) return 'NOT_YET_VISIBLE';
  if (error instanceof NotServedAs) return 'HOST_NOT_SERVED';
  if (error instanceof NotAcceptable) return 'NOT_ACCEPTABLE';
  if (error instanceof TooManyStreams) return 'TOO_MANY_STREAMS';
  const status = error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number } | undefined)?.statusCode ?? 500);
  const byStatus: Record<number, ProblemCode> = {
    400: 'MALFORMED',
    401: 'UNAUTHENTICATED',
    403: 'NOT_YOUR_PART',
    404: 'NOT_FOUND',
    405: 'METHOD_NOT_ALLOWED',
    408: 'REQUEST_TIMEOUT',
    413: 'BODY_TOO_LARGE',
    415: 'UNSUPPORTED_MEDIA_TYPE',
    431: 'HEADERS_TOO_LARGE',
  };
  return byStatus[status] ?? (status >= 400 && status < 500 ? 'MALFORMED' : 'INTERNAL');
}
