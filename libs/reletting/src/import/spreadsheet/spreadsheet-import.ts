import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { municipalityOf, POLICY, policyOn, UNIT, type CivilDate } from '@relet/domain';
import { Clock, idIn, streamOf, Streams, takingTurns } from '@relet/platform';
import { GiveToHome } from '../../give.js';
import { Rents, type RentsThen } from '../../rents.js';
import { inWords } from '../../warnings.js';
import type { Fault, HomesReport, RelettingsReport, RowWarning, SheetReport } from '../imports.answers.js';
import { sideBySide } from '../side-by-side.js';
import { COLUMN_NAMES, COLUMNS } from './columns.js';
import { faultOf, type CellFault } from './faults.js';
import { toldChange, type Changing } from './difference.js';
import { filledIn } from './filled-in.js';
import { homesOf, type HomeRows, type ToldRow } from './homes.js';
import { HomesImport, type ListOptions } from './homes-import.js';
import type { LookedAt } from './looked.js';
import { logOf, lookedAt, type Log, type Looking } from './looked-at.js';
import { ordersOf } from './orders.js';
import { readRelettings, refused, type Reading, type ReadingOptions } from './reading.js';
import { registration, registrationIn, tellRegistered } from './registration.js';
import { reportOf, type Progress } from './report.js';
import { setAside } from './set-aside.js';
import { placed, type ReadRow } from './source.js';
import type { Step } from './steps.js';
import { given, tried, type Tried } from './trying.js';

export interface SpreadsheetOptions extends ReadingOptions, ListOptions {
  /** First day of homes that are not known yet; the earliest day of all good rows by default. */
  since?: CivilDate;
  /** Nothing is written. */
  dryRun?: boolean;
  /** Good rows are taken although there are bad ones. */
  setAside?: boolean;
}

/** What an import found and did. */
export type SpreadsheetReport = RelettingsReport | HomesReport;

/** Asked when rows are well and unlikely: whoever imports them is sure. */
export type IsSure = (warnings: readonly RowWarning[]) => Promise<boolean>;

const LANES = 32;

/** One home's good rows. Their steps are made when they are tried and again when they are written: nobody keeps those of a whole file. */
interface HomePlan {
  home: HomeRows;
  registering: readonly Step[];
  good: readonly ToldRow[];
  looking: Looking;
}

/** How the rows are to be taken. */
interface HowTaken {
  since: CivilDate | undefined;
  /** Whoever imports has said that day. */
  isSaid: boolean;
  isCorrected: boolean;
  /** What homes cost before the import began. */
  rents: RentsThen;
}

type Report = Omit<RelettingsReport, 'kind'>;

/** Takes in a spreadsheet with one row a re-letting: every row is checked against the whole law before any is written. */
@Injectable()
export class SpreadsheetImport {
  constructor(
    private readonly bus: CommandBus,
    private readonly streams: Streams,
    private readonly clock: Clock,
    private readonly list: HomesImport,
    private readonly rents: Rents,
  ) {}

  /** Throws NotAFile when the file has no re-lettings and no homes; all else is told in the report. */
  async run(
    bytes: Buffer,
    options: SpreadsheetOptions,
    progress: Progress = () => undefined,
    isSure: IsSure = async () => true,
  ): Promise<SpreadsheetReport> {
    const rents = (await this.rents.now()) ?? new Map<string, never>();
    const municipalities = new Set([...rents.keys()].map((stream) => municipalityOf(idIn('unit', stream) ?? '')));
    const reading = await readRelettings(bytes, options, this.clock.today(), municipalities);
    this.mustNotBeBehind(reading);
    const mayWrite = async (report: SheetReport) => {
      if (report.faults.length) report.aside = await setAside(bytes, options, report.faults);
      if (options.dryRun || (report.faults.length && options.setAside !== true)) return false;
      return !report.warnings.length || (await isSure(report.warnings));
    };
    if (reading.layout.isList) return { kind: 'homes', ...(await this.list.run(reading, { ...options, rents }, mayWrite, progress)) };
    const { report, plans } = await this.checked(reading, { since: options.since, isCorrected: options.correct === true, rents }, progress);
    if (!(await mayWrite(report))) return { kind: 'relettings', ...report };
    await this.write(plans, report, progress);
    return { kind: 'relettings', ...report, written: true };
  }

  /** A clock that is set by hand stands in 1970 until somebody sets it: every row would lie ahead of it, or be judged by it. */
  private mustNotBeBehind({ rows, layout, words }: Reading): void {
    if (this.clock.kind !== 'manual' || layout.isList) return;
    const [today, first] = [
      this.clock.today(),
      earliestIn(
        rows.map((read) => ({ ...read, faults: [] })),
        new Set(),
      ),
    ];
    if (first !== undefined && first > today) throw refused(words, 'CLOCK_BEHIND', { today: words.date(today), first: words.date(first) });
  }

