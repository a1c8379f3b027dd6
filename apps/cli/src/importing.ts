import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isCivilDate, isFileName, MUNICIPALITY_ID } from '@relet/domain';
import { isServer, openStore, removeDatabase, StoreError } from '@relet/event-store';
import { removeReadModel, type ProblemDocument, storeInfoOf, type Settings } from '@relet/platform';
import {
  COLUMN_NAMES,
  columnNamed,
  headerOf,
  Imports,
  type Column,
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
} from '@relet/reletting';
import { clockIn, reading, serverOf, settingsOf, UsageError, writing, type Common } from './house.js';
import { EXIT, progressBar, put, putJson, say } from './output.js';
import { exitOf, tell } from './writing.js';

interface ImportFlags extends Common {
  dryRun?: boolean;
  setAside?: boolean;
  correct?: boolean;
  since?: string;
  occupied?: boolean;
  vacant?: boolean;
  municipality?: string;
  headerRow?: string;
  sheet?: string;
  map?: string[];
  clock?: string;
}

/** `relet import`: checks every row before any is written. It goes to the running server, or opens the store when none runs. */
export async function importFile(file: string, asked: ImportFlags): Promise<number> {
  const bytes = readFileSync(file);
  const settings = settingsOf(asked, clockIn(asked));
  const options = optionsOf(file, asked, settings);
  const server = serverOf(settings);
  const there = server === undefined ? undefined : await importThere(server, bytes, options, progressBars());
  const report = there ?? (await (asked.dryRun ? tryHere(asked, bytes, options) : importHere(settings, bytes, options)));
  if (typeof report === 'number') return report;
  if (asked.map?.length && report.written) remember(settings, options.mapping ?? {});
  if (asked.json) putJson(report);
  else sayReport(report, options);
  if (report.written && report.aside) putAside(file, report);
  return report.faults.length || report.changed.length ? EXIT.conflict : EXIT.ok;
}

function optionsOf(file: string, asked: ImportFlags, settings: Settings): ImportOptions {
  const { dryRun, setAside, correct, since, occupied, vacant, municipality, headerRow, sheet, map = [] } = asked;
  if (since !== undefined && !isCivilDate(since)) throw new UsageError('--since takes a day YYYY-MM-DD.');
  if (!isFileName(basename(file)))
    throw new UsageError('The name of the file holds a personal number, or is no text on one line: give it another.');
  if (occupied && vacant)
    throw new UsageError('People live in the homes (--occupied), or they stand empty (--vacant): say one of the two.');
  if (headerRow !== undefined && !/^[1-9]\d{0,6}$/.test(headerRow)) throw new UsageError('--header-row takes the number of a line.');
  if (municipality !== undefined && !MUNICIPALITY_ID.test(municipality))
    throw new UsageError('--municipality takes the id of a municipality: small letters, digits and underscores.');
  const mapping = { ...remembered(settings), ...Object.fromEntries(map.map(pairOf)) };
  return {
    name: basename(file),
    ...(dryRun && { dryRun }),
    ...(setAside && { setAside }),
    ...(correct && { correct }),
    ...(since && { since }),
    ...(occupied && { occupied }),
    ...(vacant && { vacant }),
    ...(municipality && { municipality }),
    ...(headerRow && { headerRow: Number(headerRow) }),
    ...(sheet && { sheet }),
    ...(Object.keys(mapping).length && { mapping }),
  };
}

/** A header and the column it means; the column may be named in Danish or English. */
function pairOf(pair: string): [string, Column] {
  const at = pair.lastIndexOf('=');
  const column = columnNamed(pair.slice(at + 1));
  if (at < 1 || !column)
    throw new UsageError(
      `--map takes "header=column"; the columns are ${COLUMN_NAMES.map((name) => `${headerOf(name)} (${name})`).join(', ')}.`,
    );
  return [pair.slice(0, at), column];
}

const memoryOf = ({ store }: Settings) => `${isServer(store) ? 'data/relet' : store}.import.json`;

function remembered(settings: Settings): Record<string, Column> {
  const memory = memoryOf(settings);
  return existsSync(memory) ? (JSON.parse(readFileSync(memory, 'utf8')) as { mapping: Record<string, Column> }).mapping : {};
}

function remember(settings: Settings, mapping: Record<string, Column>): void {
  writeFileSync(memoryOf(settings), `${JSON.stringify({ mapping }, null, 2)}\n`);
}

async function hasEvents(store: string): Promise<boolean> {
  try {
    const opened = await openStore(store, { readOnly: true });
    // A server has a head although nobody has written to it: its own events.
    const info = await storeInfoOf(opened);
    await opened.close();
    return info !== undefined;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'STORE_UNAVAILABLE') return false;
    throw error;
  }
}

