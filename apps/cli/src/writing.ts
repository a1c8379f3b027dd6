import type { INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock, problemOf, Projector, type ProblemDocument, type Receipt, type Warning } from '@relet/platform';
import { CommandGateway, Deadlines, kindOf, ROUTES, type DeadlinesRun } from '@relet/reletting';
import { copenhagenDate, isCivilDate, isKey, namesItsDay, type CommandName } from '@relet/domain';
import { WORDS, type Language } from '@relet/words';
import { isSure, tellWarnings, type Sure } from './asking.js';
import { exitOf, tell } from './explaining.js';
import { commandNamed, fieldsOf, valueOf } from './fields.js';
import { withHints } from './hints.js';
import { principalOf, serverOf, settingsOf, writing, type Common } from './house.js';
import { languageOf } from './language.js';
import { nextStepOf, todayThere } from './next-step.js';
import { EXIT, put, putJson, say } from './output.js';
import { removalsOf, saidOf } from './sentences.js';
import { UsageError } from './usage.js';

export type Kind = ReturnType<typeof kindOf>;

export interface OrderOptions extends Common, Sure {
  key?: string;
  now?: string;
  dryRun?: boolean;
}

/** `relet order`: gives one command to the running server, or to the store itself when none runs, and says what was recorded and what comes next. */
export function order(given: string, target: string, pairs: readonly string[], options: OrderOptions): Promise<number> {
  const name = commandNamed(given);
  const { on, ...fields } = fieldsFrom(name, pairs);
  const kind = kindOf(name, on);
  const principal = principalOf(options, kind === 'citizen' ? 'eksempel' : 'administrator');
  // A server that ended before it answered may have written the command. Under the same key it can be given again and is still written once.
  const key = options.key ?? randomUUID();
  if (!isKey(key)) throw new UsageError((usage) => usage.keyNeeded());
  const language = languageOf(options);
  const giving = { principal, key, language };
  return ordered<Receipt>(options, {
    there: async (server) => {
      const whole = dated(name, fields, language, options.now ? dayOf(options.now) : await todayThere(server, principal.id));
      return { ...requestOf(kind, name, target, whole), token: principal.id, key };
    },
    here: (house) => {
      const whole = dated(name, fields, language, house.get(Clock).today());
      return (dryRun) => house.get(CommandGateway).give(kind, name, target, whole, { ...giving, dryRun });
    },
    warned: ({ warnings }) => warnings,
    mend: (problem) => withHints(problem, name, fields, language),
    say: async (receipt, place) => {
      // A citizen and a policy wait for nobody.
      const next = kind === 'unit' && !receipt.dryRun ? await nextStepOf(place, principal, target, receipt) : undefined;
      put(saidOf(receipt, next, language));
    },
  });
}

const dayOf = (now: string) =>
  isCivilDate(now) ? now : Number.isNaN(Date.parse(now)) ? undefined : copenhagenDate(new Date(now).toISOString());

/** The fields with a day: without one the command is of today, and that is said. */
function dated(name: CommandName, fields: Record<string, unknown>, language: Language, today: string | undefined): Record<string, unknown> {
  if (fields['effective'] !== undefined || !namesItsDay(name) || today === undefined) return fields;
  const words = WORDS[language];
  say(words.commandLine.done.today(words.date(today)));
  return { effective: today, ...fields };
}

/** `relet deadlines run`: expires the offers that have fallen due. */
export function runDeadlines(options: Common & { now?: string }): Promise<number> {
  const language = languageOf(options);
  return ordered<DeadlinesRun>(options, {
    there: () => Promise.resolve({ path: 'deadlines/run', ...byOperator(options) }),
    here: (house) => () => house.get(Deadlines).run(),
    say: (run) => {
      const words = WORDS[language];
      const { done } = words.commandLine;
      const day = words.date(run.today);
      put(run.expired.length ? done.expired(run.expired.length, day) : done.expiredNone(day));
      for (const { unit, effective } of run.expired) put(`  ${unit}  ${words.date(effective)}`);
      const removals = removalsOf(run, language);
      if (removals) put(removals);
    },
  });
}

/** `relet repair`: reads the parked streams again and tells which still cannot be read. With `--removals` it ends what citizens who left the list in an earlier version have left open. */
export function repair(options: Common & { removals?: boolean; now?: string }): Promise<number> {
  const language = languageOf(options);
  const { done } = WORDS[language].commandLine;
  if (options.removals)
    return ordered<Awaited<ReturnType<Deadlines['repairRemovals']>>>(options, {
      there: () => Promise.resolve({ path: 'deadlines/removals', ...byOperator(options) }),
      here: (house) => () => house.get(Deadlines).repairRemovals(),
      say: (run) => void put(removalsOf(run, language) || done.removalsNone),
    });
  return ordered<{ parked: readonly { stream: string }[] }>(options, {
    there: () => Promise.resolve({ path: 'read-models/repair', ...byOperator(options) }),
    here: (house) => async () => ({ parked: await house.get(Projector).repair() }),
    say: ({ parked }) => void put(parked.length ? done.stillParked(parked.map(({ stream }) => stream).join(', ')) : done.repaired),
  });
}