  /**
   * Checks every row. Unknown homes are known from the earliest day of all good rows on; a row that turns out bad has no say in that, so the rows
   * are checked once more when the day was one of its own.
   */
  private async checked(
    reading: Reading,
    { since: said, ...asked }: Omit<HowTaken, 'isSaid'>,
    progress: Progress,
  ): Promise<{ report: Report; plans: HomePlan[] }> {
    // Each of these looks at all rows at once.
    const rest = takingTurns(0);
    await rest();
    const homes = homesOf(reading.rows);
    await rest();
    let before: readonly Fault[] = [];
    for (let since = said ?? earliestIn(reading.rows, new Set()); ;) {
      await rest();
      const report: Report = { ...reportOf(reading, homes.length, since), grown: 0 };
      const plans: HomePlan[] = [];
      let done = 0;
      const turn = takingTurns();
      for (const home of homes) {
        await turn();
        const plan = await this.check(home, reading, { since, isSaid: said !== undefined, ...asked }, report);
        if (plan) plans.push(plan);
        progress('check', (done += home.rows.length), reading.rows.length);
      }
      await rest();
      report.faults = asToldBefore(report.faults, before);
      for (const told of [report.faults, report.warnings, report.filledIn]) told.sort((a, b) => a.line - b.line);
      const earliest = said ?? earliestIn(reading.rows, new Set(report.faults.map(({ line }) => line)));
      if (earliest === since || earliest === undefined || !report.registered) return { report, plans };
      since = earliest;
      before = report.faults;
    }
  }

  /** Finds the good rows of a home by running their commands without writing; a bad one makes the later ones wait. */
  private async check(home: HomeRows, reading: Reading, asked: HowTaken, report: Report): Promise<HomePlan | undefined> {
    const log = await this.logged(home.unit);
    const said = home.rows.map(({ row }) => row);
    const isKnown = log.home.recorded.length > 0;
    const registering = isKnown ? knownEarlier(home, log, asked) : [registration(home.unit, said, asked.since as CivilDate, true)];
    const trying = (rows: readonly LookedAt[]) => tried(this.bus, { unit: home.unit, registering, rows, rents: asked.rents });
    const { looking, looked, found, first } = await this.fitting(await this.looking(home, log, asked), home, log, trying);
    let { planned } = found;
    let trial = first;
    for (; trial.refused; trial = await trying(planned)) {
      const { row, fault } = trial.refused;
      const bad = planned[row] as LookedAt;
      // A new row behind a bad one waits for it; what is added to a known one does not.
      const waiting = planned.slice(row + 1).filter(({ isNew }) => isNew);
      found.faults.push([bad.read, fault]);
      for (const { read } of waiting) found.faults.push([read, faultOf(undefined, 'ROW_WAITS', bad.read.line)]);
      planned = planned.filter((each) => each !== bad && !waiting.includes(each));
    }
    tell({ ...found, planned }, looked, { unit: home.unit, registered: registrationIn(log.home.live), reading, report });
    const { language } = reading.words;
    report.warnings.push(...trial.unlikely.map(({ row, about }) => ({ line: row.read.line, ...inWords(about, language) })));
    if (!planned.length) return undefined;
    if (!isKnown) tellRegistered(said, report);
    return { home, registering, good: planned.map(({ read }) => read), looking };
  }

  /** A move-in makes room for more only where all that this leads to is taken. */
  private async looking(home: HomeRows, log: Log, { isCorrected, rents }: HowTaken): Promise<{ looking: Looking; looked: LookedAt[] }> {
    const looking = { isCorrected, mayMakeRoom: true };
    const looked = lookedAt(home, log, looking);
    if (!looked.some(({ makesRoom }) => makesRoom)) return { looking, looked };
    const { refused } = await tried(this.bus, { unit: home.unit, registering: [], rows: sorted(looked).planned, rents });
    if (!refused) return { looking, looked };
    const without = { isCorrected, mayMakeRoom: false };
    return { looking: without, looked: lookedAt(home, log, without) };
  }

  /** Rows that do not fit beside what the log has of their home fit in its place, where all of that came from rows. */
  private async fitting(
    { looking, looked }: { looking: Looking; looked: LookedAt[] },
    home: HomeRows,
    log: Log,
    trying: (rows: readonly LookedAt[]) => Promise<Tried>,
  ): Promise<{ looking: Looking; looked: LookedAt[]; found: Found; first: Tried }> {
    const found = sorted(looked);
    const first = await trying(found.planned);
    if (first.refused) {
      const anew = { ...looking, mayMakeRoom: true, anew: true as const };
      const again = lookedAt(home, log, anew);
      const foundAgain = sorted(again);
      const trial = await trying(foundAgain.planned);
      if (!trial.refused) return { looking: anew, looked: again, found: foundAgain, first: trial };
    }
    return { looking, looked, found, first };
  }

