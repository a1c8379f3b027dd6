import { Clock, EVENT_STORE, Projector, type ProblemDocument } from '#platform';
import { StoreError, type EventStore } from '#event-store';
import { CommandGateway, Deadlines, ROUTES } from '#reletting';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isCivilDate, UNIT_COMMANDS, CITIZEN_COMMANDS, POLICY_COMMANDS, type CommandName } from '#domain';
import { principalOf, serverOf, settingsOf, UsageError, writing, type Common } from './house.js';
import { ordersOf, type BadRow } from './import/orders.js';
import { readRows } from './import/rows.js';
import { runImport, type ImportResult } from './import/run.js';
import { EXIT, progressBar, put, putJson, say } from './output.js';

/** `relet order`: one command, to the running server or into the store itself. */
export async function order(
  name: string,
  target: string,
  pairs: readonly string[],
  options: Common & { key?: string; now?: string; dryRun?: boolean },
): Promise<number> {
  const fields = fieldsOf(pairs);
  const kind = kindOf(name, fields['on']);
  delete fields['on'];
  const settings = settingsOf(options);
  const principal = principalOf(options, kind === 'citizen' ? 'eksempel' : 'administrator');
  const server = serverOf(settings);
  if (server !== undefined) {
    const answer = await overHttp(server, kind, name, target, fields, principal.id, options);
    if (answer !== undefined) return answer;
  }
  return writing(settings, async (house) => {
    if (options.now) house.get(Clock).set(options.now);
    putJson(
      await house.get(CommandGateway).give(kind, name as CommandName, target, fields, {
        principal,
        ...(options.key && { key: options.key }),
        ...(options.dryRun && { dryRun: true }),
      }),
    );
    return EXIT.ok;
  });
}

/** `relet deadlines run`. */
export async function runDeadlines(options: Common & { now?: string }): Promise<number> {
  return writing(settingsOf(options), async (house) => {
    if (options.now) house.get(Clock).set(options.now);
    putJson(await house.get(Deadlines).run());
    return EXIT.ok;
  });
}

function kindOf(name: string, on: unknown): 'unit' | 'citizen' | 'policy' {
  if (Object.hasOwn(UNIT_COMMANDS, name)) return 'unit';
  if (Object.hasOwn(CITIZEN_COMMANDS, name)) return 'citizen';
  if (Object.hasOwn(POLICY_COMMANDS, name)) return 'policy';
  if (name !== 'CorrectEvent' && name !== 'RetractEvent')
    throw new UsageError(`There is no command ${name.slice(0, 40)}. \`relet order --list\` names them all.`);
  return on === 'citizen' || on === 'policy' ? on : 'unit';
}

/** `field=value`: whole numbers, true, false and JSON are themselves, all else is text. */
function fieldsOf(pairs: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`Fields are written field=value, not ${pair.slice(0, 40)}.`);
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      const json = /^(-?\d{1,15}|true|false|null|[[{].*)$/.test(value);
      try {
        return [name, json ? (JSON.parse(value) as unknown) : value];
      } catch {
        return [name, value];
      }
    }),
  );
}

