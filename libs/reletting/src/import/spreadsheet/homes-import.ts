import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Refusal, UNIT, type CivilDate } from '@relet/domain';
import { problemOf, streamOf, Streams } from '@relet/platform';
import type { Words } from '@relet/words';
import { GiveToHome } from '../../give.js';
import type { RentsThen } from '../../rents.js';
import { inWords, type HomeReceipt } from '../../warnings.js';
import type { HomesReport } from '../imports.answers.js';
import { takingTurns } from '../turns.js';
import type { RelettingRow } from './cells.js';
import { headerOf, type Column } from './columns.js';
import { faultOf, type CellFault } from './faults.js';
import { toldUnknown, unknownIn } from './nearest.js';
import { ordersOf, REGISTER } from './orders.js';
import { refused, type Reading } from './reading.js';
import { registration, tellRegistered } from './registration.js';
import { reportOf, type Progress } from './report.js';
import { placed, type ReadRow } from './source.js';
import type { Step } from './steps.js';

/** What a list of homes does not say itself. */
export interface ListOptions {
  since?: CivilDate;
  /** People live in the homes of the list. */
  occupied?: boolean;
  /** The homes of the list stand empty, ready to be let for the first time. */
  vacant?: boolean;
}

type Described = 'kind' | 'building' | 'address' | 'rent';

/** Takes in a list of homes: those that nobody knows are registered, those that are known are compared. */
@Injectable()
export class HomesImport {
  constructor(
    private readonly bus: CommandBus,
    private readonly streams: Streams,
  ) {}

  /** Throws NotAFile when it is not said since when the homes are known and whether they are lived in. `mayWrite` is asked once all rows are checked. */
  async run(
    reading: Reading,
    { since, occupied, vacant, rents }: ListOptions & { rents: RentsThen },
    mayWrite: (report: Omit<HomesReport, 'kind'>) => Promise<boolean>,
    progress: Progress,
  ): Promise<Omit<HomesReport, 'kind'>> {
    if (since === undefined || occupied === vacant) throw needs(reading);
    const report = { ...reportOf(reading, new Set(reading.rows.map(({ row }) => row?.unit)).size, since) };
    const planned: { read: ReadRow; step: Step }[] = [];
    const seen = new Map<string, number>();
    const turn = takingTurns();
    for (const [n, read] of reading.rows.entries()) {
      await turn();
      const { row } = read;
      if (!row) continue;
      const twice = seen.has(row.unit) ? [placed(faultOf('unit', 'ROW_TWICE', seen.get(row.unit)), read.line, reading)] : [];
      seen.set(row.unit, seen.get(row.unit) ?? read.line);
      if (read.faults.length || twice.length) report.faults.push(...read.faults, ...twice);
      else {
        const step = registration(row.unit, [row], since, occupied === true);
        const found = await this.compared(row, step, rents);
        if ('unlikely' in found) {
          planned.push({ read, step });
          report.warnings.push(...found.unlikely.map((each) => ({ line: read.line, ...inWords(each, reading.words.language) })));
        } else if (!found.length) report.unchanged += 1;
        else if (found.every(({ code }) => code === 'ROW_CHANGED'))
          report.changed.push(...found.map((each) => placed(each, read.line, reading)));
        else report.faults.push(...found.map((each) => placed(each, read.line, reading)));
      }
      progress('check', n + 1, reading.rows.length);
    }
    report.faults.sort((a, b) => a.line - b.line);
    report.good = planned.length;
    for (const { read } of planned) tellRegistered(read.row ? [read.row] : [], report);
    if (!(await mayWrite(report))) return report;
    for (const [n, { read, step }] of planned.entries()) {
      const { events } = await this.given(read.row as RelettingRow, step, { dryRun: false, rents });
      report.events += events.length;
      progress('write', n + 1, planned.length);
    }
    return { ...report, written: true };
  }

  /** What is unlikely in a home that can be registered; else what differs from the home that is known, or why it is refused. */
  private async compared(row: RelettingRow, step: Step, rents: RentsThen): Promise<Pick<HomeReceipt, 'unlikely'> | CellFault[]> {
    const { state: home } = await this.streams.standing(UNIT, streamOf('unit', row.unit));
    if (home.registered) {
      const known: { [C in Described]?: string | number | undefined } = { ...home.registered, rent: home.rentOere };
      const differing = (Object.keys(known) as (keyof typeof known)[]).filter(
        (column) => isDescribed(column) && differs(row[column], known[column]),
      );
      return differing.map((column) => faultOf(column, 'ROW_CHANGED'));
    }
    try {
      return await this.given(row, step, { dryRun: true, rents });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return [{ column: undefined, code: error.code, reason: ({ language }: Words) => problemOf(error, language).detail }];
    }
  }

  private async given({ unit }: RelettingRow, step: Step, { dryRun, rents }: { dryRun: boolean; rents: RentsThen }): Promise<HomeReceipt> {
    const orders = ordersOf(unit, [{ key: REGISTER, step }]);
    const [receipt] = await this.bus.execute(new GiveToHome(unit, orders, dryRun, { imported: true, rents }));
    return receipt as HomeReceipt;
  }
}

const isDescribed = (column: string): column is Described => ['kind', 'building', 'address', 'rent'].includes(column);
const differs = (said: unknown, known: unknown) => said !== undefined && said !== known;

function needs({ words, layout }: Reading) {
  const unknown = toldUnknown(unknownIn(layout), words);
  const vacated: Column = 'vacated';
  return refused(words, 'LIST_NEEDS', { vacated: headerOf(vacated), ...(unknown && { unknown }) });
}
