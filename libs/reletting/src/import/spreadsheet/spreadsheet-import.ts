import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  asOf,
  foldUnit,
  liveFacts,
  municipalityOf,
  policyOn,
  Refusal,
  upcast,
  type CivilDate,
  type Fact,
  type UnitCommandName,
} from '@relet/domain';
import { Clock, commandHashOf, commandIdOf, problemOf, Streams } from '@relet/platform';
import { GiveToHome } from '../../give.js';
import type { Words } from '@relet/words';
import { importer } from '../importer.js';
import type { HomesReport, RelettingsReport, SheetReport } from '../imports.answers.js';
import { takingTurns } from '../turns.js';
import type { RelettingRow } from './cells.js';
import { COLUMN_NAMES, COLUMNS, type Column } from './columns.js';
import { faultOf, type CellFault } from './faults.js';
import { faultsBeside, homesOf, type HomeRows, type ToldRow } from './homes.js';
import { HomesImport, type ListOptions } from './homes-import.js';
import { keyOf, ordersOf, REGISTER, type Given } from './orders.js';
import { readRelettings, type Reading, type ReadingOptions } from './reading.js';
import { registration, tellRegistered } from './registration.js';
import { reportOf, type Progress } from './report.js';
import { setAside } from './set-aside.js';
import { placed, type ReadRow } from './source.js';
import { ROW_COMMANDS, stepsOf, type Step } from './steps.js';

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

const LANES = 32;

/** One home's good rows as steps. */
interface HomePlan {
  unit: string;
  registering: readonly Step[];
  rows: readonly { read: ToldRow; steps: readonly Step[] }[];
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
  ) {}

  /** Throws NotAFile when the file has no re-lettings and no homes; all else is told in the report. */
  async run(bytes: Buffer, options: SpreadsheetOptions, progress: Progress = () => undefined): Promise<SpreadsheetReport> {
    const reading = await readRelettings(bytes, options, this.clock.today());
    const mayWrite = async (report: SheetReport) => {
      if (report.faults.length) report.aside = await setAside(bytes, options, report.faults);
      return !options.dryRun && (!report.faults.length || options.setAside === true);
    };
    if (reading.layout.isList) return { kind: 'homes', ...(await this.list.run(reading, options, mayWrite, progress)) };
    const { report, plans } = await this.checked(reading, options.since, progress);
    if (!(await mayWrite(report))) return { kind: 'relettings', ...report };
    await this.write(plans, report, progress);
    return { kind: 'relettings', ...report, written: true };
  }

  /**
   * Checks every row. Unknown homes are known from the earliest day of all good rows on; a row that turns out bad has no say in that, so the rows
   * are checked once more when the day was one of its own.
   */
  private async checked(reading: Reading, said: CivilDate | undefined, progress: Progress): Promise<{ report: Report; plans: HomePlan[] }> {
    const homes = homesOf(reading.rows);
    for (let since = said ?? earliestIn(reading.rows, new Set()); ;) {
      const report: Report = reportOf(reading, homes.length, since);
      const plans: HomePlan[] = [];
      let done = 0;
      const turn = takingTurns();
      for (const home of homes) {
        await turn();
        const plan = await this.check(home, reading, since as CivilDate, report);
        if (plan) plans.push(plan);
        progress('check', (done += home.rows.length), reading.rows.length);
      }
      report.faults.sort((a, b) => a.line - b.line);
      const earliest = said ?? earliestIn(reading.rows, new Set(report.faults.map(({ line }) => line)));
      if (earliest === since || earliest === undefined || !report.registered) return { report, plans };
      since = earliest;
    }
  }

  /** Finds the good rows of a home by running their commands without writing; a bad one makes the later ones wait. */
  private async check(home: HomeRows, reading: Reading, since: CivilDate, report: Report): Promise<HomePlan | undefined> {
    const recorded = (await this.streams.load(`unit-${home.unit}`)).map(upcast);
    const policies = liveFacts((await this.streams.load(`policy-${municipalityOf(home.unit)}`)).map(upcast));
    const registered = foldUnit(liveFacts(recorded)).registered;
    const said = home.rows.map(({ row }) => row);
    const registering = recorded.length ? [] : [registration(home.unit, said, since, true)];
    const planned: { read: ToldRow; steps: readonly Step[] }[] = [];
    const fault = (read: ToldRow, ...faults: CellFault[]) => report.faults.push(...faults.map((each) => placed(each, read.line, reading)));
    let waits: number | undefined;
    for (const [n, read] of home.rows.entries()) {
      const beside = faultsBeside(read.row, home.rows.slice(0, n), registered);
      if (read.faults.length || beside.length) {
        report.faults.push(...read.faults);
        fault(read, ...beside);
        waits ??= read.line;
        continue;
      }
      const steps = stepsOf(read.row, rentBefore(read.row, recorded, home, n), (day) => policyOn(policies, day));
      const known = comparedWith(recorded, home.unit, read.row, steps);
      if (known) {
        if (known.length) report.changed.push(...known.map((each) => placed(each, read.line, reading)));
        else report.unchanged += 1;
      } else if (waits === undefined) planned.push({ read, steps });
      else fault(read, faultOf(undefined, 'ROW_WAITS', waits));
    }
    if (!planned.length) return undefined;
    const refused = await this.tried({ unit: home.unit, registering, rows: planned });
    if (refused) {
      const { row, step, code, reason } = refused;
      const [bad, ...waiting] = planned.splice(row) as [(typeof planned)[number], ...typeof planned];
      fault(bad.read, { column: step?.column, code, reason });
      for (const { read } of waiting) fault(read, faultOf(undefined, 'ROW_WAITS', bad.read.line));
    }
    if (!planned.length) return undefined;
    report.good += planned.length;
    if (registering.length) tellRegistered(said, report);
    return { unit: home.unit, registering, rows: planned };
  }

  /** The first row whose commands would be refused, and why. */
  private async tried(plan: HomePlan) {
    const steps = given(plan);
    try {
      await this.bus.execute(new GiveToHome(plan.unit, ordersOf(plan.unit, steps), true));
      return undefined;
    } catch (error) {
      if (!(error instanceof Refusal) || error.at === undefined) throw error;
      const { row, step } = steps[error.at] as (typeof steps)[number];
      return { row, step, code: error.code, reason: ({ language }: Words) => problemOf(error, language).detail };
    }
  }

  private async write(plans: HomePlan[], report: Report, progress: Progress): Promise<void> {
    let written = 0;
    const waiting = [...plans];
    const turn = takingTurns();
    const lane = async () => {
      for (let plan = waiting.shift(); plan; plan = waiting.shift()) {
        await turn();
        const receipts = await this.bus.execute(new GiveToHome(plan.unit, ordersOf(plan.unit, given(plan))));
        report.events += receipts.reduce((sum, { events }) => sum + events.length, 0);
        progress('write', (written += plan.rows.length), report.good);
      }
    };
    await Promise.all(Array.from({ length: Math.min(LANES, plans.length) }, lane));
  }
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

