/** Parts of a moment in Denmark's time. */
const MOMENT = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/Copenhagen', hourCycle: 'h23' },
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
});

/** An instant as the day and the time that clocks in Denmark showed. */
export function inDenmark(instant: string): { day: string; hour: string; minute: string } {
  const parts = Object.fromEntries(MOMENT.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const { year = '', month = '', day = '', hour = '', minute = '' } = parts;
  return { day: `${year}-${month}-${day}`, hour, minute };
}

/** Numbers and money of a locale, thousands set apart. Money is øre, and is written in kroner with two decimals. */
export function numbersOf(locale: 'da-DK' | 'en-GB') {
  // To make a format takes longer than to write a number by it, and a list holds many.
  const formats = new Map<number | undefined, Intl.NumberFormat>();
  const formatOf = (decimals: number | undefined) => {
    const known = formats.get(decimals);
    if (known) return known;
    const made = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 2 });
    formats.set(decimals, made);
    return made;
  };
  const written = (value: number, decimals?: number) => formatOf(decimals).format(value);
  return {
    number: written,
    kroner: (oere: number) => written(oere / 100, 2),
  };
}

/** Counts of a locale: `grouped` sets thousands apart; `counted` is a number of things, of which one is called otherwise than several. */
export function countsOf(locale: 'da-DK' | 'en-GB') {
  const format = new Intl.NumberFormat(locale);
  const grouped = (count: number): string => format.format(count);
  return { grouped, counted: (count: number, one: string, several: string): string => `${grouped(count)} ${count === 1 ? one : several}` };
}
