import { isDeepStrictEqual } from 'node:util';
import { copenhagenDate, lowerCased, Refusal, type CivilDate, type EventType, type Fact, type RefusalCode } from '@relet/domain';
import type { LogEvent } from '@relet/event-store';
import { Archive } from '@relet/history';
import { Clock, commandIdOf, problemOf, type ProblemDocument, type Receipt, type StreamKind } from '@relet/platform';
import {
  CommandGateway,
  findEvent,
  lastGiven,
  standsOtherwise,
  type Correction,
  type LastCorrected,
  type Otherwise,
} from '@relet/reletting';
import { WORDS, type Words } from '@relet/words';
import { changesIn, contentOf, notRecorded, reasonOf, typeOf } from './correcting-arguments.js';
import { changesBack, linesOf } from './correcting-lines.js';
import { exitOf, tell } from './telling.js';
import { reading } from './house.js';
import { languageOf } from './language.js';
import { nextStepOf } from './next-step.js';
import { isSureOf, ordered, type OrderOptions } from './ordering.js';
import { EXIT, put, putJson, say } from './output.js';
import { kindOfId } from './reading.js';
import { nextOf } from './sentences.js';
import { UsageError } from './usage.js';
import type { Acting } from './acting.js';
import { giverOf, keyOf, requestOf } from './writing.js';

interface Flags extends OrderOptions {
  reason?: string;
}

/** Of what is corrected, by whom, and what is recorded of it. */
interface Place {
  kind: StreamKind;
  id: string;
  acting: Acting;
  key: string;
  recorded: readonly LogEvent[];
  today: CivilDate;
  /** This very command has been given before: it is given again, and answered as it was. */
  again: boolean;
}

/** A correction that waits for a yes. */
interface Plan {
  name: 'CorrectEvent' | 'RetractEvent';
  fields: { reason: string; targets?: string[]; [field: string]: unknown };
  head: string;
  /** The event that it is about, and what else could have been meant. */
  about: { target?: string; note?: string };
  question: string;
  done: string;
}

/** `relet correct`: moves a step to another day, or gives some of its fields anew. The step is found by what people call it. */
export async function correct(
  named: string,
  step: string,
  changes: readonly string[],
  options: Flags & { was?: string; offer?: string },
): Promise<number> {
  const words = WORDS[languageOf(options)];
  const { correcting } = words.commandLine;
  const { newEffective, given } = changesIn(changes);
  const { was } = options;
  const type = typeOf(step, kindOfId(lowerCased(named)));
  const place = await placeOf(named, options);
  const found = findEvent(place.recorded, { type, ...(was && { was }), ...(options.offer !== undefined && { offer: options.offer }) });
  if ('offers' in found) {
    const offers = [...new Set(found.offers)].join(', ');
    throw new UsageError((_, { correcting }, { events }) => correcting.severalOffers(events[type], offers), 'STEP_AMBIGUOUS');
  }
  const name = words.events[type];
  if ('elsewhere' in found) return refused('EVENT_UNKNOWN', notRecorded(name, found.elsewhere, options, words), options);
  const { event, others } = found;
  const reason = reasonOf(options.reason, place.today, event.recordedAt);
  const newPayload = Object.keys(given).length ? contentOf(event, given) : undefined;
  const fields = { target: event.id, ...(newEffective && { newEffective }), ...(newPayload && { newPayload }), reason };
  if (isDeepStrictEqual({ ...event, effective: newEffective ?? event.effective, payload: newPayload ?? event.payload }, event))
    return unchanged(fields, options);
  const days = others.map(({ effective }) => words.date(effective)).join(', ');
  return shownThenGiven(place, options, {
    name: 'CorrectEvent',
    fields,
    head: `${place.id}: ${name}`,
    about: { target: event.id, ...(days && { note: correcting.earlier(days) }) },
    question: correcting.correctIt,
    done: correcting.corrected,
  });
}

/** `relet undo`: takes back the last command of a person that still stands, all of it. */
export async function undo(named: string, options: Flags): Promise<number> {
  const words = WORDS[languageOf(options)];
  const { correcting } = words.commandLine;
  const place = await placeOf(named, options);
  const last = lastGiven(place.recorded);
  if (!last) return refused('EVENT_UNKNOWN', correcting.nothingToUndo, options);
  if ('before' in last) return refused('NOT_CORRECTABLE', correctedBack(place.id, last, words), { ...options, help: false });
  const [first] = last.stands;
  if (first?.type === 'CitizenErased') return refused('ERASED', correcting.erasedForGood, options);
  if (!last.targets.length && first)
    return refused('NOT_CORRECTABLE', correcting.cannotBeUndone(words.events[first.type], words.date(first.effective)), options);
  return shownThenGiven(place, options, {
    name: 'RetractEvent',
    fields: { targets: last.targets, reason: reasonOf(options.reason, place.today, last.recordedAt) },
    head: `${place.id}: ${correcting.undone(words.date(copenhagenDate(last.recordedAt)), last.actor)}`,
    about: {},
    question: correcting.undoIt,
    done: correcting.undoneNow,
  });
}

