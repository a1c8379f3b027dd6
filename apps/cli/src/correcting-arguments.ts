import {
  copenhagenDate,
  CORRECTION_COMMANDS,
  CORRECTION_REASONS,
  fieldsOfBody,
  type CivilDate,
  type EventType,
  type Field,
} from '@relet/domain';
import type { StreamKind } from '@relet/platform';
import { codeCalled, newContent, stepNamed } from '@relet/reletting';
import { wordFor, type Words } from '@relet/words';
import { codeMissed } from './choices.js';
import { UsageError } from './usage.js';
import { dayFault, dayTyped } from './values.js';

/** The step that is meant. Throws UsageError when it is none, or may be several. */
export function typeOf(step: string, kind: StreamKind): EventType {
  const meant = stepNamed(step, kind);
  if ('type' in meant) return meant.type;
  const names = (types: readonly EventType[], { events }: Words) => types.map((type) => events[type]).join(', ');
  if ('several' in meant)
    throw new UsageError((_, { correcting }, words) => correcting.severalSteps(names(meant.several, words)), 'STEP_AMBIGUOUS');
  const { nearest } = meant;
  throw new UsageError(
    (_, { problems }, words) => [problems.STEP_UNKNOWN.detail, ...(nearest.length ? [words.perhaps(names(nearest, words))] : [])].join(' '),
    'STEP_UNKNOWN',
  );
}

/** A day, or fields as `name=value`, or both. Throws UsageError. */
export function changesIn(changes: readonly string[]): { newEffective?: CivilDate; given: Record<string, string> } {
  const [pairs, days] = [changes.filter((change) => change.includes('=')), changes.filter((change) => !change.includes('='))];
  const newEffective = days.length ? dayTyped(days.join(' ')) : undefined;
  const given = pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  const names = given.map(([name]) => name);
  const twice = names.find((name, n) => names.indexOf(name) < n);
  if (twice !== undefined) throw new UsageError((usage) => usage.fieldTwice(''));
  return { ...(newEffective && { newEffective }), given: Object.fromEntries(given) };
}

/** The whole new content of an event with these fields given anew. Throws UsageError when it has no such field, or one is given twice. */
export function contentOf(event: Parameters<typeof newContent>[0], given: Record<string, string>): Record<string, unknown> {
  const read = newContent(event, given);
  if ('content' in read) return read.content;
  if ('noDay' in read)
    throw new UsageError((_usage, _all, words) => `${wordFor(words.fields, read.noDay)}: ${dayFault(read.fault, words)}`, 'DAY_UNREADABLE');
  if ('noCode' in read) throw new UsageError((_usage, _all, words) => codeMissed(event.type, read.noCode, read.typed, words));
  if ('twice' in read) throw new UsageError((usage, _, { fields }) => usage.fieldTwice(wordFor(fields, read.twice)));
  throw new UsageError(
    (_, { correcting }, { events, fields }) =>
      correcting.fieldUnknown(events[event.type], read.fields.map((field) => wordFor(fields, field)).join(', ')),
    'FIELD_UNKNOWN',
  );
}

const REASON = fieldsOfBody(CORRECTION_COMMANDS.CorrectEvent).find(({ name }) => name === 'reason') as Field;

/** What is corrected on the day it was recorded was mistyped; later, something has been learned. */
export function reasonOf(reason: string | undefined, today: CivilDate, recordedAt: string): string {
  if (reason === undefined) return copenhagenDate(recordedAt) === today ? 'typing_error' : 'learned_later';
  const known = codeCalled('EventCorrected', 'reason', reason) ?? reason;
  if ((CORRECTION_REASONS as readonly string[]).includes(known)) return known;
  throw new UsageError((_usage, _all, words) => codeMissed('EventCorrected', REASON, reason, words, '--reason'));
}

/** That such a step is not recorded where it was sought, and on which days it is. */
export function notRecorded(
  step: string,
  elsewhere: readonly CivilDate[],
  { was, offer }: { was?: CivilDate | undefined; offer?: string },
  { commandLine: { correcting }, date }: Words,
): string {
  const sought = offer === undefined ? (elsewhere.length ? correcting.inThisVacancy : '') : correcting.forThatOffer;
  return correcting.notRecorded(step, was ? correcting.onThatDay(date(was)) : sought, elsewhere.map(date).join(', '));
}