const byOperator = (options: Common) => ({ token: principalOf(options, 'operator').id });

/** What is ordered: what is posted to the running server, else what is done in the store itself, and how the answer is said to people. */
interface Ordering<A> {
  there(server: string): Promise<Posting>;
  here(house: INestApplicationContext): (dryRun: boolean) => Promise<A>;
  /** What a person has to be sure of before it is done. */
  warned?(answer: A): readonly Warning[];
  mend?(problem: ProblemDocument): ProblemDocument;
  say(answer: A, place: string | INestApplicationContext): void | Promise<void>;
}

interface Posting {
  path: string;
  token: string;
  body?: object;
  key?: string;
}

/**
 * Orders something of the running server, or does it in the store itself when none runs, and tells the answer. What a person has to be sure of is tried
 * first: whoever is not sure gets the answer of the trial, and nothing is written.
 */
async function ordered<A>(options: OrderOptions, ordering: Ordering<A>): Promise<number> {
  const language = languageOf(options);
  const settings = settingsOf(options);
  const server = serverOf(settings);
  const told = async (answer: A, place: string | INestApplicationContext) => {
    if (options.json) putJson(answer);
    else await ordering.say(answer, place);
    return EXIT.ok;
  };
  const refused = (problem: ProblemDocument) => {
    tell(ordering.mend?.(problem) ?? problem, options.json, language);
    return exitOf(problem.status);
  };
  const isSureOf = async (answer: A) => {
    const warnings = ordering.warned?.(answer) ?? [];
    if (options.dryRun) tellWarnings(warnings, options);
    else if (!(await isSure(warnings, options))) return false;
    return true;
  };
  const unsure = (answer: A) => {
    if (options.json) putJson(answer);
    return EXIT.usage;
  };
  if (server !== undefined) {
    const posting = await ordering.there(server);
    const trial = ordering.warned && (await posted(server, posting, { ...options, dryRun: true }, language));
    if (trial?.ok) {
      const answer = (await trial.json()) as A;
      if (!(await isSureOf(answer))) return unsure(answer);
    }
    const response = await posted(server, posting, options, language);
    if (response) {
      const answer = (await response.json()) as A | ProblemDocument;
      return response.ok ? told(answer as A, server) : refused(answer as ProblemDocument);
    }
  }
  return writing(settings, async (house) => {
    try {
      if (options.now) house.get(Clock).set(options.now);
      const act = ordering.here(house);
      if (ordering.warned) {
        const answer = await act(true);
        if (!(await isSureOf(answer))) return unsure(answer);
      }
      return await told(await act(options.dryRun === true), house);
    } catch (error) {
      const problem = problemOf(error, language);
      if (problem.code === 'INTERNAL') throw error;
      return refused(problem);
    }
  });
}

/** Posts to the running server. Undefined when the server does not answer at all. */
function posted(
  server: string,
  { path, token, body, key }: Posting,
  { now, dryRun }: OrderOptions,
  language: Language,
): Promise<Response | undefined> {
  const headers = {
    authorization: `Bearer ${token}`,
    'accept-language': language,
    ...(body && { 'content-type': 'application/json' }),
    ...(key && { 'idempotency-key': key }),
    ...(now && { 'relet-now': now }),
  };
  const url = `${server}/v1/${path}${dryRun ? '?dryRun=true' : ''}`;
  return fetch(url, { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) }).catch(() => undefined);
}

/** Fields from `field=value`, as the command takes them. */
function fieldsFrom(name: CommandName, pairs: readonly string[]): Record<string, unknown> {
  const known = fieldsOf(name);
  const named = pairs.map((pair) => pair.split('=', 1)[0] ?? '');
  const twice = named.find((field, n) => named.indexOf(field) < n);
  if (twice !== undefined) throw new UsageError((usage) => usage.fieldTwice(twice.slice(0, 40)));
  return Object.fromEntries(
    pairs.map((pair, n) => {
      const field = named[n] ?? '';
      if (!field || field.length === pair.length) throw new UsageError((usage) => usage.fieldForm());
      return [
        field,
        valueOf(
          known.find((each) => each.name === field),
          pair.slice(field.length + 1),
        ),
      ];
    }),
  );
}

/** Where a command goes on a server: path below /v1 and body. */
function requestOf(kind: Kind, name: string, target: string, fields: Record<string, unknown>): { path: string; body: object } {
  const route = ROUTES.findLast((each) => each.command === name && each.kind === kind);
  const { offerId, ...rest } = fields;
  if (route?.path.includes(':offer') && offerId === undefined) throw new UsageError((usage) => usage.offerNeeded());
  const path = (route?.path ?? '')
    .replace(/:(unit|citizen|municipality)/, () => encodeURIComponent(target))
    .replace(':offer', () => encodeURIComponent(String(offerId)));
  return { path, body: route?.path.includes(':offer') ? rest : fields };
}
