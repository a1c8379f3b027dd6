import { copenhagenDate, isCivilDate, type CivilDate } from '@relet/domain';
import type { RowFault } from '@relet/words';
import { serialDay, type Cell } from '../sheet/cell.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const NAMES = [
  ...['januar', 'februar', 'marts', 'april', 'maj', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'december'],
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'],
];
const WEEKDAYS = ['søn', 'man', 'tirs', 'ons', 'tors', 'fre', 'lør'];
const WEEKDAY = /^(man|tirs|ons|tors|fre|lør|søn)(?:dag)?\.?,?\s+/i;
const TIME = /(?:(?:,?\s+|T)(?:kl\.?\s*)?(?:[01]?\d|2[0-4])[.:][0-5]\d(?:[.:][0-5]\d(?:[.,]\d{1,9})?)?|,?\s+kl\.?\s?(?:[01]?\d|2[0-4]))$/i;
/** Serial numbers of a spreadsheet that are days of our time, written as text. */
const SERIAL = /^(?:[2-6]\d{4}|7[0-2]\d{3})(?:[.,]\d{1,15})?$/;

/** The day in a cell, as people and spreadsheets write days, or what is wrong with it. */
export function dayIn(cell: Cell): { day: CivilDate } | { fault: RowFault } {
  if (typeof cell === 'number') return checkedDay(serialDay(cell));
  if (typeof cell === 'object' && cell !== null && 'day' in cell) return checkedDay(cell.day);
  if (typeof cell === 'object' && cell !== null && 'serial' in cell) return checkedDay(serialDay(cell.serial));
  if (typeof cell !== 'string') return { fault: 'DATE_UNREADABLE' };
  // An apostrophe before it is how a spreadsheet is told that something is text.
  const text = cell
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^['’](?=\d)/, '');
  if (SERIAL.test(text)) return checkedDay(serialDay(Number(text.replace(',', '.'))));
  if (/^\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return instantDay(text);
  const [weekday, name] = WEEKDAY.exec(text) ?? [''];
  const read = written(text.replace(TIME, '').slice(weekday.length));
  return 'day' in read && name !== undefined && !isOn(read.day, name) ? { fault: 'DATE_NOT_IN_CALENDAR' } : read;
}

/** True for a day of the week that is called so: of another one somebody has mistyped the one or the other. */
const isOn = (day: CivilDate, name: string): boolean => WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] === name.toLowerCase();

/** A day that the calendar has, in years that a home can tell of. */
function checkedDay(day: string | undefined): { day: CivilDate } | { fault: RowFault } {
  if (day === undefined) return { fault: 'DATE_UNREADABLE' };
  if (isCivilDate(day)) return { day };
  const known = new Date(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(known.getTime()) && known.toISOString().startsWith(day);
  return { fault: exists ? 'IMPLAUSIBLE_DAY' : 'DATE_NOT_IN_CALENDAR' };
}

/** An instant with its zone: its day in Copenhagen. */
function instantDay(text: string): { day: CivilDate } | { fault: RowFault } {
  const at = new Date(text.replace(' ', 'T'));
  return Number.isNaN(at.getTime()) ? { fault: 'DATE_NOT_IN_CALENDAR' } : { day: copenhagenDate(at.toISOString()) };
}

function written(text: string): { day: CivilDate } | { fault: RowFault } {
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(text);
  if (iso) return ofParts(iso[1], iso[2], iso[3]);
  const numbers = /^(?:den |d\. ?)?(\d{1,2})\s?[-–−./]\s?(\d{1,2})(?:\s?[-–−./]\s?| )(\d+)\.?$/i.exec(text);
  if (numbers) return ofParts(numbers[3], numbers[2], numbers[1]);
  const named = /^(?:den |d\. ?)?(\d{1,2})\.?[ -]?([a-zæøå]{3,9})\.?,?[ -]?(\d+)$/i.exec(text);
  const [, day, word, year] = named ?? [];
  // `March 5, 2026`
  const [, wordFirst, dayNext, yearLast] = /^([a-zæøå]{3,9})\.? (\d{1,2}),? (\d+)$/i.exec(text) ?? [];
  const month = monthOf(word ?? wordFirst ?? '');
  return month ? ofParts(year ?? yearLast, String(month), day ?? dayNext) : { fault: 'DATE_UNREADABLE' };
}

function ofParts(year = '', month = '', day = ''): { day: CivilDate } | { fault: RowFault } {
  if (year.length !== 4) return { fault: year.length === 2 ? 'DATE_WITHOUT_CENTURY' : 'DATE_UNREADABLE' };
  return checkedDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** The month of a name, or of its first three letters, in Danish or English. */
function monthOf(word: string): number | undefined {
  const text = word.toLowerCase();
  const name = NAMES.indexOf(text);
  if (name >= 0) return (name % 12) + 1;
  const short = { may: 'maj', oct: 'okt', sept: 'sep', febr: 'feb' }[text] ?? text;
  return MONTHS.includes(short) ? MONTHS.indexOf(short) + 1 : undefined;
}

/** Words that a cell for a day may hold and that name nobody. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['ca', 'cirka', 'omkring', 'uge', 'week', 'primo', 'medio', 'ultimo', 'kl', 'den', 'd', 'fra', 'til', 'før', 'efter', 'senest'],
  ...['snart', 'mangler', 'nej', 'ja', 'x', 'tbd', 'ukendt', 'aftales', 'afventer', 'sommer', 'vinter', 'forår', 'efterår'],
  ...['ingen', 'ikke', 'endnu', 'forventet', 'planlagt', 'n', 'a'],
  ...MONTHS,
  ...NAMES,
]);

/** What stood in a cell for a day, where it may be told again: days and their words, never a name or a personal number. */
export function tellable(text: string): string | undefined {
  const said = text.trim().replace(/\s+/g, ' ');
  if (said.length > 30 || said.replace(/\D/g, '').length > 8) return undefined;
  const words = said.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.every((word) => HARMLESS.has(word)) ? said : undefined;
}

/** True when a day lies more than ten years from each of the others. */
export const isFarFromAll = (day: CivilDate, others: readonly CivilDate[]): boolean =>
  others.length > 0 && others.every((other) => day > tenYearsAfter(other) || other > tenYearsAfter(day));

const tenYearsAfter = (day: CivilDate): string => `${String(Number(day.slice(0, 4)) + 10).padStart(4, '0')}${day.slice(4)}`;
