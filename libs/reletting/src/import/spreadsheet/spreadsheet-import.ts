import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  asOf,
  foldUnit,
  liveFacts,
  municipalityOf,
  policyOn,
  Refusal,
  UNIT_COMMANDS,
  upcast,
  type CivilDate,
  type Fact,
  type UnitCommandName,
} from '@relet/domain';
import { commandHashOf, commandIdOf, problemOf, Streams } from '@relet/platform';
import { GiveToHome, type HomeOrder } from '../../give.js';
import type { Words } from '@relet/words';
import { importer } from '../importer.js';
import type { RelettingsReport } from '../imports.answers.js';
import type { RelettingRow } from './cells.js';
import type { Column } from './columns.js';
import { faultOf, type CellFault } from './faults.js';
import { faultsBeside, homesOf, type HomeRows, type ToldRow } from './homes.js';
import { placed, readRelettings, type Reading, type ReadingOptions } from './reading.js';
import { setAside } from './set-aside.js';
import { sheetOf } from './sheet.js';
import { ROW_COMMANDS, stepsOf, type Step } from './steps.js';

export interface SpreadsheetOptions extends ReadingOptions {
  /** First day of homes that are not known yet; the file's earliest day by default. */
  since?: CivilDate;
  /** Nothing is written. */
  dryRun?: boolean;
  /** Good rows are taken although there are bad ones. */
  setAside?: boolean;
}

/** What an import found and did. */
export type SpreadsheetReport = Omit<RelettingsReport, 'kind'>;

/** How far it has come: rows checked, then rows written. */
export type Progress = (doing: 'check' | 'write', rows: number, of: number) => void;

/** A home known to nobody is registered with these when no row says them. */
const UNSAID = { kind: 'care_home', building: 'Ukendt plejecenter', rent: 0 } as const;
const LANES = 32;

/** One home's good rows as steps. */
interface HomePlan {
  unit: string;
  registering: readonly Step[];
  rows: readonly { read: ToldRow; steps: readonly Step[] }[];
}

/** Takes in a spreadsheet with one row a re-letting: every row is checked against the whole law before any is written. */
@Injectable()
export class SpreadsheetImport {
  constructor(
    private readonly bus: CommandBus,
    private readonly streams: Streams,
  ) {}

  /** Throws NotAFile when the file has no re-lettings; all else is told in the report. */
  async run(bytes: Buffer, options: SpreadsheetOptions, progress: Progress = () => undefined): Promise<SpreadsheetReport> {
    const reading = await readRelettings(bytes, options);
    const since = options.since ?? reading.earliest;
    const homes = homesOf(reading.rows);
    const report: SpreadsheetReport = {
      ...{ rows: reading.rows.length, homes: homes.length, good: 0, unchanged: 0, changed: [], registered: 0 },
      faults: reading.rows.filter(({ row }) => !row).flatMap(({ faults }) => faults),
      undescribed: { kind: 0, building: 0, rent: 0 },
      since,
      unusedColumns: reading.layout.unused,
      ...{ written: false, events: 0 },
    };
    const plans: HomePlan[] = [];
    let checked = 0;
    for (const home of homes) {
      const plan = await this.check(home, reading, since as CivilDate, report);
      if (plan) plans.push(plan);
      progress('check', (checked += home.rows.length), reading.rows.length);
    }
    report.faults.sort((a, b) => a.line - b.line);
    if (report.faults.length) report.aside = setAside(await sheetOf(bytes, options.sheet), report.faults);
    if (options.dryRun || (report.faults.length && !options.setAside)) return report;
    await this.write(plans, report, progress);
    return { ...report, written: true };
  }

  /** Finds the good rows of a home by running their commands without writing; a bad one makes the later ones wait. */
  private async check(home: HomeRows, reading: Reading, since: CivilDate, report: SpreadsheetReport): Promise<HomePlan | undefined> {
    const recorded = (await this.streams.load(`unit-${home.unit}`)).map(upcast);
    const policies = liveFacts((await this.streams.load(`policy-${municipalityOf(home.unit)}`)).map(upcast));
    const registered = foldUnit(liveFacts(recorded)).registered;
    const registering = recorded.length ? [] : [registration(home, since)];
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
    if (registering.length) tellRegistered(home, report);
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

  private async write(plans: HomePlan[], report: SpreadsheetReport, progress: Progress): Promise<void> {
    let written = 0;
    const waiting = [...plans];
    const lane = async () => {
      for (let plan = waiting.shift(); plan; plan = waiting.shift()) {
        const receipts = await this.bus.execute(new GiveToHome(plan.unit, ordersOf(plan.unit, given(plan))));
        report.events += receipts.reduce((sum, { events }) => sum + events.length, 0);
        progress('write', (written += plan.rows.length), report.good);
      }
    };
    await Promise.all(Array.from({ length: Math.min(LANES, plans.length) }, lane));
  }
}

/** The step that makes an unknown home known: occupied from the first day on. */
function registration({ unit, rows }: HomeRows, since: CivilDate): Step {
  const said = <C extends Column>(column: C) => rows.find(({ row }) => row[column] !== undefined)?.row[column];
  const address = said('address');
  const fields = {
    effective: since,
    kind: said('kind') ?? UNSAID.kind,
    municipality: municipalityOf(unit),
    building: said('building') ?? UNSAID.building,
    ...(address !== undefined && { address }),
    rentOere: said('rent') ?? UNSAID.rent,
    occupiedSince: since,
  };
  return { name: 'RegisterUnit', column: 'unit', fields };
}

function tellRegistered({ rows }: HomeRows, report: SpreadsheetReport): void {
  report.registered += 1;
  for (const column of ['kind', 'building', 'rent'] as const)
    if (rows.every(({ row }) => row[column] === undefined)) report.undescribed[column] += 1;
}

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

const keyOf = (unit: string, row: string, name: string) => `reletting/${unit}/${row}/${name}`;

/** A home's rows as steps, with the row that each stands for and what its key is made of. */
function given({ registering, rows }: HomePlan): Given[] {
  return [
    ...registering.map((step) => ({ row: 0, key: 'register', step })),
    ...rows.flatMap(({ read, steps }, row) => steps.map((step) => ({ row, key: read.row.vacated, step }))),
  ];
}

interface Given {
  row: number;
  key: string;
  step: Step;
}

/** Steps as orders, each given by the side whose part it is and under a key of its own. */
function ordersOf(unit: string, steps: readonly Given[]): HomeOrder[] {
  return steps.map(({ key, step: { name, fields } }) => {
    const principal = importer(name, unit);
    const command = Object.assign(new UNIT_COMMANDS[name](), fields);
    const [commandId, commandHash] = [commandIdOf(principal, keyOf(unit, key, name)), commandHashOf(name, unit, fields)];
    return { name, command, principal, commandId, commandHash } as HomeOrder;
  });
}
