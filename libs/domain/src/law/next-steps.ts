import type { DomainCommand } from '../base.commands.js';
import type { CivilDate, EventType } from '../events.js';
import type { Book, Kind, History } from './chapter.js';
import { decide } from './decide.js';
import { placeOn } from './history.js';
import { Refusal, type RefusalCode } from './refusal.js';

/** Whether a command would be taken now, and if not, the refusal that blocks it. */
export interface NextStep<N extends string = string> {
  command: N;
  /** The offer that it would be about. */
  offerId?: string;
  allowed: boolean;
  /** Refused as it is, but allowed when the steps before it were not recorded. */
  allowedDirectly?: true;
  /** What it would report. */
  reports?: EventType[];
  refusal?: { code: RefusalCode; details: Refusal['details'] };
}

/**
 * Every command on a stream as it would be answered on a day, decided by the very rules that decide it when it is given, with the most
 * ordinary fields. What begins a stream is left out once it has begun.
 */
export function nextStepsOf<K extends Kind>(
  book: Book<K>,
  target: string,
  day: CivilDate,
  history: History<K>,
  context: K['context'],
): NextStep[] {
  const { at } = placeOn(book, history, day);
  const tried = (command: string, fields: object) =>
    answer(book, { name: command, target, command: { effective: day, ...fields } }, history, context);
  return Object.entries(book.verbs).flatMap(([command, verb]) =>
    verb.probe(at, day).map((fields): NextStep => {
      const step = tried(command, fields);
      const mayBeDirect = 'direct' in (book.facts[verb.reports]?.marks ?? {});
      const directly = !step.allowed && mayBeDirect && tried(command, { ...fields, direct: true }).allowed;
      const { offerId } = fields as { offerId?: string };
      return { ...step, ...(offerId && { offerId }), ...(directly && { allowedDirectly: true }) };
    }),
  );
}

function answer<K extends Kind>(
  book: Book<K>,
  order: { name: string; target: string; command: DomainCommand },
  history: History<K>,
  context: K['context'],
): NextStep {
  try {
    const { facts } = decide(book, order, history, context);
    return { command: order.name, allowed: true, reports: facts.map(({ type }) => type) };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const { code, details } = refusal;
    return { command: order.name, allowed: false, refusal: { code, details } };
  }
}
