import { maxDate, plusDays, type CivilDate } from '@relet/domain';
import { COLUMN_NAMES, COLUMNS, headerOf, type Column } from '@relet/reletting';
import { Chance } from './chance.js';

/** Size and seed of an invented spreadsheet; the same options give the same rows. */
export interface SpreadsheetShape {
  seed: number;
  homes: number;
  from: CivilDate;
  /** The last day on which anybody has written something down. */
  to: CivilDate;
  /** Mean days that a resident lives in a home. */
  stay: number;
}

/** The clean sample of the repository: 220 homes in two municipalities, five years. */
export const SPREADSHEET: SpreadsheetShape = { seed: 20260701, homes: 220, from: '2021-01-01', to: '2025-12-31', stay: 900 };

type Row = Partial<Record<Column, string>>;

const BUILDINGS = {
  eksempel: ['Solgården', 'Bøgelunden', 'Åkanden', 'Kildevæld', 'Skovbrynet'],
  nordby: ['Havblik', 'Lyngbo', 'Æblehaven'],
} as const;
const KINDS = ['plejebolig', 'plejebolig', 'plejebolig', 'demensbolig', 'ældrebolig', 'botilbud'] as const;

/** Rows of re-lettings like those of an administrator's spreadsheet, with ISO days, in the order in which homes fell empty. */
export function* relettings({ seed, homes, from, to, stay }: SpreadsheetShape): Generator<Row> {
  const rows: Row[] = [];
  for (let n = 0; n < homes; n++) {
    const chance = new Chance(seed * 1000 + n);
    const municipality = n % 3 === 2 ? 'nordby' : 'eksempel';
    const home = {
      unit: `${municipality}.${101 + n}`,
      building: chance.pick(BUILDINGS[municipality]),
      municipality: municipality === 'nordby' ? 'Nordby' : 'Eksempel Kommune',
      kind: chance.pick(KINDS),
      address: `Solvej ${1 + Math.floor(n / 8)}, lejl. ${1 + (n % 8)}`,
    };
    let rent = 5_200 + Math.floor(chance.next() * 30) * 75.5;
    let since = from;
    for (let vacated = plusDays(from, chance.exponential(stay) % stay); vacated < to;) {
      const row = { ...home, rent: kroner(rent), ...reletting(chance, since, vacated, to) };
      rows.push(row);
      if (!row.movedIn) break;
      since = row.movedIn;
      vacated = plusDays(since, 1 + chance.exponential(stay));
      rent = Math.round(rent * (1 + chance.next() * 0.04) * 2) / 2;
    }
  }
  yield* rows.sort((a, b) => ((a.vacated ?? '') < (b.vacated ?? '') ? -1 : 1));
}

/** One re-letting as far as it was written down: cells of days after the last one are empty, and some steps nobody noted. */
function reletting(chance: Chance, since: CivilDate, vacated: CivilDate, to: CivilDate): Row {
  const death = chance.is(0.7);
  const keys = plusDays(vacated, chance.lognormal(10, 24));
  const inspection = plusDays(keys, chance.lognormal(2, 6));
  const none = chance.is(0.15);
  const ordered = plusDays(inspection, chance.lognormal(1, 3));
  const ready = none ? inspection : plusDays(ordered, chance.lognormal(8, 21));
  const offered = chance.is(0.55) ? plusDays(inspection, 1) : plusDays(ready, chance.lognormal(4, 16));
  const accepted = plusDays(offered, chance.lognormal(3, 6));
  const contract = plusDays(accepted, 1 + chance.lognormal(2, 5));
  const movedIn = plusDays(maxDate(contract, ready), chance.lognormal(3, 9));
  const noted = chance.next();
  const whole: Row = {
    ...(chance.is(0.8) && noteNotice(chance, since, vacated)),
    vacated,
    reason: death ? 'død' : chance.pick(['opsigelse', 'opsigelse', 'flytning']),
    ...(noted < 0.85 && { keys, inspection, works: none ? 'ingen' : chance.is(0.1) ? 'større' : 'normal', ...(!none && { ordered }) }),
    ...(noted < 0.95 && { ready }),
    ...(noted < 0.75 && { offered, accepted, contract, rentFrom: movedIn }),
    movedIn,
  };
  const written = Object.entries(whole).filter(([column, value]) => !isDay(column) || column === 'liableUntil' || (value ?? '') <= to);
  const row = Object.fromEntries(written) as Row;
  // The day from which rent is owed is known with the contract, also when it still lies ahead.
  if (row.contract) row.rentFrom = movedIn;
  if (!row.inspection) delete row.works;
  if (!row.notice) delete row.liableUntil;
  return row;
}

function noteNotice(chance: Chance, since: CivilDate, vacated: CivilDate): Row {
  const notice = maxDate(since, plusDays(vacated, chance.is(0.6) ? -Math.floor(chance.next() * 30) : Math.floor(chance.next() * 5)));
  return { notice, ...(chance.is(0.7) && { liableUntil: plusDays(notice, 30 + Math.floor(chance.next() * 30)) }) };
}

const isDay = (column: string) => COLUMNS[column as Column] === 'date';
const kroner = (rent: number) => rent.toFixed(2).replace('.', ',').replace(',00', '');

/** A day as people write it. */
export const danishDay = (day: CivilDate) => `${day.slice(8)}-${day.slice(5, 7)}-${day.slice(0, 4)}`;

/** Rows as a Danish CSV: `;`, days 27-04-2026, decimal comma. */
export function toCsv(rows: Iterable<Row>): string {
  const lines = [COLUMN_NAMES.map(headerOf).join(';')];
  for (const row of rows)
    lines.push(COLUMN_NAMES.map((column) => (row[column] && isDay(column) ? danishDay(row[column]) : (row[column] ?? ''))).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
