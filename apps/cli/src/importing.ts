import type { INestApplicationContext } from '@nestjs/common';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isFileName, MUNICIPALITY_ID } from '@relet/domain';
import { isServer, openStore } from '@relet/event-store';
import { checked, Clock, storeInfoOf, type ProblemDocument, type Settings } from '@relet/platform';
import {
  COLUMN_NAMES,
  columnNamed,
  headerOf,
  ImportQuery,
  Imports,
  type Column,
  type Mapping,
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  type IsSure,
} from '@relet/reletting';
import { rowsIn, WORDS, type Language } from '@relet/words';
import { actingAs } from './acting.js';
import { isSure, tellWarnings, type Sure } from './asking.js';
import { exitOf, mustBeThere, tell } from './telling.js';
import { clockIn, reading, serverOf, settingsOf, unlessWritten, writing, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, progressBar, put, putJson, say } from './output.js';
import { askThere } from './there.js';
import { mustBePlain } from './plain-file.js';
import { UsageError } from './usage.js';

interface ImportFlags extends Common, Sure {
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
  now?: string;
}

/** `relet import`: checks every row before any is written. It goes to the running server, or opens the store when none runs. */
export async function importFile(file: string, asked: ImportFlags): Promise<number> {
  const settings = settingsOf(asked, clockIn(asked));
  const { token } = await actingAs('import', asked, 'operator', settings);
  mustBeThere(file);
  const bytes = readFileSync(file);
  const options = optionsOf(file, asked, settings);
  const server = serverOf(settings);
  const there = server === undefined ? undefined : await importSurely({ server, token }, bytes, options, asked);
  const how = { sure: ((warnings) => isSure(warnings, asked)) satisfies IsSure, now: asked.now };
  const report = there ?? (await (asked.dryRun ? tryHere(asked, bytes, options) : importHere(settings, bytes, options, how)));
  if (typeof report === 'number') return report;
  if (isUnsure(report, asked)) {
    if (asked.json) putJson(report);
    return EXIT.usage;
  }
  if (asked.map?.length && report.written) remember(settings, options.mapping ?? {});
  if (asked.dryRun) tellWarnings(report.warnings, asked);
  if (asked.json) putJson(report);
  else sayReport(report, options);
  if (report.written && report.aside) putAside(file, report, languageOf(asked));
  return report.faults.length || report.changed.length ? EXIT.conflict : EXIT.ok;
}

/** Nothing was written although it could have been: whoever was asked was not sure. */
function isUnsure({ written, faults, warnings }: ImportReport, { dryRun, setAside }: ImportFlags): boolean {
  return !written && !dryRun && warnings.length > 0 && (!faults.length || setAside === true);
}

/** The running server, and by which token it is asked. */
interface ImportPlace {
  server: string;
  token: string | undefined;
}

/** Imports through the running server once whoever imports is sure; else the answer of the trial. */
async function importSurely(
  server: ImportPlace,
  bytes: Buffer,
  options: ImportOptions,
  asked: ImportFlags,
): ReturnType<typeof importThere> {
  if (!asked.dryRun) {
    const trial = await importThere(server, bytes, { ...options, dryRun: true }, asked);
    if (trial === undefined || typeof trial === 'number') return trial;
    const mayWrite = !trial.faults.length || asked.setAside === true;
    if (!mayWrite || !(await isSure(trial.warnings, asked))) return trial;
  }
  return importThere(server, bytes, options, asked);
}

