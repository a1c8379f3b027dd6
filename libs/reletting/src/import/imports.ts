import { Inject, Injectable } from '@nestjs/common';
import { Clock, EVENT_STORE, ReadModels } from '@relet/platform';
import type { EventStore } from '@relet/event-store';
import { CommandGateway } from '../gateway.js';
import { Pause } from '../by-itself/pause.js';
import { ordersOf } from './event-file/orders.js';
import { isEventFile, readRows } from './event-file/rows.js';
import { runImport } from './event-file/run.js';
import type { EventFileReport, Fault, ImportReport } from './imports.answers.js';
import { SpreadsheetImport, type SpreadsheetOptions } from './spreadsheet/spreadsheet-import.js';

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
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Throws NotAFile when there are no rows to be read; what is wrong with rows is told in the report. */
  run(bytes: Buffer, options: ImportOptions, progress: ImportProgress = () => undefined): Promise<ImportReport> {
    return this.pause.during(async () => {
      const report = isEventFile(bytes)
        ? await this.events(bytes, options, progress)
        : { kind: 'relettings' as const, ...(await this.spreadsheet.run(bytes, options, progress)) };
      const head = report.written ? await this.store.head() : undefined;
      if (head) await this.readModels.reached(head, 120_000);
      return report;
    });
  }

  private async events(bytes: Buffer, { name, dryRun, language }: ImportOptions, progress: ImportProgress): Promise<EventFileReport> {
    const { orders, bad } = ordersOf(readRows(bytes), name);
    const faults = bad.map(({ line, column, reason }): Fault => ({ line, column, code: 'MALFORMED', reason }));
    const report: EventFileReport = {
      ...{ kind: 'events', rows: orders.length + new Set(bad.map(({ line }) => line)).size, good: orders.length },
      ...{ unchanged: 0, events: 0, changed: [], faults, written: false },
    };
    if (bad.length || dryRun) return report;
    const before = await this.store.head();
    const isNew = (position: string | null) =>
      position !== null && (before === undefined || this.store.comparePositions(position, before) > 0);
    const into = { gateway: this.gateway, clock: this.clock, isNew, language };
    const { events, unchanged, refused } = await runImport(orders, into, (done) => progress('write', done, orders.length));
    const aside = refused.map(({ order, code }) => JSON.stringify({ ...order.cells, refused: code })).join('\n');
    return {
      ...{ ...report, good: orders.length - refused.length, events, unchanged, written: true },
      faults: refused.map(({ order, code, detail }): Fault => ({ line: order.line, column: '-', code, reason: detail })),
      ...(aside && { aside: `${aside}\n` }),
    };
  }
}
