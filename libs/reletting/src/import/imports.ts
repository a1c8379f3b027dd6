import { Inject, Injectable } from '@nestjs/common';
import { municipalityOf } from '@relet/domain';
import { Clock, CutOff, EVENT_STORE, problemOf, ReadModels } from '@relet/platform';
import type { EventStore } from '@relet/event-store';
import { callingIt } from '@relet/words';
import { Contexts } from '../contexts.js';
import { CommandGateway } from '../gateway.js';
import { Rents } from '../rents.js';
import { Pause } from '../by-itself/pause.js';
import { asideOf } from './event-file/aside.js';
import { ordersOf, type ImportOrder } from './event-file/orders.js';
import { rehearsal } from './event-file/rehearsal.js';
import { columnOf, isEventFile, readEventRows, saysRecordedOn } from './event-file/rows.js';
import { runImport, type ImportResult } from './event-file/run.js';
import type { EventFileReport, Fault, ImportReport } from './imports.answers.js';
import { hinted } from './hinted.js';
import { refused as refusedFile } from './spreadsheet/reading.js';
import { SpreadsheetImport, type IsSure, type SpreadsheetOptions } from './spreadsheet/spreadsheet-import.js';

/** How long an import waits for the rows to show all of it, in milliseconds. */
const PATIENCE = 120_000;

export interface ImportOptions extends SpreadsheetOptions {
  /** The file's name: it keeps the local labels of two event files apart. */
  name: string;
}

/** How far an import has come. */
export type ImportProgress = (doing: 'check' | 'write', rows: number, of: number) => void;

/** Takes in what was kept elsewhere: an event file (a row a command) or a spreadsheet (a row a re-letting). Deadlines wait meanwhile. */
@Injectable()
export class Imports {
  constructor(
    private readonly spreadsheet: SpreadsheetImport,
    private readonly gateway: CommandGateway,
    private readonly clock: Clock,
    private readonly pause: Pause,
    private readonly readModels: ReadModels,
    private readonly rents: Rents,
    private readonly contexts: Contexts,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * Throws NotAFile when there are no rows to be read, and CutOff when it ends before its end for what is no fault of the file; what is wrong with rows is told in
   * the report.
   */
  async run(bytes: Buffer, options: ImportOptions, progress: ImportProgress = () => undefined, isSure?: IsSure): Promise<ImportReport> {
    let written: CutOff['written'];
    const watched: ImportProgress = (doing, rows, of) => {
      if (doing === 'write') written = { rows, of };
      progress(doing, rows, of);
    };
    try {
      return await this.pause.during(() => this.taken(bytes, options, watched, isSure));
    } catch (error) {
      throw problemOf(error).status < 500 ? error : new CutOff(error, written);
    }
  }

  private async taken(bytes: Buffer, options: ImportOptions, progress: ImportProgress, isSure?: IsSure): Promise<ImportReport> {
    const report = isEventFile(bytes, options.name)
      ? await this.events(bytes, options, progress, isSure)
      : await this.spreadsheet.run(bytes, options, progress, isSure);
    if (report.written) await this.readModels.caughtUp(PATIENCE);
    return report;
  }

  /**
   * Every row is tried before any is written, so that a dry run says what the run would; only where bad rows are set aside anyway and nobody is asked, the
   * good ones are written as they come.
   */
  private async events(bytes: Buffer, options: ImportOptions, progress: ImportProgress, isSure?: IsSure): Promise<EventFileReport> {
    const { name, language = 'en', hints, dryRun, setAside } = options;
    const words = hinted(language, hints);
    const file = await readEventRows(bytes, name, language);
    if (this.clock.kind === 'system' && saysRecordedOn(file)) throw refusedFile(words, 'RECORDED_ON');
    const { orders, bad } = ordersOf(file.rows, name, words);
    const stage = { store: this.store, clock: this.clock, readModels: this.readModels };
    const there = { gateway: this.gateway, clock: this.clock, store: this.store };
    const tried =
      dryRun || !setAside || isSure ? await this.given(orders, await rehearsal(stage), options, told(progress, 'check')) : undefined;
    const mayWrite = !dryRun && (setAside === true || (!bad.length && !tried?.refused.length));
    const written = mayWrite && (!isSure || !tried?.warnings.length || (await isSure(tried.warnings)));
    if (written) await this.lookAtPolicies(orders);
    const { given, unchanged, refused, warnings, events } =
      (written ? undefined : tried) ?? (await this.given(orders, there, options, told(progress, 'write')));
    const faults = [...bad.flatMap((each) => each.faults), ...refused.map(faultOf)].sort((a, b) => a.line - b.line);
    const aside = asideOf(file, [
      ...bad.map(({ read, faults: [first] }) => ({ read, code: first?.code ?? '' })),
      ...refused.map(({ order: { read }, code }) => ({ read, code })),
    ]);
    return {
      ...{ kind: 'events', rows: file.rows.length, good: given - unchanged - refused.length, unchanged, changed: [], faults },
      ...{ warnings: warnings.sort((a, b) => a.line - b.line), written },
      ...{ events: written ? events : 0, asideAs: file.form, ...(aside !== undefined && { aside }) },
    };
  }

  /** An import decides on the policies as they stand when it begins to write. */
  private async lookAtPolicies(orders: readonly ImportOrder[]): Promise<void> {
    const homes = orders.filter(({ kind }) => kind === 'unit');
    for (const municipality of new Set(homes.map(({ target }) => municipalityOf(target)))) await this.contexts.policies(municipality);
  }

  private async given(
    orders: readonly ImportOrder[],
    into: { gateway: CommandGateway; clock: Clock; store: EventStore },
    { language }: ImportOptions,
    progress: (done: number, of: number) => void,
  ): Promise<ImportResult> {
    const before = await this.store.head();
    const isNew = (position: string | null) =>
      position !== null && (before === undefined || into.store.comparePositions(position, before) > 0);
    const rents = (await this.rents.now()) ?? new Map();
    progress(0, orders.length);
    return runImport(orders, { ...into, isNew, rents, language }, (done) => progress(done, orders.length));
  }
}

const told = (progress: ImportProgress, doing: 'check' | 'write') => (done: number, of: number) => progress(doing, done, of);

function faultOf({ order, code, detail, field }: ImportResult['refused'][number]): Fault {
  const column = field === undefined ? '-' : columnOf(order.read, field);
  return { line: order.line, column, code, reason: callingIt(detail, field ?? '', column) };
}