const DAYS = COLUMN_NAMES.filter((column) => COLUMNS[column] === 'date');

/** The rent in force on the row's day, this row's own earlier import left out. */
function rentBefore(row: RelettingRow, recorded: readonly Fact[], { rows }: HomeRows, n: number): number | undefined {
  const told = rows.slice(0, n).findLast(({ row: { rent } }) => rent !== undefined)?.row.rent;
  if (told !== undefined || row.rent === undefined) return told;
  if (!recorded.length) return row.rent;
  const own = commandIdOf(importer('SetRent', row.unit), keyOf(row.unit, row.vacated, 'SetRent'));
  return foldUnit(asOf(liveFacts(recorded.filter(({ commandId }) => commandId !== own)), row.vacated)).rentOere;
}

/** Undefined for a row that was never imported; else what differs from then, nothing when all is as it was. */
function comparedWith(recorded: readonly Fact[], unit: string, { vacated }: RelettingRow, steps: readonly Step[]): CellFault[] | undefined {
  if (!recorded.length) return undefined;
  const hashes = new Map(recorded.map((event) => [event.commandId, (event as Fact & { commandHash: string }).commandHash]));
  const before = (name: UnitCommandName) => hashes.get(commandIdOf(importer(name, unit), keyOf(unit, vacated, name)));
  if (!ROW_COMMANDS.some((name) => before(name) !== undefined)) return undefined;
  const now = new Map(steps.map((step) => [step.name, step]));
  const columns = ROW_COMMANDS.flatMap((name) => {
    const step = now.get(name);
    const same = before(name) === (step && commandHashOf(name, unit, step.fields));
    return same ? [] : [step?.column ?? COLUMN_OF[name]];
  });
  return [...new Set(columns)].map((column) => faultOf(column, 'ROW_CHANGED'));
}

const COLUMN_OF: Record<(typeof ROW_COMMANDS)[number], Column> = {
  SetRent: 'rent',
  GiveNotice: 'notice',
  RecordVacated: 'vacated',
  ReturnKeys: 'keys',
  RecordInspection: 'inspection',
  OrderWorks: 'ordered',
  CompleteWorks: 'ready',
  DeclareReady: 'ready',
  MakeOffer: 'offered',
  AcceptOffer: 'accepted',
  SignContract: 'contract',
  MoveIn: 'movedIn',
};

/** A home's rows as steps, with the row that each stands for and what its key is made of. */
function given({ registering, rows }: HomePlan): (Given & { row: number })[] {
  return [
    ...registering.map((step) => ({ row: 0, key: REGISTER, step })),
    ...rows.flatMap(({ read, steps }, row) => steps.map((step) => ({ row, key: read.row.vacated, step }))),
  ];
}
