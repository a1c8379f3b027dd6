import type { INestApplicationContext } from '@nestjs/common';
import { openStore } from '@relet/event-store';
import { Clock, problemOf, type ProblemDocument, type Settings, type Warning } from '@relet/platform';
import { WORDS, type Language } from '@relet/words';
import { isSure, tellWarnings, type Sure } from './asking.js';
import { exitOf, tell } from './telling.js';
import { serverOf, settingsOf, unlessWritten, writing, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, putJson, say } from './output.js';
import { askThere } from './there.js';

export interface OrderOptions extends Common, Sure {
  key?: string;
  now?: string;
  dryRun?: boolean;
}

/** What is ordered: what is posted to the running server, else what is done in the store itself, and how the answer is said to people. */
export interface Ordering<A> {
  there(server: string): Promise<Posting>;
  here(house: INestApplicationContext): (dryRun: boolean) => Promise<A>;
  /** Tells what a trial answers; true when whoever orders is sure of it. Nothing is tried first without it. */
  tried?(answer: A): Promise<boolean>;
  /** The answer as JSON, where it tells more than is answered. */
  asJson?(answer: A): object;
  /** The exit code of an answer that is not all that was wanted. */
  exit?(answer: A): number;
  /** A problem in the words of whoever orders. */
  mend?(problem: ProblemDocument): ProblemDocument;
  say(answer: A, place: string | INestApplicationContext): void | Promise<void>;
}

interface Posting {
  path: string;
  token: string | undefined;
  body?: object;
  key?: string;
  /** The revision that was looked at; when the history has moved on since, it is refused. */
  revision?: number | undefined;
}

/**
 * Orders something of the running server, or does it in the store itself when none runs, and tells the answer. What a person has to be sure of is tried
 * first: whoever is not sure gets the answer of the trial, and nothing is written.
 */
export async function ordered<A>(options: OrderOptions, ordering: Ordering<A>, settings = settingsOf(options)): Promise<number> {
  const server = serverOf(settings);
  // A server that does not answer has ended.
  const there = server === undefined ? undefined : await orderedThere(server, options, ordering);
  if (there !== undefined) return there;
  // A mistyped path makes no store.
  return unlessWritten(
    settings,
    () => orderedHere(settings, options, ordering),
    () => holdsMoreThanItsBeginning(settings.store),
  );
}

/** Undefined when the server does not answer; what nobody could try is not given to it unasked. */
async function orderedThere<A>(server: string, options: OrderOptions, ordering: Ordering<A>): Promise<number | undefined> {
  const posting = await ordering.there(server);
  const give = async (dryRun: boolean | undefined) => {
    const response = await posted(server, posting, { ...options, ...(dryRun !== undefined && { dryRun }) }, languageOf(options));
    return response && { ok: response.ok, answer: (await response.json()) as A | ProblemDocument };
  };
  const no = (answer: A | ProblemDocument) => refused(answer as ProblemDocument, options, ordering);
  if (ordering.tried) {
    const trial = await give(true);
    if (!trial) return undefined;
    if (!trial.ok) return no(trial.answer);
    const answer = trial.answer as A;
    if (!(await ordering.tried(answer))) return unsure(answer, options, ordering);
    if (options.dryRun) return told(answer, server, options, ordering);
  }
  const given = await give(options.dryRun);
  return given && (given.ok ? told(given.answer as A, server, options, ordering) : no(given.answer));
}

function orderedHere<A>(settings: Settings, options: OrderOptions, ordering: Ordering<A>): Promise<number> {
  return writing(settings, async (house) => {
    try {
      if (options.now) house.get(Clock).set(options.now);
      const act = ordering.here(house);
      if (ordering.tried) {
        const answer = await act(true);
        if (!(await ordering.tried(answer))) return unsure(answer, options, ordering);
        if (options.dryRun) return await told(answer, house, options, ordering);
      }
      return await told(await act(false), house, options, ordering);
    } catch (error) {
      const problem = problemOf(error, languageOf(options));
      if (problem.code === 'INTERNAL') throw error;
      return refused(problem, options, ordering);
    }
  });
}

type Place = string | INestApplicationContext;

const jsonOf = <A>(answer: A, ordering: Ordering<A>) => ordering.asJson?.(answer) ?? answer;

async function told<A>(answer: A, place: Place, options: OrderOptions, ordering: Ordering<A>): Promise<number> {
  if (options.json) putJson(jsonOf(answer, ordering));
  else await ordering.say(answer, place);
  return ordering.exit?.(answer) ?? EXIT.ok;
}

function unsure<A>(answer: A, options: OrderOptions, ordering: Ordering<A>): number {
  if (options.json) putJson(jsonOf(answer, ordering));
  return EXIT.usage;
}

function refused<A>(problem: ProblemDocument, options: OrderOptions, ordering: Ordering<A>): number {
  tell(ordering.mend?.(problem) ?? problem, options.json, languageOf(options), ordering.mend !== undefined);
  return exitOf(problem);
}

async function holdsMoreThanItsBeginning(path: string): Promise<boolean> {
  const store = await openStore(path, { readOnly: true });
  try {
    const { events } = await store.readAll(undefined, { limit: 2 });
    return events.length > 1;
  } finally {
    await store.close();
  }
}

/** Posts to the running server. Undefined when the server does not answer at all. */
function posted(
  server: string,
  { path, token, body, key, revision }: Posting,
  { now, dryRun }: OrderOptions,
  language: Language,
): Promise<Response | undefined> {
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    'accept-language': language,
    ...(body && { 'content-type': 'application/json' }),
    ...(key && { 'idempotency-key': key }),
    ...(now && { 'relet-now': now }),
    ...(revision !== undefined && { 'if-match': `"${revision}"` }),
  };
  const url = `${server}/v1/${path}${dryRun ? '?dryRun=true' : ''}`;
  return askThere(url, { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) }, (why) =>
    say(WORDS[language].commandLine.done.unreached(server, why)),
  );
}

/** Whoever orders is sure of what was tried. A dry run tells what is unlikely and asks nobody. */
export async function isSureOf(warnings: readonly Warning[], options: OrderOptions, question?: string): Promise<boolean> {
  if (!options.dryRun) return isSure(warnings, options, question);
  tellWarnings(warnings, options);
  return true;
}
