import { WORDS, type Language } from '@relet/words';
import { csv, type CsvCell } from './csv.js';
import type { VacancyAnswer } from './vacancy.answers.js';

/** The figures as a file: what they are, who asked, and then one row a group with every number of it. */
export function vacancyCsv(answer: VacancyAnswer, language: Language, asker: string): string {
  const { from, to, asOf, knownAt, position, groups, parked, reachesAhead, altered = [] } = answer;
  const { figures: says } = WORDS[language];
  const head: CsvCell[][] = [
    [says.period, `${from}..${to}`],
    [says.asOf, asOf],
    [says.knownAt, knownAt],
    [says.position, position],
    [says.askedBy, asker],
    [says.rows, groups.length],
  ];
  if (reachesAhead) head.push([says.countedTo, asOf]);
  if (parked.length) head.push([says.leftOut, parked.join(' ')]);
  if (altered.length) head.push([says.altered, altered.join(' ')]);
  const flat = groups.map(({ key, ...figures }) => ({ key, ...flatten(figures, '') }));
  const columns = [...new Set(flat.flatMap((row) => Object.keys(row)))];
  return csv(
    [...head, [], columns, ...flat.map((row) => columns.map((column) => (row as Record<string, CsvCell>)[column] ?? null))],
    language,
  );
}

function flatten(value: object, path: string): Record<string, CsvCell> {
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]: [string, unknown]) => {
      const name = path ? `${path}.${key}` : key;
      if (Array.isArray(inner)) return {};
      if (typeof inner !== 'object' || inner === null) return { [name]: inner as CsvCell };
      return 'exact' in inner && 'value' in inner ? { [name]: inner.value as number } : flatten(inner, name);
    }),
  ) as Record<string, CsvCell>;
}
