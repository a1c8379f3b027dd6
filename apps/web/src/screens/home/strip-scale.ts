/** Places days on a line, in percent of its width. */
export interface Scale {
  /** Where a day begins. */
  at(day: string): number;
  /** How wide the days from one through another are; both are days of the line or beyond its ends. */
  across(from: string, through: string): { x: number; width: number };
  /** The first days of months on the line, for its labels. */
  months: readonly string[];
}

const DAY = 86_400_000;
const number = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;

/** The line from one day through another, each day as wide as the next. */
export function scaleOf(from: string, through: string): Scale {
  const [first, end] = [number(from), Math.max(number(through), number(from)) + 1];
  const percent = (day: number) => (100 * (Math.min(Math.max(day, first), end) - first)) / (end - first);
  return {
    at: (day) => percent(number(day)),
    across: (a, b) => ({ x: percent(number(a)), width: Math.max(0, percent(number(b) + 1) - percent(number(a))) }),
    months: monthsIn(from, through),
  };
}

/** At most a dozen, so that they can be read. */
function monthsIn(from: string, through: string): string[] {
  const months: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7)) + 1];
  while (months.length < 400) {
    const day = `${year + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-01`;
    if (day > through) break;
    months.push(day);
    if (++month > 12) [year, month] = [year + 1, 1];
  }
  const every = Math.ceil(months.length / 12);
  return months.filter((_, n) => n % every === 0);
}