function optionsOf(file: string, asked: ImportFlags, settings: Settings): ImportOptions {
  const { dryRun, setAside, correct, since, occupied, vacant, municipality, headerRow, sheet, map = [] } = asked;
  if (!isFileName(basename(file))) throw new UsageError((usage) => usage.fileNameNeeded());
  if (setAside) for (const each of Object.values(asidesOf(file))) mustBePlain(each);
  if (occupied && vacant) throw new UsageError((usage) => usage.livedInOrEmpty());
  if (headerRow !== undefined && !/^[1-9]\d{0,6}$/.test(headerRow)) throw new UsageError((usage) => usage.lineNeeded());
  if (municipality !== undefined && !MUNICIPALITY_ID.test(municipality)) throw new UsageError((usage) => usage.municipalityNeeded());
  const mapping = { ...remembered(settings), ...Object.fromEntries(map.map(pairOf)) };
  checked(ImportQuery, { ...(since && { since }), ...(sheet && { sheet }) });
  return {
    name: basename(file),
    language: languageOf(asked),
    hints: 'options',
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
    throw new UsageError((usage) => usage.mapNeeded(COLUMN_NAMES.map((name) => `${headerOf(name)} (${name})`).join(', ')));
  return [pair.slice(0, at), column];
}

const memoryOf = ({ store }: Settings) => `${isServer(store) ? 'data/relet' : store}.import.json`;

function remembered(settings: Settings): Mapping {
  const memory = memoryOf(settings);
  return existsSync(memory) ? (JSON.parse(readFileSync(memory, 'utf8')) as { mapping: Mapping }).mapping : {};
}

function remember(settings: Settings, mapping: Mapping): void {
  mkdirSync(dirname(memoryOf(settings)), { recursive: true });
  writeFileSync(memoryOf(settings), `${JSON.stringify({ mapping }, null, 2)}\n`);
}

/** What is there and cannot be read is refused: a trial on an empty store in its place would say that nothing is known. */
async function hasEvents(store: string): Promise<boolean> {
  if (!isServer(store) && !existsSync(store)) return false;
  const opened = await openStore(store, { readOnly: true });
  try {
    // A server has a head although nobody has written to it: its own events.
    return (await storeInfoOf(opened)) !== undefined;
  } finally {
    await opened.close();
  }
}

/** Runs an import without writing: on the store, read beside the process that writes, or on a temporary empty store when there is none yet. */
async function tryHere(asked: ImportFlags, bytes: Buffer, options: ImportOptions): Promise<ImportReport> {
  const run = (house: INestApplicationContext) => importIn(house, bytes, options, { now: asked.now });
  if (await hasEvents(settingsOf(asked).store)) return reading(asked, ['reletting'], run);
  const folder = mkdtempSync(join(tmpdir(), 'relet-try-'));
  try {
    return await writing(settingsOf({ ...asked, store: join(folder, 'try.db') }, clockIn(asked)), run);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whom to ask whether what is unlikely is so, and the day that a manual clock is set to. */
interface How {
  sure?: IsSure;
  now?: string | undefined;
}

function importIn(house: INestApplicationContext, bytes: Buffer, options: ImportOptions, { sure, now }: How): Promise<ImportReport> {
  if (now !== undefined) house.get(Clock).set(now);
  return house.get(Imports).run(bytes, options, progressBars(options.language), sure);
}

/** Imports in this process. A store that was made for the import is removed again when nothing was written. */
export async function importHere(settings: Settings, bytes: Buffer, options: ImportOptions, how: How = {}): Promise<ImportReport> {
  let isWritten = false;
  const act = async () => {
    const report = await writing(settings, (house) => importIn(house, bytes, options, how));
    isWritten = report.written;
    return report;
  };
  return unlessWritten(settings, act, () => isWritten);
}

/** Imports through the running server. Answers undefined when the server does not answer, and an exit code when it refuses. */
async function importThere(
  { server, token }: ImportPlace,
  bytes: Buffer,
  { mapping, language = 'en', ...options }: ImportOptions,
  asked: ImportFlags,
): Promise<ImportReport | number | undefined> {
  const query = new URLSearchParams(Object.entries(options).map(([name, value]): [string, string] => [name, String(value)]));
  if (mapping) query.set('mapping', JSON.stringify(mapping));
  const headers = {
    ...{ ...(token !== undefined && { authorization: `Bearer ${token}` }), 'content-type': 'text/csv', 'accept-language': language },
    ...(asked.now !== undefined && { 'relet-now': asked.now }),
  };
  const progress = progressBars(language);
  const response = await askThere(
    `${server}/v1/imports?${query.toString()}`,
    { method: 'POST', headers, body: new Uint8Array(bytes) },
    (why) => say(WORDS[language].commandLine.done.unreached(server, why)),
  );
  if (!response) return undefined;
  if (!response.ok) return refused((await response.json()) as ProblemDocument, asked);
  for await (const line of linesOf(response)) {
    if ('report' in line) return line.report;
    if ('problem' in line) return refused(line.problem, asked);
    progress(line.doing, line.rows, line.of);
  }
  // The last line never came.
  say(WORDS[language].commandLine.importing.stopped);
  return EXIT.down;
}

function refused(problem: ProblemDocument, asked: ImportFlags): number {
  tell(problem, asked.json, languageOf(asked));
  return exitOf(problem);
}

type Line = { doing: 'check' | 'write'; rows: number; of: number } | { report: ImportReport } | { problem: ProblemDocument };

async function* linesOf(response: Response): AsyncGenerator<Line> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of untilCut(response.body ?? [])) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Line;
  }
}

/** What came until the connection was cut: an answer that ends too early and one that is cut off are the same. */
async function* untilCut(body: AsyncIterable<Uint8Array> | readonly never[]): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    return;
  }
}

function progressBars(language: Language = 'en'): ImportProgress {
  const bars = new Map<string, (done: number) => void>();
  return (doing, rows, of) => {
    const bar = bars.get(doing) ?? progressBar(doing, of, language);
    bars.set(doing, bar);
    bar(rows);
  };
}

