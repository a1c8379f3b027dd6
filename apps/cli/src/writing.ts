import { randomUUID } from 'node:crypto';
import { Clock, Projector, type Receipt, type ReceiptEvent } from '@relet/platform';
import { CommandGateway, Deadlines, kindOf, ROUTES, type DeadlinesRun } from '@relet/reletting';
import { uuidV5 } from '@relet/event-store';
import { copenhagenDate, isCivilDate, isKey, namesItsDay, type CommandName, type StreamKind } from '@relet/domain';
import { WORDS, type Language } from '@relet/words';
import { actingAs } from './acting.js';
import { inTheirWords } from './field-faults.js';
import { fieldsFrom } from './fields.js';
import type { Common } from './house.js';
import { languageOf } from './language.js';
import { nextStepOf, todayThere } from './next-step.js';
import { isSureOf, ordered, type OrderOptions } from './ordering.js';
import { EXIT, put, say } from './output.js';
import { removalsOf, saidOf } from './sentences.js';
import { UsageError } from './usage.js';

/** Pseudonyms that a command line makes. */
const CITIZENS = '0b0f6f5e-8a0e-5c49-9a39-3f3d5b1c7a52';

/** `relet order`: gives one command to the running server, or to the store itself when none runs, and says what was recorded and what comes next. */
export async function order(
  name: CommandName,
  named: string | undefined,
  pairs: readonly string[],
  options: OrderOptions,
): Promise<number> {
  const { on, ...fields } = fieldsFrom(name, pairs);
  const kind = kindOf(name, on);
  const [{ principal, token }, key] = [await giverOf(kind, options), keyOf(options)];
  // Under the same key it is the same citizen.
  const target = named ?? uuidV5(CITIZENS, key);
  const made: { citizen?: string; offerId?: string } = named === undefined ? { citizen: target } : {};
  const language = languageOf(options);
  const giving = { principal, key, language };
  return ordered<Receipt>(options, {
    there: async (server) => {
      const whole = dated(name, fields, language, options.now ? dayOf(options.now) : await todayThere(server, token));
      return { ...requestOf(kind, name, target, whole), token, key };
    },
    here: (house) => {
      const whole = dated(name, fields, language, house.get(Clock).today());
      return (dryRun) => house.get(CommandGateway).give(kind, name, target, whole, { ...giving, dryRun });
    },
    tried: ({ warnings, events: [first] }) => {
      if (name === 'MakeOffer' && fields['offerId'] === undefined) Object.assign(made, offerIn(first));
      return isSureOf(warnings, options);
    },
    asJson: (receipt) => ({ ...made, ...receipt }),
    mend: (problem) => inTheirWords(problem, name, fields, WORDS[language]),
    say: async (receipt, place) => {
      // A citizen and a policy wait for nobody.
      const next = kind === 'unit' && !receipt.dryRun ? await nextStepOf(place, { principal, token }, target, receipt) : undefined;
      put(saidOf(receipt, next, language));
      const { newCitizen, newOffer } = WORDS[language].commandLine.done;
      if (made.citizen) put(newCitizen(made.citizen));
      if (made.offerId) put(newOffer(made.offerId));
    },
  });
}

/** The id of an offer that was made of its command, as a trial tells it. */
const offerIn = ({ payload }: Partial<ReceiptEvent> = {}) => payload && { offerId: (payload as { offerId?: string }).offerId };

/** Who gives a command when nobody is named. */
export const giverOf = (kind: StreamKind, options: Common) =>
  actingAs('command', options, kind === 'citizen' ? 'eksempel' : 'administrator');

/** A server that ended before it answered may have written the command. Under the same key it can be given again and is still written once. */
export function keyOf({ key = randomUUID() }: OrderOptions): string {
  if (!isKey(key)) throw new UsageError((usage) => usage.keyNeeded());
  return key;
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
export async function runDeadlines(options: Common & { now?: string }): Promise<number> {
  const language = languageOf(options);
  const operator = await byOperator(options);
  return ordered<DeadlinesRun>(options, {
    there: () => Promise.resolve({ path: 'deadlines/run', ...operator }),
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

/** `relet repair`: reads the parked streams again and tells which still cannot be read; exit 6 while any cannot, 3 when a removal could not be ended. With `--removals` it ends what citizens who left the list in an earlier version have left open. */
export async function repair(options: Common & { removals?: boolean; now?: string }): Promise<number> {
  const language = languageOf(options);
  const { done } = WORDS[language].commandLine;
  const operator = await byOperator(options);
  if (options.removals)
    return ordered<Awaited<ReturnType<Deadlines['repairRemovals']>>>(options, {
      there: () => Promise.resolve({ path: 'deadlines/removals', ...operator }),
      here: (house) => () => house.get(Deadlines).repairRemovals(),
      say: (run) => void put(removalsOf(run, language) || done.removalsNone),
      exit: ({ refused }) => (refused.length ? EXIT.conflict : EXIT.ok),
    });
  return ordered<{ parked: readonly { stream: string }[] }>(options, {
    there: () => Promise.resolve({ path: 'read-models/repair', ...operator }),
    here: (house) => async () => ({ parked: await house.get(Projector).repair() }),
    exit: ({ parked }) => (parked.length ? EXIT.broken : EXIT.ok),
    say: ({ parked }) => void put(parked.length ? done.stillParked(parked.map(({ stream }) => stream).join(', ')) : done.repaired),
  });
}

const byOperator = async (options: Common) => ({ token: (await actingAs('operations', options, 'operator')).token });

/** Where a command goes on a server: path below /v1 and body. */
export function requestOf(kind: StreamKind, name: string, target: string, fields: Record<string, unknown>): { path: string; body: object } {
  const route = ROUTES.findLast((each) => each.command === name && each.kind === kind);
  const { offerId, ...rest } = fields;
  if (route?.path.includes(':offer') && offerId === undefined) throw new UsageError((usage) => usage.offerNeeded());
  const path = (route?.path ?? '')
    .replace(/:(unit|citizen|municipality)/, () => encodeURIComponent(target))
    .replace(':offer', () => encodeURIComponent(String(offerId)));
  return { path, body: route?.path.includes(':offer') ? rest : fields };
}