/** That a correction is not undone, and what to type instead. */
function correctedBack(id: string, { before, now }: LastCorrected, words: Words): string {
  const step = words.events[now.type];
  const back = changesBack(before, now, words).map((change) => (/\s/.test(change) ? `"${change}"` : change));
  return words.commandLine.correcting.isCorrection(step, words.date(now.effective), `relet correct ${id} "${step}" ${back.join(' ')}`);
}

/** What is recorded of a home, a citizen or a policy, up to this very command when it was given before. */
async function placeOf(named: string, options: Flags): Promise<Place> {
  const id = lowerCased(named);
  const kind = kindOfId(id);
  const [acting, key] = [await giverOf(kind, options), keyOf(options)];
  const { principal } = acting;
  return reading(options, ['history'], async (house) => {
    const all = await house.get(Archive).recorded(kind, id, principal);
    if (options.now) house.get(Clock).set(options.now);
    const own = all.findIndex(({ commandId }) => commandId === commandIdOf(principal, key));
    const at = own < 0 ? house.get(Clock).now() : (all[own]?.recordedAt as string);
    return { kind, id, acting, key, again: own >= 0, today: copenhagenDate(at), recorded: own < 0 ? all : all.slice(0, own) };
  });
}

/** Tries the correction, shows what would stand otherwise and what is unlikely then, asks, and gives it. */
function shownThenGiven(place: Place, options: Flags, plan: Plan): Promise<number> {
  const { kind, id, acting, key, recorded, again } = place;
  const { name, fields, question, done } = plan;
  const words = WORDS[languageOf(options)];
  const revision = recorded.at(-1)?.revision;
  const giving = { principal: acting.principal, key, language: words.language, ...(revision !== undefined && { expected: revision }) };
  return ordered<Receipt>(options, {
    there: () => Promise.resolve({ ...requestOf(kind, name, id, fields), token: acting.token, key, revision }),
    here: (house) => (dryRun) => house.get(CommandGateway).give(kind, name, id, fields, { ...giving, dryRun }),
    ...(!again && {
      tried: async (receipt) => {
        // What changes nothing needs nobody's yes.
        if (!receipt.events.length) return true;
        for (const line of shown(recorded, receipt, plan, words)) (options.json ? say : put)(line);
        return isSureOf(receipt.warnings, options, question);
      },
    }),
    mend: (problem) => ({ ...problem, ...helpOf(problem, place, fields, words) }),
    asJson: (receipt) => (receipt.dryRun ? { ...fields, otherwise: otherwiseIn(recorded, receipt).map(bare), ...receipt } : receipt),
    say: async (receipt, where) => {
      if (!receipt.events.length) put(words.commandLine.correcting.unchanged);
      else if (!receipt.dryRun)
        put([done, ...nextOf(kind === 'unit' ? await nextStepOf(where, acting, id, receipt) : undefined, words.language)].join(' '));
    },
  });
}

/** Which step is in the way of a correction or an undo, and the commands by which it gives way. */
function helpOf(
  { code, details = {} }: ProblemDocument,
  { kind, id, recorded }: Place,
  { targets = [] }: { targets?: readonly string[] },
  words: Words,
): { help?: string } {
  const event = code === 'BREAKS_HISTORY' || code === 'DATE_ORDER' ? recorded.find(({ id: each }) => each === details['event']) : undefined;
  if (!event) return {};
  const { type, on, stepOn = on } = details as { type: EventType; on: string; stepOn?: string };
  const { inTheWay } = words.commandLine.correcting;
  const about = kind === 'unit' ? '' : ` on=${kind}`;
  return {
    help: inTheWay(
      `relet correct ${id} "${words.events[type]}" ${words.commandLine.places.changes.toUpperCase()} --was ${words.date(stepOn)}`,
      `relet order RetractEvent ${id} targets=${[event.id, ...targets].join()} reason=typing_error${about}`,
      targets.length > 0,
    ),
  };
}

const otherwiseIn = (recorded: readonly LogEvent[], { events }: Receipt) => standsOtherwise(recorded, events as Correction[]);

/** What a reader of JSON needs of it. */
const bare = ({ before, after }: Otherwise) => ({ ...(before && { before: factOf(before) }), ...(after && { after: factOf(after) }) });
const factOf = ({ id, type, effective, payload }: Fact) => ({ id, type, effective, payload });

const shown = (recorded: readonly LogEvent[], receipt: Receipt, { head, about, fields }: Plan, words: Words): string[] => [
  head,
  ...linesOf(words, recorded, { ...about, reason: fields.reason, otherwise: otherwiseIn(recorded, receipt) }),
];

/** Says that it stands like that already: no command is given, and nobody is asked. */
function unchanged(fields: object, options: Flags): number {
  if (options.json) putJson({ ...fields, otherwise: [], events: [], warnings: [] });
  else put(WORDS[languageOf(options)].commandLine.correcting.unchanged);
  return EXIT.ok;
}

/** Says why no command is given at all; without the help of the code where the sentence helps better. */
function refused(code: RefusalCode, detail: string, options: Flags & { help?: boolean }): number {
  const language = languageOf(options);
  const { help, ...problem } = problemOf(new Refusal(code), language);
  tell({ ...problem, ...(help !== undefined && options.help !== false && { help }), detail }, options.json, language);
  return exitOf(problem);
}
