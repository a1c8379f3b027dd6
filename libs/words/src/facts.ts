import type { EventType } from '@relet/domain';
import { listFor, wordFor } from './sentence.js';
import type { Words } from './words.js';

/** Ids that only programs look for. */
const UNSAID: ReadonlySet<string> = new Set(['eventId', 'expiryId', 'commandId']);

/** Parts of a home's state that hold the content of an event: their codes are of the same lists. */
const CONTENT_OF: Readonly<Record<string, EventType>> = { outOfService: 'TakenOutOfService', notice: 'NoticeGiven' };

/** Parts of a policy that have one value for each phase. */
const BY_PHASE: ReadonlySet<string> = new Set(['targetDays', 'owners']);

/** An answer about a day, or about a period up to a day. */
interface AskedAhead {
  reachesAhead?: boolean | undefined;
  asOf: string;
  to?: string | undefined;
}

/** What is said of an answer that reaches into the future; nothing of any other. */
export function aheadSaid({ figures, date }: Words, { reachesAhead, asOf, to = asOf }: AskedAhead): string | undefined {
  if (!reachesAhead) return undefined;
  return to > asOf ? figures.reachesAhead(date(asOf)) : figures.afterToday(date(asOf));
}

/** What a field is called; with dots it leads into what it is a part of, as `tenancy.notice.by`. */
export function fieldSaid(words: Words, field: string): string {
  const parts = field.split('.');
  return parts.map((part, n) => wordFor(namesIn(words, parts[n - 1]), part)).join(' / ');
}

const namesIn = (words: Words, within: string | undefined): Readonly<Record<string, string>> =>
  within !== undefined && BY_PHASE.has(within) ? words.phases : { ...words.fields, ...words.standing };

/** The value of a field as people read it: codes as words, days, moments and money as they are written in the language. `event` says which lists its codes are of. */
export function valueSaid(words: Words, field: string, value: unknown, event = ''): string {
  if (value === null || value === undefined || (Array.isArray(value) && !value.length)) return '-';
  if (typeof value === 'boolean') return value ? words.figures.yes : words.figures.no;
  if (typeof value === 'number') return field.endsWith('Oere') ? words.kroner(value) : words.number(value);
  if (typeof value === 'string') return textSaid(words, field, value, event);
  if (Array.isArray(value)) return value.map((each) => valueSaid(words, field, each, event)).join('; ');
  return fieldsSaid(words, value, event, field);
}

/** The fields of an event or of a part of a state, each with its name. That something is direct is said where it is so. */
export function fieldsSaid(words: Words, content: object, event = '', within = ''): string {
  return Object.entries(content)
    .filter(([name, value]) => !UNSAID.has(name) && value !== undefined && !(name === 'direct' && !value))
    .map(([name, value]) => {
      const called = wordFor(namesIn(words, lastOf(within)), name);
      // A part of which nothing is said is no part.
      const said = name === 'direct' ? '' : valueSaid(words, `${within}.${name}`, value, event);
      return name === 'direct' ? called : said && `${called} ${said}`;
    })
    .filter(Boolean)
    .join(', ');
}

const lastOf = (field: string) => field.split('.').at(-1) ?? '';

function textSaid(words: Words, field: string, text: string, event: string): string {
  const [within = '', name = ''] = ['', ...field.split('.')].slice(-2);
  const list = BY_PHASE.has(within) ? words.owners : listFor(words, CONTENT_OF[within] ?? event, name);
  if (list) return wordFor(list, text) || '-';
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return words.date(text);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? words.moment(text) : text;
}
