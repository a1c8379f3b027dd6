import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { placeOn, Refusal, UNIT, type CivilDate, type Fact, type History, type Home } from '@relet/domain';
import { Clock, streamOf, Streams, takingTurns } from '@relet/platform';
import { GiveToHome } from '../../give.js';
import { fill, type ListNeed } from '@relet/words';
import type { RentsThen } from '../../rents.js';
import { inWords, type HomeReceipt } from '../../warnings.js';
import type { HomesReport } from '../imports.answers.js';
import type { RelettingRow } from './cells.js';
import { headerOf, type Column } from './columns.js';
import type { Correction, Difference } from './comparison.js';
import { asRegistered, describedOtherwise } from './description.js';
import { toldChange } from './difference.js';
import { faultOf, type CellFault } from './faults.js';
import { corrections } from './growth.js';
import { toldUnknown, unknownIn } from './nearest.js';
import type { ToldRow } from './homes.js';
import { ordersOf, REGISTER } from './orders.js';
import { refused, type Reading } from './reading.js';
import { refusedFor, registration, registrationIn, tellRegistered } from './registration.js';
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
  /** Cells that were changed are corrected in the log. */
  correct?: boolean;
}

/** A row of the list beside the log: what is given, and what is told. */
interface Looked {
  isNew: boolean;
  steps: readonly Step[];
  differences: readonly Difference[];
  faults: readonly CellFault[];
  unlikely: HomeReceipt['unlikely'];
}

/** Takes in a list of homes: those that nobody knows are registered, those that are known are compared. */
@Injectable()
export class HomesImport {
  constructor(
    private readonly bus: CommandBus,
    private readonly streams: Streams,
    private readonly clock: Clock,
  ) {}

  /** Throws NotAFile when it is not said since when the homes are known and whether they are lived in. `mayWrite` is asked once all rows are checked. */
  async run(
    reading: Reading,
    { since, occupied, vacant, correct = false, rents }: ListOptions & { rents: RentsThen },
    mayWrite: (report: Omit<HomesReport, 'kind'>) => Promise<boolean>,
    progress: Progress,
  ): Promise<Omit<HomesReport, 'kind'>> {
    const lacking: ListNeed[] = [
      ...(since === undefined ? (['since'] as const) : []),
      ...(occupied && vacant ? (['onlyOne'] as const) : occupied || vacant ? [] : (['letting'] as const)),
    ];
    if (since === undefined || lacking.length) throw needs(reading, lacking);
    const report = { ...reportOf(reading, new Set(reading.rows.map(({ row }) => row?.unit)).size, since) };
    const planned: { read: ReadRow; looked: Looked }[] = [];
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
        const looked = await this.lookedAt({ ...read, row }, registration(row.unit, [row], since, occupied === true), { correct, rents });
        if (looked.steps.length && !looked.faults.length) planned.push({ read, looked });
        tell(looked, { read, unit: row.unit, reading, report });
      }
      progress('check', n + 1, reading.rows.length);
    }
    report.faults.sort((a, b) => a.line - b.line);
    for (const { read, looked } of planned) if (looked.isNew) tellRegistered(read.row ? [read.row] : [], report);
    if (!(await mayWrite(report))) return report;
    progress('write', 0, planned.length);
    for (const [n, { read, looked }] of planned.entries()) {
      for (const { events } of await this.given(read.row as RelettingRow, looked.steps, { dryRun: false, rents }))
        report.events += events.length;
      progress('write', n + 1, planned.length);
    }
    return { ...report, written: true };
  }

  /** What a row leads to: the home is registered, or what differs from the home that is known is told or corrected. */
  private async lookedAt(read: ToldRow, step: Step, { correct, rents }: { correct: boolean; rents: RentsThen }): Promise<Looked> {
    const { row } = read;
    const home = await this.streams.standing(UNIT, streamOf('unit', row.unit));
    const isNew = !home.state.registered;
    const found = isNew ? [] : differing(read, home, this.clock.today());
    const seen = home.recorded.at(-1)?.revision ?? 0;
    const mends = correct ? found.flatMap(({ mend }) => mend).filter((mend): mend is Correction => 'fact' in mend) : [];
    const steps = isNew ? [step] : corrections(mends, seen);
    const looked = { isNew, steps, differences: correct ? [] : found, faults: [], unlikely: [] };
    if (!steps.length) return looked;
    try {
      const receipts = await this.given(row, steps, { dryRun: true, rents });
      return { ...looked, unlikely: receipts.flatMap(({ unlikely }) => unlikely) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const at = steps[error.at ?? 0] as Step;
      return { ...looked, faults: [refusedFor(error, row.unit, isNew ? { ...at, column: undefined } : at)] };
    }
  }

  private given(
    { unit }: RelettingRow,
    steps: readonly Step[],
    { dryRun, rents }: { dryRun: boolean; rents: RentsThen },
  ): Promise<HomeReceipt[]> {
    const orders = ordersOf(
      unit,
      steps.map((step) => ({ key: REGISTER, step })),
    );
    return this.bus.execute(new GiveToHome(unit, orders, dryRun, { imported: true, rents }));
  }
}

/** Tells in the report what was found of a row. */
function tell(
  { isNew, steps, differences, faults, unlikely }: Looked,
  { read, unit, reading, report }: { read: ReadRow; unit: string; reading: Reading; report: Omit<HomesReport, 'kind'> },
): void {
  report.changed.push(...differences.map((each) => toldChange(each, { unit }, read.line, reading)));
  report.faults.push(...faults.map((each) => placed(each, read.line, reading)));
  report.warnings.push(...unlikely.map((each) => ({ line: read.line, ...inWords(each, reading.words.language) })));
  if (faults.length) return;
  if (isNew) report.good += 1;
  else if (steps.length) report.corrected += 1;
  else if (!differences.length) report.unchanged += 1;
}

/** What a row says otherwise than the log of a known home. A rent is that of today: the event that set it is the one to correct. */
function differing(read: ToldRow, home: History<Home>, today: CivilDate): Difference[] {
  const registered = registrationIn(home.live);
  if (!registered) return [];
  const { row } = read;
  const { rentOere } = placeOn(UNIT, home, today).at;
  const found = describedOtherwise(read, registered);
  if (row.rent === undefined || row.rent === rentOere) return found;
  const set = home.live.findLast((fact): fact is Fact<'RentSet'> => fact.type === 'RentSet' && fact.effective <= today);
  const content = { rentOere: row.rent };
  const mend: Correction = set ? { fact: set, of: 'SetRent', column: 'rent', content } : asRegistered(registered, 'rent', content);
  return [...found, { column: 'rent', code: 'ROW_CHANGED', log: String(rentOere), sheet: String(row.rent), mend: [mend] }];
}

/** What has to be said of the list yet, in one sentence. */
function needs({ words, layout }: Reading, lacking: readonly ListNeed[]) {
  const { listNeeds } = words.importing;
  const needed = fill(lacking.map((need) => listNeeds[need]).join(listNeeds.and), { ...words.hint });
  const unused = unknownIn(layout);
  const unknown = toldUnknown(unused, words);
  const vacated: Column = 'vacated';
  return refused(words, 'LIST_NEEDS', { vacated: headerOf(vacated), needed, ...(unknown && { unknown }) }, unused);
}
