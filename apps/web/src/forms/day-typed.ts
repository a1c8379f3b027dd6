/** A day as people type it, read against today: `2/11`, `2.11.26`, `i går`, `-3`, `2026-11-02`. Answers a civil day, or undefined. */
export function dayTyped(text: string, today: string): string | undefined {
  const typed = text.trim().toLowerCase();
  if (Object.hasOwn(BY_WORD, typed)) return plusDays(today, BY_WORD[typed] as number);
  if (/^[+-]\d{1,4}$/.test(typed)) return plusDays(today, Number(typed));
  const [, iso] = /^(\d{4}-\d{2}-\d{2})$/.exec(typed) ?? [];
  if (iso !== undefined) return real(iso);
  const [, day, month, year] = /^(\d{1,2})[./ -](\d{1,2})(?:[./ -](\d{2}|\d{4}))?\.?$/.exec(typed) ?? [];
  if (day === undefined || month === undefined) return undefined;
  if (year !== undefined) return real(civil(year.length === 2 ? `20${year}` : year, month, day));
  return nearest(today, month, day);
}

const BY_WORD: Readonly<Record<string, number>> = {
  ...{ 'i dag': 0, idag: 0, today: 0, 'i går': -1, igår: -1, yesterday: -1, 'i forgårs': -2, 'i morgen': 1, imorgen: 1, tomorrow: 1 },
};

const civil = (year: string, month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** Without a year the day nearest to today is meant: on the 2nd of January `30/12` is last year's. */
function nearest(today: string, month: string, day: string): string | undefined {
  const year = Number(today.slice(0, 4));
  const days = [year - 1, year, year + 1].flatMap((each) => real(civil(String(each), month, day)) ?? []);
  return days.sort((a, b) => distance(a, today) - distance(b, today))[0];
}

const distance = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b));

/** The day itself when the calendar has it. */
function real(day: string): string | undefined {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? undefined : day;
}

/** A civil day so many days on. */
export function plusDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

const weekdays = (locale: string) => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
const WEEKDAYS = { da: weekdays('da-DK'), en: weekdays('en-GB') };

/** The day of the week in the language of the screens. */
export const weekdayOf = (day: string, language: 'da' | 'en'): string => WEEKDAYS[language].format(new Date(`${day}T00:00:00Z`));
