import { placeOn, UNIT, type Fact, type History, type Home, type UnitCommandName } from '@relet/domain';
import type { HistoryStanding } from '@relet/platform';
import { faultsWithin, type RelettingRow } from './cells.js';
import { compared } from './compared.js';
import type { Beside, Comparison, Difference } from './comparison.js';
import { describing } from './description.js';
import type { CellFault } from './faults.js';
import { givenAgain, growthOf, retractionOf } from './growth.js';
import { faultsBeside, type HomeRows, type ToldRow } from './homes.js';
import { takenBackOf, vacanciesIn, type LoggedVacancy } from './in-log.js';
import type { LookedAt } from './looked.js';
import { matched } from './matched.js';
import { rowCommandId } from './orders.js';
import { isWithoutBuilding, registrationIn } from './registration.js';
import { stepsOf, type PolicyOn, type Step } from './steps.js';

/** A home as the log has it. */
export interface Log {
  unit: string;
  home: History<Home>;
  vacancies: LoggedVacancy[];
  policyOn: PolicyOn;
  isImported: Beside['isImported'];
  commandIds: ReadonlySet<string>;
}

/** What is known of a home. */
export function logOf(unit: string, home: HistoryStanding<Home>, policyOn: PolicyOn): Log {
  const imported = new Set(home.recorded.filter(({ actor }) => actor.startsWith('import-')).map(({ id }) => id));
  return {
    ...{ unit, home, policyOn, vacancies: vacanciesIn(home.live) },
    isImported: ({ id }) => imported.has(id),
    commandIds: new Set(home.recorded.map(({ commandId }) => commandId)),
  };
}

/** How a home's rows are to be looked at. */
export interface Looking {
  /** What was changed is corrected. */
  isCorrected: boolean;
  /** A direct move-in may make room for what a row tells since, with all that was imported behind it. */
  mayMakeRoom: boolean;
  /** All that was imported of the first row that gives anything, and behind it, is retracted and given again as the rows tell it. */
  anew?: true;
}

/** Looks at the rows of a home, in the order of their vacancies. */
export function lookedAt(home: HomeRows, log: Log, looking: Looking): LookedAt[] {
  const matches = matched(home.rows, log);
  const looked = home.rows.map((read, n): LookedAt => {
    const beside = faultsBeside(read.row, home.rows.slice(0, n));
    const match = matches.get(read);
    if (!match) return newRow(read, home, { log, n, faults: beside });
    if (read.faults.length || beside.length) return { ...NOTHING, read, faults: beside };
    return match === 'retracted' ? takenBack(read) : known(read, match, log, looking);
  });
  const first = looked.findIndex(({ makesRoom }) => makesRoom);
  const all = looking.anew ? anew(looked, log) : first < 0 ? looked : behindIt(looked, first, log, looking);
  const registration = registrationIn(log.home.live);
  if (!registration) return all;
  const isImported = log.isImported(registration);
  const isUnplaced = isImported && isWithoutBuilding(registration);
  return describing(all, { registration, isUnplaced, isImported, seen: seenIn(log) }, looking.isCorrected);
}

const NOTHING = { isNew: false, steps: [], faults: [], differences: [], isCorrected: false, isGrown: false };

/** A move-in is retracted with all that was imported behind it. Where people have recorded something there, it stays, and so does the move-in. */
function behindIt(looked: LookedAt[], first: number, log: Log, looking: Looking): LookedAt[] {
  const maker = looked[first] as LookedAt;
  const after = log.vacancies.slice(log.vacancies.indexOf(maker.match as LoggedVacancy) + 1);
  if (!after.length) return looked;
  const facts = toRetract(after);
  const rows = looked.slice(first + 1).filter(({ match }) => match);
  const isWhole =
    rows.length === after.length &&
    rows.every(({ comparison, differences, faults }) => comparison && !differences.length && !faults.length);
  if (!isWhole || !facts.every(log.isImported)) {
    const others = new Map(
      looked
        .filter(({ makesRoom }) => makesRoom)
        .map((each) => [each, known(each.read, each.match as LoggedVacancy, log, { ...looking, mayMakeRoom: false })]),
    );
    return looked.map((each) => others.get(each) ?? each);
  }
  const seen = seenIn(log);
  return looked.map((each, n) => {
    if (each === maker) return { ...each, steps: growthOf(each.comparison as Comparison, looking.isCorrected, seen, facts) };
    if (n < first || !each.comparison) return each;
    return { ...each, steps: stepsAgain(each, log) };
  });
}

