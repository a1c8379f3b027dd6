import { civilDate, closedDay, dayNumber } from '@relet/domain';
import { BI_WORDS } from '@relet/words';
import { day } from './sql.js';

const [FIRST, LAST] = ['1950-01-01', '2099-12-31'];

/** The days that are closed, by the calendar of the law. */
function closedDays(): string {
  const rows: string[] = [];
  for (let at = dayNumber(FIRST); at <= dayNumber(LAST); at++) {
    const name = closedDay(civilDate(at));
    if (name) rows.push(`('${civilDate(at)}'::date, '${name}')`);
  }
  return rows.join(', ');
}

const named = (language: 'da' | 'en') =>
  `CASE c.name ${Object.entries(BI_WORDS[language].closedDays)
    .map(([name, said]) => `WHEN '${name}' THEN '${said.replaceAll("'", "''")}'`)
    .join(' ')} END`;

/** Every day, with the parts of the calendar as the figures name them. Of numbers the server knows how many there are, and so plans well. */
export const dates =
  () => `SELECT g.day, EXTRACT(year FROM g.day)::int AS year, to_char(g.day, 'YYYY"-Q"Q') AS quarter, to_char(g.day, 'YYYY-MM') AS month,
    to_char(g.day, 'IYYY"-W"IW') AS week, EXTRACT(isodow FROM g.day)::int AS weekday, EXTRACT(isodow FROM g.day) < 6 AND c.name IS NULL AS working_day,
    c.name AS closed_day, ${named('da')} AS closed_day_da, ${named('en')} AS closed_day_en,
    EXTRACT(day FROM date_trunc('month', g.day) + INTERVAL '1 month - 1 day')::int AS days_of_month
  FROM (SELECT ${day('n')} AS day FROM generate_series(${dayNumber(FIRST)}, ${dayNumber(LAST)}) n) g LEFT JOIN (VALUES ${closedDays()}) c (day, name) ON c.day = g.day`;