function sayReport(report: ImportReport, { dryRun, setAside, since, language = 'en' }: ImportOptions): void {
  const { importing: words } = WORDS[language].commandLine;
  for (const { line, column, code, reason } of [...report.faults, ...report.changed]) put(`${words.line(line, column)} ${code} ${reason}`);
  const rowsOf = (faults: readonly { line: number }[]) => new Set(faults.map(({ line }) => line)).size;
  const [bad, changed] = [rowsOf(report.faults), rowsOf(report.changed)];
  const what = report.kind === 'relettings' ? words.what.relettings(report.rows, report.homes) : words.what[report.kind](report.rows);
  const more = [
    ...(report.kind === 'relettings' ? [words.grown(report.grown)] : []),
    ...(report.kind !== 'events' && report.corrected ? [words.corrected(report.corrected)] : []),
  ];
  const counted = [words.good(report.good), ...more, words.known(report.unchanged), words.changed(changed), words.bad(bad)];
  put(`${what}: ${counted.join(', ')}`);
  if (report.kind !== 'events') saySheet(report, language);
  if (dryRun && report.kind !== 'events') {
    sayNamed(report.named, language);
    sayFilledIn(report.filledIn, language);
  }
  if (report.written) put(words.written(report.events));
  else say(dryRun ? words.dryRun : words.nothing);
  if (report.kind === 'relettings' && setAside && bad && report.since && !since) say(words.sayS(report.since));
}

type SheetReport = Exclude<ImportReport, { kind: 'events' }>;

/** Where the rows were found, what was passed over, and which homes are new. */
function saySheet(report: SheetReport, language: Language): void {
  const { commandLine, importing, date } = WORDS[language];
  const { importing: words } = commandLine;
  const { columns } = importing;
  const {
    registered,
    undescribed,
    since,
    headerLines,
    sheet,
    otherSheets = [],
    unknownHeaders,
    passedOver,
    unheaded,
    hiddenLines,
    hiddenColumns,
  } = report;
  if (sheet !== undefined) say(words.sheet(sheet, otherSheets.join(', ')));
  if (headerLines.join() !== '1') say(words.headers(headerLines));
  for (const [why, all] of Map.groupBy(passedOver, (each) => each.why)) say(words.passedOver[why](linesSaid(all, language), rowsIn(all)));
  if (hiddenLines.length)
    say(
      words.hiddenLines(
        linesSaid(
          hiddenLines.map((line) => ({ line })),
          language,
        ),
      ),
    );
  if (hiddenColumns.length) say(words.hiddenColumns(hiddenColumns.join(', ')));
  for (const { column, cells } of unheaded) say(words.unheaded(column, cells));
  if (registered) put(words.registered(registered, since === undefined ? '' : date(since), report.kind !== 'homes'));
  for (const [column, homes] of Object.entries(undescribed) as [keyof typeof words.fallbacks, number][])
    if (homes) say(words.undescribed(homes, columns[column], words.fallbacks[column]));
  for (const { header, nearest = '' } of unknownHeaders) say(words.unknownHeader(header, nearest));
}

/** As many homes as people read. */
const SOME = 10;

/** Which ids homes get that are written otherwise. */
function sayNamed(named: SheetReport['named'], language: Language): void {
  const { named: becomes, moreNamed } = WORDS[language].commandLine.importing;
  for (const { line, written, unit } of named.slice(0, SOME)) say(becomes(line, written, unit));
  if (named.length > SOME) say(moreNamed(named.length - SOME));
}

/** Which days are recorded that the file does not say. */
function sayFilledIn(filledIn: SheetReport['filledIn'], language: Language): void {
  const { importing } = WORDS[language].commandLine;
  if (filledIn.length) say(importing.notInFile);
  for (const [what, all] of Map.groupBy(filledIn, (each) => each.what)) {
    say(importing.filledIn[what](all.length, linesSaid(all, language)));
  }
}

/** The first lines of some. */
function linesSaid(all: readonly { line: number; to?: number }[], language: Language): string {
  const lines = all.slice(0, SOME).map(({ line, to }) => (to === undefined ? line : `${line}-${to}`));
  return WORDS[language].commandLine.importing.linesSaid(lines.join(', '), all.length > SOME);
}

/** Where bad rows of each kind of file are set aside. */
function asidesOf(file: string): Record<'sheet' | 'csv' | 'ndjson', string> {
  const bare = file.replace(/\.(csv|xlsx|ods)$/i, '');
  return { sheet: `${bare}.bad.csv`, csv: `${bare}.rejected.csv`, ndjson: `${file}.rejected.ndjson` };
}

function putAside(file: string, report: ImportReport, language: Language): void {
  const path = asidesOf(file)[report.kind === 'events' ? report.asideAs : 'sheet'];
  writeFileSync(path, report.aside ?? '');
  say(WORDS[language].commandLine.importing.aside(path));
}
