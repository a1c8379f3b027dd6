import type { Grouping } from '@relet/domain';
import type { Figures, VacancyAnswer } from '@relet/vacancy';
import { wordFor, WORDS, type FigureHead, type Language, type Words } from '@relet/words';
import { put, table, type Cell } from './output.js';

/** Figures with what stands before them in their row. */
interface Line {
  keys: Cell[];
  figures: Figures;
}

/** Shows the figures as tables: the main ones, tomgang by payer, and the empty days by phase and by who holds the ball. */
export function putFigures(answer: VacancyAnswer, language: Language): void {
  const { groups, total, against } = answer;
  const words = WORDS[language];
  const all = [...groups, ...(total ? [{ ...total, key: words.figures.total }] : [])];
  const lines = (of: (group: (typeof all)[number]) => Figures | undefined): Line[] =>
    all.flatMap(({ key, keys = [key], ...group }) => {
      const figures = of({ key, ...group });
      return figures ? [{ keys: padded(inWords(keys, answer, words), answer), figures }] : [];
    });
  put(headline(answer, words));
  putTables(
    lines((group) => group),
    answer,
    words,
  );
  if (!against) return;
  put(`\n${words.figures.against(periodSaid(against, words))}`);
  putTables(
    lines((group) => group.against),
    answer,
    words,
  );
  put(`\n${words.figures.difference}`);
  putTables(
    lines((group) => group.difference),
    answer,
    words,
  );
}

const groupingsOf = ({ groupBy }: VacancyAnswer) => (groupBy?.split(',') ?? []) as Grouping[];

/** The whole and the kinds of homes have words of the language. */
function inWords(keys: readonly string[], answer: VacancyAnswer, words: Words): string[] {
  const by = groupingsOf(answer);
  if (!by.length) return [words.figures.total];
  return keys.map((key, n) => (by[n] === 'kind' ? wordFor(words.kinds, key) : key));
}

/** The whole has one key, also below groups with two. */
function padded(keys: readonly string[], answer: VacancyAnswer): Cell[] {
  const missing = Math.max(0, groupingsOf(answer).length - keys.length);
  return [...keys, ...Array.from({ length: missing }, () => '')];
}

function headline({ from, to, asOf, knownAt, provisional }: VacancyAnswer, words: Words): string {
  const { figures, date, moment } = words;
  const told = figures.asked(periodSaid({ from, to }, words), date(asOf), knownAt && moment(knownAt));
  return provisional ? `${told} (${figures.provisional})` : told;
}

const periodSaid = ({ from, to }: { from: string; to: string }, { figures, date }: Words) => figures.period(date(from), date(to));

function putTables(lines: readonly Line[], answer: VacancyAnswer, words: Words): void {
  const { figures } = words;
  const by = groupingsOf(answer);
  const keys = by.length ? by.map((each) => figures.groupings[each]) : [figures.group];
  const show = (heading: string, heads: readonly string[], cells: (figures: Figures) => Cell[]) =>
    put(
      `${heading}${table(
        [...keys, ...heads],
        lines.map((line) => [...line.keys, ...cells(line.figures)]),
        words,
      )}`,
    );
  show(
    '',
    Object.keys(MAIN).map((head) => figures.table[head as FigureHead]),
    (of) => Object.values(MAIN).map((cell) => cell(of)),
  );
  put(figures.measuredIn);
  show(`\n${figures.byPayer}\n`, payerHeads(words), payerCells);
  for (const list of ['phases', 'owners'] as const) {
    const names = namesIn(lines, list);
    const heads = names.flatMap((name) => [(words[list] as Record<string, string>)[name] ?? name, '%']);
    if (names.length) show(`\n${list === 'phases' ? figures.byPhase : figures.byOwner}\n`, heads, (each) => dayCells(each, list, names));
  }
}

type Exact = Figures['vacancy']['vacancyRate'];
const rounded = (exact: Exact) => exact && Math.round(exact.value * 100) / 100;
const percent = (exact: Exact) => exact && Math.round(exact.value * 10_000) / 100;

/** The columns of the main table. */
const MAIN: Partial<Record<FigureHead, (figures: Figures) => Cell>> = {
  empty: ({ vacancy }) => vacancy.emptyUnitDays,
  available: ({ vacancy }) => vacancy.availableUnitDays,
  vacancyRate: ({ vacancy }) => percent(vacancy.vacancyRate),
  lettings: ({ lettings }) => lettings.all.lettings,
  mean: ({ lettings }) => rounded(lettings.all.gross.mean),
  median: ({ lettings }) => rounded(lettings.all.gross.median),
  p90: ({ lettings }) => rounded(lettings.all.gross.p90),
  refusalRate: ({ offers }) => percent(offers.refusalRate),
  noReplyRate: ({ offers }) => percent(offers.noReplyRate),
  tomgangDays: ({ vacancy }) => vacancy.tomgang.days,
  tomgangKroner: ({ vacancy }) => ({ oere: vacancy.tomgang.oere }),
};

const PAYERS = ['municipality', 'administrator'] as const;

function payerHeads({ payers, figures: { parts, table: heads } }: Words): string[] {
  return [
    ...PAYERS.flatMap((payer) => [`${payers[payer]} ${parts.days}`, `${payers[payer]} ${parts.oere}`]),
    heads.leaverDays,
    heads.leaverKroner,
  ];
}

function payerCells({ vacancy: { tomgang, leaver } }: Figures): Cell[] {
  return [...PAYERS.map((payer) => tomgang.payers[payer]), leaver].flatMap(({ days, oere }) => [days, { oere }]);
}

/** Phases or holders that have a day in some line, in their own order. */
function namesIn(lines: readonly Line[], of: 'phases' | 'owners'): string[] {
  const all = lines.map(({ figures: { vacancy } }): Record<string, number> => ({ ...vacancy[of] }));
  return Object.keys(all[0] ?? {}).filter((name) => all.some((days) => days[name] !== 0));
}

function dayCells({ vacancy }: Figures, of: 'phases' | 'owners', names: readonly string[]): Cell[] {
  const [days, shares] = [vacancy[of], vacancy[of === 'phases' ? 'phaseShares' : 'ownerShares']] as unknown as [
    Record<string, number>,
    Record<string, Exact>,
  ];
  return names.flatMap((name) => [days[name] ?? 0, percent(shares[name] ?? null)]);
}