  private async logged(unit: string): Promise<Log> {
    const home = await this.streams.standing(UNIT, streamOf('unit', unit));
    const policies = await this.streams.standing(POLICY, streamOf('policy', municipalityOf(unit)));
    return logOf(unit, home, (day) => policyOn(policies.live, day));
  }

  private async write(plans: HomePlan[], report: Report, progress: Progress): Promise<void> {
    let written = 0;
    const rows = plans.reduce((sum, plan) => sum + plan.good.length, 0);
    const turn = takingTurns(0);
    progress('write', 0, rows);
    await sideBySide(plans, LANES, async (plan) => {
      await turn();
      const events = await this.given(plan);
      report.events += events;
      progress('write', (written += plan.good.length), rows);
    });
  }

  /** Gives a home's good rows, as the log stands now; answers how many events were written. */
  private async given({ home, registering, good, looking }: HomePlan): Promise<number> {
    const rows = lookedAt(home, await this.logged(home.unit), looking).filter(({ read }) => good.includes(read));
    const orders = ordersOf(home.unit, given(registering, rows));
    const receipts = await this.bus.execute(new GiveToHome(home.unit, orders, false, { told: true }));
    return receipts.reduce((sum, { events }) => sum + events.length, 0);
  }
}

/** A bad row stays bad for what it was bad for while its own day counted: without that day its home is too young for it, which is no fault of the row. */
function asToldBefore(faults: readonly Fault[], before: readonly Fault[]): Fault[] {
  const [bad, known] = [faults, before].map((all) => new Set(all.map(({ line }) => line)));
  return [...before.filter(({ line }) => bad?.has(line)), ...faults.filter(({ line }) => !known?.has(line))];
}

/** The earliest day of all rows without a fault. */
function earliestIn(rows: readonly ReadRow[], bad: ReadonlySet<number>): CivilDate | undefined {
  let earliest: CivilDate | undefined;
  for (const { line, row, faults } of rows) {
    if (!row || faults.length || bad.has(line)) continue;
    for (const column of DAYS) {
      const day = row[column] as CivilDate | undefined;
      if (day !== undefined && (earliest === undefined || day < earliest)) earliest = day;
    }
  }
  return earliest;
}

/**
 * A home that an import has registered was known from the earliest day of the sheet of then: nobody's word. A cell that tells of an earlier day since moves that day; where
 * whoever imports says the day (`--since`), it stays.
 */
function knownEarlier(home: HomeRows, log: Log, { isSaid }: HowTaken): Step[] {
  const registered = registrationIn(log.home.live);
  const earliest = earliestIn(home.rows, new Set());
  if (isSaid || !registered || !log.isImported(registered) || earliest === undefined || earliest >= registered.effective) return [];
  if (registered.payload.occupiedSince !== registered.effective) return [];
  const fields = {
    ...{ target: registered.id, newEffective: earliest, reason: 'learned_later' },
    newPayload: { ...registered.payload, occupiedSince: earliest },
  };
  return [{ name: 'CorrectEvent', column: 'unit', fields, again: { of: 'RegisterUnit', seen: log.home.recorded.at(-1)?.revision ?? 0 } }];
}

const DAYS = COLUMN_NAMES.filter((column) => COLUMNS[column] === 'date');

interface Found {
  planned: LookedAt[];
  faults: [read: ToldRow, fault: CellFault][];
  unchanged: number;
}

/** Rows of a home by what is to be done with them: a new row behind a bad one waits. */
function sorted(looked: readonly LookedAt[]): Found {
  const found: Found = { planned: [], faults: [], unchanged: 0 };
  let waits: number | undefined;
  for (const each of looked) {
    const { read, faults, differences, steps, isNew } = each;
    if (read.faults.length || faults.length) {
      found.faults.push(...faults.map((fault): [ToldRow, CellFault] => [read, fault]));
      waits ??= read.line;
    } else if (!isNew && !steps.length) found.unchanged += differences.length ? 0 : 1;
    else if (isNew && waits !== undefined) found.faults.push([read, faultOf(undefined, 'ROW_WAITS', waits)]);
    else found.planned.push(each);
  }
  return found;
}

/** Tells in the report what was found of a home. */
function tell(
  { planned, faults, unchanged }: Found,
  looked: readonly LookedAt[],
  to: Changing & { reading: Reading; report: Report },
): void {
  const { reading, report } = to;
  report.faults.push(...looked.flatMap(({ read }) => read.faults), ...faults.map(([{ line }, fault]) => placed(fault, line, reading)));
  report.changed.push(...looked.flatMap(({ read, differences }) => differences.map((each) => toldChange(each, to, read.line, reading))));
  report.unchanged += unchanged;
  report.filledIn.push(...planned.flatMap(filledIn));
  for (const { isNew, isCorrected, isGrown } of planned) {
    if (isNew) report.good += 1;
    if (isGrown) report.grown += 1;
    if (isCorrected) report.corrected += 1;
    if (!isNew && !isGrown && !isCorrected) report.unchanged += 1;
  }
}
