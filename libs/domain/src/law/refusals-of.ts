import type { Book, FactLaw, Kind, VerbLaw } from './chapter.js';
import { fieldsOfBody } from './body.js';
import { CORRECTION_REFUSALS } from './correcting.js';
import { historyOf } from './history.js';
import { Refusal, type RefusalCode } from './refusal.js';

/** The codes with which a command can be refused, in the order in which they are looked for; read from its chapter. */
export function refusalsOf<K extends Kind>(book: Book<K>, name: string): RefusalCode[] {
  const verb = book.verbs[name] as VerbLaw<K> | undefined;
  const codes = verb ? ofVerb(book, verb) : [saidBy(book.unknown), ...ofCorrection(book)];
  return [...new Set<RefusalCode>(['MALFORMED', 'NOT_YOUR_PART', ...codes.filter((code) => code !== undefined)])];
}

/** A fact that stands for good has a code of its own, where others are not correctable. */
function ofCorrection<K extends Kind>(book: Book<K>): RefusalCode[] {
  const own = Object.values(book.facts).flatMap(({ forGood }) => (forGood ? [forGood] : []));
  return CORRECTION_REFUSALS.flatMap((code) => (code === 'NOT_CORRECTABLE' ? [code, ...own] : [code]));
}

function ofVerb<K extends Kind>(book: Book<K>, verb: VerbLaw<K>): (RefusalCode | undefined)[] {
  const law = book.facts[verb.reports] as FactLaw<K>;
  const closed = verb.begins && !book.closed ? [] : [book.closed?.code];
  const stands = law.stands.map(({ code }) => code);
  return [
    ...(verb.begins ? [] : [saidBy(book.unknown)]),
    ...fieldsOfBody(verb.body).map(({ name }) => (law.names && name === law.about ? undefined : unknownIn(book, name))),
    ...(verb.on || law.ahead === 'agreed' ? [] : ['FUTURE_FACT' as const]),
    // As `decide` looks for them: what is judged by what stands now is refused by its own conditions first.
    ...(verb.on ? [...stands, ...closed] : [...closed, ...stands]),
    ...(verb.claims ? ['CITIZEN_ALREADY_ACCEPTED' as const] : []),
    ...(verb.on ? [] : ['DATE_ORDER' as const]),
    'BREAKS_HISTORY',
  ];
}

/** What a field that names something is refused with when nobody knows it. */
function unknownIn<K extends Kind>(book: Book<K>, field: string): RefusalCode | undefined {
  const nobody = { citizens: new Map([['nobody', undefined]]) } as unknown as K['context'];
  return saidBy(() => book.mustKnow?.({ [field]: 'nobody' }, historyOf(book, []), nobody, () => true));
}

function saidBy(ask: () => unknown): RefusalCode | undefined {
  try {
    ask();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return undefined;
}
