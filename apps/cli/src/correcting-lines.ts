import { copenhagenDate, type Fact } from '@relet/domain';
import type { LogEvent } from '@relet/event-store';
import type { Otherwise } from '@relet/reletting';
import { listFor, wordFor, type Words } from '@relet/words';

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
    .map((field) => `${field === 'rentOere' ? words.events.RentSet : wordFor(words.fields, field)} ${valueSaid(words, fact, field)}`)
    .join(', ');

const valueIn = ({ payload }: Fact, field: string): unknown => (payload as unknown as Record<string, unknown>)[field];

function valueSaid(words: Words, fact: Fact, field: string): string {
  const value = valueIn(fact, field);
  if (value === undefined) return '-';
  if (typeof value === 'boolean') return value ? words.figures.yes : words.figures.no;
  if (field === 'rentOere') return kroner(words, Number(value));
  if (typeof value !== 'string') return JSON.stringify(value);
  const list = listFor(words, fact.type, field);
  if (list) return wordFor(list, value);
  return /^\d{4}-\d\d-\d\d$/.test(value) ? words.date(value) : value;
}

/** Money as people write it. */
const kroner = ({ language }: Words, oere: number): string =>
  (oere / 100).toLocaleString(language === 'da' ? 'da-DK' : 'en-GB', { minimumFractionDigits: 2 });
