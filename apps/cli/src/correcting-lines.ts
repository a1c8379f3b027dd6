import { copenhagenDate, type Fact } from '@relet/domain';
import type { LogEvent } from '@relet/event-store';
import type { Otherwise } from '@relet/reletting';
import { fieldSaid, valueSaid, wordFor, type Words } from '@relet/words';

interface Shown {
  /** The event that is corrected; without one all that stands otherwise is told alike. */
  target?: string;
  note?: string;
  reason: string;
  otherwise: readonly Otherwise[];
}

/** What stands, what it becomes, what goes with it, and why, as lines with what each is about in front. */
export function linesOf(words: Words, recorded: readonly LogEvent[], { target, note, reason, otherwise }: Shown): string[] {
  const { correcting } = words.commandLine;
  const about = otherwise.find(({ before }) => before && before.id === target);
  const rows: [string, string][] = [
    ...(about ? rowsOfTarget(words, recorded, about) : []),
    ...otherwise.filter((each) => each !== about).map((each) => rowOf(words, each)),
    [correcting.reason, `${wordFor(words.correctionReasons, reason)} (${correcting.otherReason})`],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return [...rows.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`), ...(note ? [`  ${note}`] : [])];
}

function rowsOfTarget(words: Words, recorded: readonly LogEvent[], { before, after }: Otherwise): [string, string][] {
  if (!before || !after) return [];
  const { correcting } = words.commandLine;
  const event = recorded.find(({ id }) => id === before.id);
  const by = event ? `, ${correcting.recorded(words.date(copenhagenDate(event.recordedAt)), event.actor)}` : '';
  const changed = Object.keys({ ...before.payload, ...after.payload }).filter(
    (field) => JSON.stringify(valueIn(before, field)) !== JSON.stringify(valueIn(after, field)),
  );
  return [
    [correcting.stands, `${standing(words, before, changed)}${by}`],
    [correcting.becomes, standing(words, after, changed)],
  ];
}

/** An event that goes with what is corrected. */
function rowOf(words: Words, { before, after }: Otherwise): [string, string] {
  const { events, date } = words;
  const { correcting } = words.commandLine;
  const fact = (after ?? before) as Fact;
  const content = contentOf(words, fact, Object.keys(fact.payload));
  const name = `${events[fact.type]} ${date(fact.effective)}${content ? ` (${content})` : ''}`;
  if (!after) return [correcting.falls, name];
  if (!before) return [correcting.returns, name];
  const moved = before.effective === after.effective ? '' : ` ${date(before.effective)} → ${date(after.effective)}`;
  return [correcting.along, `${events[fact.type]}${moved}`];
}

const standing = (words: Words, fact: Fact, fields: readonly string[]): string =>
  [words.date(fact.effective), contentOf(words, fact, fields)].filter(Boolean).join(', ');

const contentOf = (words: Words, fact: Fact, fields: readonly string[]): string =>
  fields
    .filter((field) => field !== 'direct')
    .map((field) => `${fieldSaid(words, field)} ${valueSaid(words, field, valueIn(fact, field), fact.type)}`)
    .join(', ');

const valueIn = ({ payload }: Fact, field: string): unknown => (payload as unknown as Record<string, unknown>)[field];

/** What to type after the step so that it stands as it stood before: its day, and its fields as `name=value`. */
export function changesBack(before: Fact, now: Fact, words: Words): string[] {
  const fields = Object.keys({ ...before.payload, ...now.payload }).filter(
    (field) => JSON.stringify(valueIn(before, field)) !== JSON.stringify(valueIn(now, field)),
  );
  const written = (field: string) => {
    const value = valueIn(before, field);
    if (value === undefined) return '';
    return typeof value === 'object' ? JSON.stringify(value) : valueSaid(words, field, value, before.type);
  };
  return [
    ...(before.effective === now.effective ? [] : [words.date(before.effective)]),
    ...fields.map((field) => `${fieldSaid(words, field)}=${written(field)}`),
  ];
}