/** Runs an import without writing: on the store, read beside the process that writes, or on a temporary empty store when there is none yet. */
async function tryHere(asked: ImportFlags, bytes: Buffer, options: ImportOptions): Promise<ImportReport> {
  const run = (house: { get(of: typeof Imports): Imports }) => house.get(Imports).run(bytes, options, progressBars());
  if (await hasEvents(settingsOf(asked).store)) return reading(asked, ['reletting'], run);
  const folder = mkdtempSync(join(tmpdir(), 'relet-try-'));
  try {
    return await writing(settingsOf({ ...asked, store: join(folder, 'try.db') }, clockIn(asked)), run);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Imports in this process. A store that was made for the import is removed again when nothing was written. */
export async function importHere(settings: Settings, bytes: Buffer, options: ImportOptions): Promise<ImportReport> {
  const madeForIt = !isServer(settings.store) && !existsSync(settings.store);
  let written = false;
  try {
    const report = await writing(settings, (house) => house.get(Imports).run(bytes, options, progressBars()));
    ({ written } = report);
    return report;
  } finally {
    if (madeForIt && !written) {
      removeDatabase(settings.store);
      rmSync(`${settings.store}.lock`, { force: true });
      removeReadModel(settings.readModel);
    }
  }
}

/** Imports through the running server. Answers undefined when the server does not answer, and an exit code when it refuses. */
async function importThere(
  server: string,
  bytes: Buffer,
  { mapping, ...options }: ImportOptions,
  progress: ImportProgress,
): Promise<ImportReport | number | undefined> {
  const query = new URLSearchParams(Object.entries(options).map(([name, value]): [string, string] => [name, String(value)]));
  if (mapping) query.set('mapping', JSON.stringify(mapping));
  const headers = { authorization: 'Bearer demo-operator', 'content-type': 'text/csv' };
  const response = await fetch(`${server}/v1/imports?${query.toString()}`, { method: 'POST', headers, body: new Uint8Array(bytes) }).catch(
    () => undefined,
  );
  if (!response) return undefined;
  if (!response.ok) return refused((await response.json()) as ProblemDocument);
  for await (const line of linesOf(response)) {
    if ('report' in line) return line.report;
    if ('problem' in line) return refused(line.problem);
    progress(line.doing, line.rows, line.of);
  }
  throw new Error('The server stopped in the middle of the import: run it again, what was written is not written twice.');
}

function refused(problem: ProblemDocument): number {
  tell(problem, false);
  return exitOf(problem.status);
}

type Line = { doing: 'check' | 'write'; rows: number; of: number } | { report: ImportReport } | { problem: ProblemDocument };

async function* linesOf(response: Response): AsyncGenerator<Line> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Line;
  }
}

function progressBars(): ImportProgress {
  const bars = new Map<string, (done: number) => void>();
  return (doing, rows, of) => {
    const bar = bars.get(doing) ?? progressBar(doing, of);
    bars.set(doing, bar);
    bar(rows);
  };
}

function sayReport(report: ImportReport, { dryRun, setAside, since }: ImportOptions): void {
  for (const { line, column, code, reason } of [...report.faults, ...report.changed])
    put(`line ${line}${column === '-' ? '' : `, ${column}`}: ${code} ${reason}`);
  const rowsOf = (faults: readonly { line: number }[]) => new Set(faults.map(({ line }) => line)).size;
  const [bad, changed] = [rowsOf(report.faults), rowsOf(report.changed)];
  const what = { events: 'commands', homes: 'homes', relettings: `re-lettings of ${'homes' in report ? report.homes : 0} homes` }[
    report.kind
  ];
  const more =
    report.kind === 'relettings' ? [`${report.grown} grown`, ...(report.corrected ? [`${report.corrected} corrected`] : [])] : [];
  put(
    `${report.rows} ${what}: ${[`${report.good} new and well`, ...more, `${report.unchanged} known`, `${changed} changed since`, `${bad} bad`].join(', ')}`,
  );
  if (report.kind !== 'events') saySheet(report);
  if (report.written) put(`${report.events} events written.`);
  else if (dryRun) say('A dry run: nothing was written.');
  else say(`Nothing was written. Mend the file, or take the good rows now with --set-aside.`);
  if (report.kind === 'relettings' && setAside && bad && report.since && !since)
    say(`When you import the mended rows, say --since ${report.since}, so that all homes begin on one day.`);
}

type SheetReport = Exclude<ImportReport, { kind: 'events' }>;

/** Where the rows were found, what was passed over, and which homes are new. */
function saySheet(report: SheetReport): void {
  const { registered, undescribed, since, headerLines, sheet, otherSheets = [], unknownHeaders, passedOver } = report;
  if (sheet !== undefined)
    say(`The sheet "${sheet}" was read${otherSheets.length ? `; passed over: ${otherSheets.join(', ')}. --sheet takes another` : ''}.`);
  if (headerLines.join() !== '1') say(`The headers stand in line ${headerLines.join(' and ')}.`);
  for (const { line, why } of passedOver) say(`Line ${line} was passed over: ${why === 'total' ? 'a total' : 'the headers once more'}.`);
  if (registered) put(`${registered} homes not known before, ${report.kind === 'homes' ? 'known' : 'lived in'} since ${since}`);
  for (const [column, homes] of Object.entries(undescribed))
    if (homes)
      say(
        `  ${homes} of them without ${column}: taken as ${{ kind: 'plejebolig', building: 'Ukendt plejecenter', rent: '0 kroner' }[column]}`,
      );
  for (const { header, nearest } of unknownHeaders)
    say(
      `The column "${header}" means nothing here and was passed over${nearest ? `; it is perhaps ${nearest}` : ''}: --map "${header}=${nearest ?? 'column'}" gives it a meaning.`,
    );
}

function putAside(file: string, report: ImportReport): void {
  const bare = file.replace(/\.(csv|xlsx|ods)$/i, '');
  const path = report.kind !== 'events' ? `${bare}.bad.csv` : report.asideAs === 'csv' ? `${bare}.rejected.csv` : `${file}.rejected.ndjson`;
  writeFileSync(path, report.aside ?? '');
  say(`The bad rows are in ${path}: mend them there and import that file.`);
}
