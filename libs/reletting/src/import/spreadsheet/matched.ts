import type { History, Home } from '@relet/domain';
import { rowCommandId } from './orders.js';
import type { RelettingRow } from './cells.js';
import type { Column } from './columns.js';
import { isReadyUnsaid, toldBy, type Beside } from './comparison.js';
import type { ToldRow } from './homes.js';
import type { LoggedVacancy } from './in-log.js';

/** The vacancy that a row is about; `retracted` when its own vacating was taken back. */
export type Match = LoggedVacancy | 'retracted' | undefined;

/** What is known of a home's vacancies. */
interface Logged {
  unit: string;
  vacancies: readonly LoggedVacancy[];
  home: History<Home>;
  isImported: Beside['isImported'];
}

/**
 * Finds the vacancy of each row: by its day in the log; else by the vacating that the row itself led to, which somebody has moved since; else, for a day that
 * the log does not have, the one vacancy that no row of the file is about and that is otherwise told by the same cells.
 */
export function matched(rows: readonly ToldRow[], logged: Logged): Map<ToldRow, Match> {
  const matches = new Map<ToldRow, Match>();
  const taken = new Set<LoggedVacancy>();
  const take = (read: ToldRow, match: Match) => {
    if (match === undefined) return;
    matches.set(read, match);
    if (match !== 'retracted') taken.add(match);
  };
  const free = () => logged.vacancies.filter((vacancy) => !taken.has(vacancy));
  for (const read of rows)
    if (!matches.has(read))
      take(
        read,
        free().find(({ vacated }) => vacated.effective === read.row.vacated),
      );
  for (const read of rows) if (!matches.has(read)) take(read, ownVacancy(read.row, free(), logged));
  for (const read of rows) {
    if (matches.has(read)) continue;
    const alike = free().filter((vacancy) => isToldBy(read.row, vacancy, logged));
    if (alike.length === 1) take(read, alike[0]);
  }
  return matches;
}

function ownVacancy({ unit, vacated }: RelettingRow, free: readonly LoggedVacancy[], { home }: Logged): Match {
  const id = rowCommandId(unit, vacated, 'RecordVacated');
  const own = home.recorded.find(({ commandId, type }) => commandId === id && type === 'Vacated');
  return own && (free.find((vacancy) => vacancy.vacated.id === own.id) ?? 'retracted');
}

const DAYS: readonly Column[] = ['notice', 'keys', 'inspection', 'ordered', 'offered', 'accepted', 'contract', 'movedIn'];
const BESIDE: readonly Column[] = ['reason', 'liableUntil', 'works', 'respondBy', 'rentFrom'];

function isToldBy(row: RelettingRow, vacancy: LoggedVacancy, { isImported }: Logged): boolean {
  const told = toldBy(vacancy);
  const isReady = row.ready === told.ready || (row.ready === undefined && isReadyAnyway(vacancy, isImported));
  return (
    isReady &&
    DAYS.every((column) => row[column] === told[column]) &&
    BESIDE.every((column) => row[column] === undefined || row[column] === told[column])
  );
}

/** Ready on the day of the move-in or, without works, of the inspection: no cell has to say it. */
const isReadyAnyway = (vacancy: LoggedVacancy, isImported: Beside['isImported']) =>
  isReadyUnsaid(vacancy, { isImported }) || vacancy.ready.at(-1)?.effective === vacancy.inspection?.effective;
