import type { INestApplicationContext } from '@nestjs/common';
import { openStore } from '@relet/event-store';
import { Clock, problemOf, type ProblemDocument, type Warning } from '@relet/platform';
import type { Language } from '@relet/words';
import { isSure, tellWarnings, type Sure } from './asking.js';
import { exitOf, tell } from './explaining.js';
import { serverOf, settingsOf, unlessWritten, writing, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, putJson } from './output.js';

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
  mend?(problem: ProblemDocument): ProblemDocument;
  say(answer: A, place: string | INestApplicationContext): void | Promise<void>;
}

interface Posting {
  path: string;
  token: string;
  body?: object;
  key?: string;
  /** The revision that was looked at; when the history has moved on since, it is refused. */
  revision?: number | undefined;
}

/**
 * Orders something of the running server, or does it in the store itself when none runs, and tells the answer. What a person has to be sure of is tried
 * first: whoever is not sure gets the answer of the trial, and nothing is written.
 */
export async function ordered<A>(options: OrderOptions, ordering: Ordering<A>): Promise<number> {
  const language = languageOf(options);
  const settings = settingsOf(options);
  const server = serverOf(settings);
  const asJson = (answer: A) => ordering.asJson?.(answer) ?? answer;
  const told = async (answer: A, place: string | INestApplicationContext) => {
    if (options.json) putJson(asJson(answer));
    else await ordering.say(answer, place);
    return EXIT.ok;
  };
  const refused = (problem: ProblemDocument) => {
    tell(ordering.mend?.(problem) ?? problem, options.json, language);
    return exitOf(problem.status);
  };
  const unsure = (answer: A) => {
    if (options.json) putJson(asJson(answer));
    return EXIT.usage;
  };
  if (server !== undefined) {
    const posting = await ordering.there(server);
    const trial = ordering.tried && (await posted(server, posting, { ...options, dryRun: true }, language));
    if (trial && !trial.ok) return refused((await trial.json()) as ProblemDocument);
    if (trial) {
      const answer = (await trial.json()) as A;
      if (!(await ordering.tried?.(answer))) return unsure(answer);
      if (options.dryRun) return told(answer, server);
    }
    // What nobody could try is not given to the server unasked: a server that does not answer has ended.
    const response = ordering.tried && !trial ? undefined : await posted(server, posting, options, language);
    if (response) {
      const answer = (await response.json()) as A | ProblemDocument;
      return response.ok ? told(answer as A, server) : refused(answer as ProblemDocument);
    }
  }
  const act = () =>
    writing(settings, async (house) => {
      try {
        if (options.now) house.get(Clock).set(options.now);
        const act = ordering.here(house);
        if (ordering.tried) {
          const answer = await act(true);
          if (!(await ordering.tried(answer))) return unsure(answer);
          if (options.dryRun) return await told(answer, house);
        }
        return await told(await act(false), house);
      } catch (error) {
        const problem = problemOf(error, language);
        if (problem.code === 'INTERNAL') throw error;
        return refused(problem);
      }
    });
  // A mistyped path makes no store.
  return unlessWritten(settings, act, () => holdsMoreThanItsBeginning(settings.store));
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
    authorization: `Bearer ${token}`,
    'accept-language': language,
    ...(body && { 'content-type': 'application/json' }),
    ...(key && { 'idempotency-key': key }),
    ...(now && { 'relet-now': now }),
    ...(revision !== undefined && { 'if-match': `"${revision}"` }),
  };
  const url = `${server}/v1/${path}${dryRun ? '?dryRun=true' : ''}`;
  return fetch(url, { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) }).catch(() => undefined);
}

/** Whoever orders is sure of what was tried. A dry run tells what is unlikely and asks nobody. */
export async function isSureOf(warnings: readonly Warning[], options: OrderOptions, question?: string): Promise<boolean> {
  if (!options.dryRun) return isSure(warnings, options, question);
  tellWarnings(warnings, options);
  return true;
}