async function overHttp(
  server: string,
  kind: string,
  name: string,
  target: string,
  fields: Record<string, unknown>,
  token: string,
  { key, now, json }: Common & { key?: string; now?: string },
): Promise<number | undefined> {
  const route = ROUTES.findLast((each) => each.command === name && each.kind === kind);
  const { offerId, ...rest } = fields;
  const inPath = route?.path.includes(':offer') ?? false;
  const path = (route?.path ?? '').replace(/:(unit|citizen|municipality)/, target).replace(':offer', String(offerId));
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    ...(key && { 'idempotency-key': key }),
    ...(now && { 'relet-now': now }),
  };
  let response: Response;
  try {
    response = await fetch(`${server}/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(inPath ? rest : fields) });
  } catch {
    return undefined;
  }
  const body = (await response.json()) as ProblemDocument;
  if (response.ok) putJson(body);
  else tell(body, json);
  return exitOf(response.status);
}

/** Says a problem to people, or as JSON. */
export function tell(problem: ProblemDocument, json: boolean | undefined): void {
  if (json) putJson(problem);
  say(`${problem.code}: ${problem.detail}`);
  for (const { pointer, detail } of problem.errors ?? []) say(`  ${pointer || '/'}: ${detail}`);
  for (const [name, value] of Object.entries(problem.details ?? {})) say(`  ${name}: ${value}`);
}

/** The exit code of an HTTP status. */
export function exitOf(status: number): number {
  if (status < 400) return EXIT.ok;
  if (status === 400) return EXIT.usage;
  if (status === 401 || status === 403) return EXIT.denied;
  if (status === 404) return EXIT.notFound;
  if (status === 409 || status === 412 || status === 422) return EXIT.conflict;
  return status === 500 ? EXIT.failure : EXIT.down;
}

/** `relet import`: every row is checked before any is given; refused rows are set aside. */
export async function importFile(file: string, options: Common & { dryRun?: boolean; yes?: boolean }): Promise<number> {
  const { orders, bad } = ordersOf(readRows(readFileSync(file)), basename(file));
  if (bad.length) {
    sayBad(bad);
    say(`${bad.length} bad cells: nothing was written.`);
    return EXIT.conflict;
  }
  say(`${orders.length} rows are well-formed.`);
  if (options.dryRun) return EXIT.ok;
  const dated = orders.some(({ recordedOn }) => recordedOn !== undefined && isCivilDate(recordedOn));
  const settings = settingsOf(options);
  const clock = dated && !(await hasEvents(settings.store)) ? 'manual' : settings.clock;
  if (clock === 'manual' && settings.clock !== 'manual') say('A new store with a clock that the rows set (recordedOn).');
  const result = await importInto({ ...settings, clock }, orders, progressBar('import', orders.length));
  put(`${result.given} rows given: ${result.events} events, ${result.unchanged} changed nothing, ${result.refused.length} refused`);
  return result.refused.length ? setAside(file, result) : EXIT.ok;
}

async function hasEvents(store: string): Promise<boolean> {
  const { openStore } = await import('#event-store');
  try {
    const opened = await openStore(store, { readOnly: true });
    const head = await opened.head();
    await opened.close();
    return head !== undefined;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'STORE_UNAVAILABLE') return false;
    throw error;
  }
}

/** Gives the orders in a house of their own, and waits until they are visible. */
export function importInto(
  settings: Parameters<typeof writing>[0],
  orders: Parameters<typeof runImport>[0],
  progress: (done: number) => void,
): Promise<ImportResult> {
  return writing(settings, async (house) => {
    const store = house.get<EventStore>(EVENT_STORE);
    const before = await store.head();
    const isNew = (position: string | null) => position !== null && (before === undefined || store.comparePositions(position, before) > 0);
    const result = await runImport(orders, { gateway: house.get(CommandGateway), clock: house.get(Clock), isNew }, progress);
    const { head } = await house.get(Projector).standing();
    if (head) await house.get(Projector).reached(head, 120_000);
    return result;
  });
}

function sayBad(bad: readonly BadRow[]): void {
  for (const { line, column, reason } of bad.slice(0, 200)) say(`line ${line}, ${column}: ${reason}`);
}

function setAside(file: string, { refused }: ImportResult): number {
  for (const { order: row, code, detail } of refused.slice(0, 20)) say(`line ${row.line}: ${code} ${detail}`);
  const aside = `${file}.rejected.ndjson`;
  writeFileSync(aside, refused.map(({ order: row, code }) => JSON.stringify({ ...row.cells, refused: code })).join('\n') + '\n');
  say(`${refused.length} refused rows are in ${aside}.`);
  return EXIT.conflict;
}
