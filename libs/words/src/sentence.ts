import type { RefusalCode } from '@relet/domain';
import type { OtherProblem, StoreCase } from './lists.js';
import type { No, Words } from './words.js';

/** What an answer tells besides its code: days, a stage, an offer; never personal values. */
export type Details = Readonly<Record<string, string | number>>;

/** A template with its `{names}` filled in. A part in `[brackets]` is left out when one of its names has no value. */
export function fill(template: string, values: Details): string {
  return template
    .replace(/\[([^\]]*)\]/g, (_, part: string) => ([...part.matchAll(NAME)].every(([, name]) => known(values, name)) ? part : ''))
    .replace(NAME, (whole, name: string) => (known(values, name) ? String(values[name]) : whole));
}

const NAME = /\{(\w+)\}/g;
const known = (values: Details, name: string | undefined) => name !== undefined && Object.hasOwn(values, name) && values[name] !== '';

/**
 * What is said of a code in this case: where the answer tells which command has to come first, its help names it, and where it names no event, it speaks of none; the
 * case of a store's error has its own sentence.
 */
export function noOf(
  words: Words,
  code: RefusalCode | OtherProblem,
  { type, needs = type === undefined ? 'itself' : '', case: which }: Details = {},
): No {
  const { cases = {}, ...no } = words.problems[code];
  const detail = words.store[which as StoreCase];
  return { ...no, ...(Object.hasOwn(cases, String(needs)) && cases[needs as keyof typeof cases]), ...(detail && { detail }) };
}

/** Why it was said no, as a sentence with the days and stages of this case. */
export function sentenceOf(words: Words, code: RefusalCode | OtherProblem, details: Details = {}): string {
  return fillSaid(words, noOf(words, code, details).detail, details);
}

/** A template with days, stages and types as people say them. */
export function fillSaid(words: Words, template: string, details: Details): string {
  const told = Object.entries(details).map(([name, value]) => [name, shown(words, name, value)] as const);
  return fill(template, Object.fromEntries(told));
}

function shown(words: Words, name: string, value: string | number): string {
  if (name === 'stage') return wordFor(words.stages, String(value));
  if (name === 'roles')
    return String(value)
      .split(', ')
      .map((role) => wordFor(words.roles, role))
      .join(', ');
  if (name === 'type') return wordFor(words.events, String(value));
  return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? words.date(String(value)) : String(value);
}

/** A sentence that begins with a field, which it calls as people call it. */
export const callingIt = (sentence: string, field: string, called: string): string =>
  sentence.startsWith(`${field} `) ? `${called}${sentence.slice(field.length)}` : sentence;

/** The word for a code of a list; a code that is on no list is shown as words of its own. */
export function wordFor(list: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(list, code) ? (list[code] as string) : plainly(code);
}

const plainly = (code: string) =>
  code
    .replaceAll('_', ' ')
    .replace(/(?<=[a-z])[A-Z]/g, ' $&')
    .toLowerCase();

/** The list that a field's codes are of, in an event of some type; undefined for days, numbers and labels. */
export function listFor(words: Words, event: string, field: string): Readonly<Record<string, string>> | undefined {
  if (field === 'reason') return reasonsOf(words, event);
  if (field === 'by') return event === 'TenancyContinued' ? words.continuedBy : words.noticeBy;
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    kind: words.kinds,
    works: words.works,
    basis: words.clearanceBases,
    list: words.waitingLists,
    tomgangPayer: words.payers,
    answerDaysAre: words.answerDays,
    vacatedReason: words.vacatedReasons,
    stage: words.stages,
    letting: words.lettings,
    status: words.offerStatuses,
  };
  return Object.hasOwn(lists, field) ? lists[field] : undefined;
}

function reasonsOf(words: Words, event: string): Readonly<Record<string, string>> | undefined {
  const reasons: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    Vacated: words.vacatedReasons,
    OfferDeclined: words.declineReasons,
    AcceptanceCancelled: words.cancelReasons,
    TakenOutOfService: words.outOfServiceReasons,
    RemovedFromList: words.removalReasons,
    EventCorrected: words.correctionReasons,
    EventRetracted: words.correctionReasons,
  };
  return Object.hasOwn(reasons, event) ? reasons[event] : undefined;
}

/** A sentence as a screen says it: what one would type at a command line stands in parentheses and backticks, and is left out. */
export const onScreen = (sentence: string): string => sentence.replace(/ \(`[^`]*`(?:, `[^`]*`)*\)/g, '');