/** All that was recorded of vacancies and is taken back with them; an expiry goes with its offer. */
const toRetract = (vacancies: readonly LoggedVacancy[]): Fact[] =>
  vacancies.flatMap(({ facts }) => facts.filter(({ type }) => type !== 'OfferExpired'));

/** A row as one import of it would give it; a new one as it is. */
const stepsAgain = ({ comparison, read, steps }: LookedAt, log: Log): Step[] =>
  comparison ? givenAgain(comparison, { seen: seenIn(log), wasGiven: wasGiven(read, log) }) : steps;

/**
 * What rows tell since does not always fit beside what the log has: keys on the day on which the home was said to be ready directly, a re-letting before a known one.
 * Then all from the first row that gives anything on is retracted and given as one import of the rows would. Where people have recorded something there, or a cell says
 * something else than the log, nothing is.
 */
function anew(looked: LookedAt[], log: Log): LookedAt[] {
  const first = looked.findIndex(({ steps }) => steps.length);
  const rows = looked.slice(Math.max(first, 0));
  const known = rows.filter(({ match }) => match);
  const after = log.vacancies.slice(log.vacancies.indexOf(known[0]?.match as LoggedVacancy));
  const facts = toRetract(after);
  const isWhole =
    known.length > 0 &&
    known.length === after.length &&
    known.every(({ comparison }) => comparison && !faultsWithin(comparison.whole).length) &&
    rows.every(({ differences, faults, read }) => !differences.length && !faults.length && !read.faults.length);
  if (first < 0 || !isWhole || !facts.every(log.isImported)) return looked;
  return looked.map((each, n) => {
    if (n < first) return each;
    const steps = stepsAgain(each, log);
    return { ...each, steps: n === first ? [retractionOf(facts, seenIn(log)), ...steps] : steps };
  });
}

function newRow(read: ToldRow, home: HomeRows, { log, n, faults }: { log: Log; n: number; faults: CellFault[] }): LookedAt {
  const found = [...faults, ...(read.faults.length ? [] : faultsWithin(read.row))];
  const steps = found.length || read.faults.length ? [] : stepsOf(read.row, rentBefore(read.row, log, home, n), log.policyOn);
  return { ...NOTHING, read, isNew: true, steps, faults: found };
}

/** The rent in force on the day of a new row: that of the rows before it, else of the log. */
function rentBefore(row: RelettingRow, { home }: Log, { rows }: HomeRows, n: number): number | undefined {
  const told = rows.slice(0, n).findLast(({ row: { rent } }) => rent !== undefined)?.row.rent;
  if (told !== undefined || row.rent === undefined) return told;
  return home.recorded.length ? placeOn(UNIT, home, row.vacated).at.rentOere : row.rent;
}

/** Somebody has retracted the vacating that this row led to. */
function takenBack(read: ToldRow): LookedAt {
  const difference: Difference = { column: 'vacated', code: 'ROW_CHANGED', log: undefined, sheet: read.row.vacated, mend: [] };
  return { ...NOTHING, read, differences: [difference] };
}

function known(read: ToldRow, match: LoggedVacancy, log: Log, { isCorrected, mayMakeRoom }: Looking): LookedAt {
  const isTakenBack = takenBackOf(match, log.vacancies, log.home.recorded, log.isImported);
  const comparison = compared(read.row, match, { ...log, mayMakeRoom, wasGiven: wasGiven(read, log), isTakenBack });
  const steps = growthOf(comparison, isCorrected, seenIn(log));
  const { fallbacks, missing, again, retracted } = comparison;
  return {
    ...{ read, match, comparison, isNew: false, steps, isGrown: fallbacks.length + missing.length + again.length > 0 },
    faults: faultsOfAdded(comparison, steps.length > 0),
    isCorrected: isCorrected && comparison.differences.some(({ mend }) => mend.length),
    differences: comparison.differences.filter(({ mend }) => !isCorrected || !mend.length),
    makesRoom: match.movedIn !== undefined && retracted.includes(match.movedIn),
  };
}

const seenIn = ({ home }: Log) => home.recorded.at(-1)?.revision ?? 0;
const wasGiven =
  ({ row }: ToldRow, { unit, commandIds }: Log) =>
  (name: UnitCommandName) =>
    commandIds.has(rowCommandId(unit, row.vacated, name));

/** What is wrong with the cells that only the row tells, beside all that is known of the vacancy. Where the row gives nothing, a cell that is told as changed needs no second word. */
function faultsOfAdded({ whole, added, differences }: Comparison, gives: boolean): CellFault[] {
  const told = new Set(gives ? [] : differences.map(({ column }) => column));
  return faultsWithin(whole).filter(({ column }) => column !== undefined && added.has(column) && !told.has(column));
}
