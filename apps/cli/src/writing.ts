import type { INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock, Projector, type ProblemDocument } from '@relet/platform';
import { CommandGateway, Deadlines, kindOf, ROUTES } from '@relet/reletting';
import { isKey, type CommandName } from '@relet/domain';
import { principalOf, serverOf, settingsOf, UsageError, writing, type Common } from './house.js';
import { EXIT, putJson, say } from './output.js';

/** `relet order`: gives one command to the running server, or to the store itself when none runs. */
export async function order(
  name: string,
  target: string,
  pairs: readonly string[],
  options: Common & { key?: string; now?: string; dryRun?: boolean },
): Promise<number> {
  const fields = fieldsOf(pairs);
  const kind = kindNamed(name, fields['on']);
  delete fields['on'];
  const principal = principalOf(options, kind === 'citizen' ? 'eksempel' : 'administrator');
  // A server that ended before it answered may have written the command. Under the same key it can be given again and is still written once.
  const key = options.key ?? randomUUID();
  if (!isKey(key)) throw new UsageError('--key takes 1 to 200 visible characters, without a personal number.');
  const { path, body } = requestOf(kind, name, target, fields);
  const giving = { principal, key, ...(options.dryRun && { dryRun: true }) };
  return ordered(options, path, { ...options, token: principal.id, key, body }, (house) =>
    house.get(CommandGateway).give(kind, name as CommandName, target, fields, giving),
  );
}

/** `relet deadlines run`: expires the offers that have fallen due. */
export const runDeadlines = (options: Common & { now?: string }): Promise<number> =>
  ordered(options, 'deadlines/run', byOperator(options), (house) => house.get(Deadlines).run());

/** `relet repair`: reads the parked streams again and tells which still cannot be read. With `--removals` it ends what citizens who left the list in an earlier version have left open. */
export const repair = (options: Common & { removals?: boolean; now?: string }): Promise<number> =>
  options.removals
    ? ordered(options, 'deadlines/removals', byOperator(options), (house) => house.get(Deadlines).repairRemovals())
    : ordered(options, 'read-models/repair', byOperator(options), async (house) => ({ parked: await house.get(Projector).repair() }));

const byOperator = (options: Common): Posting => ({ ...options, token: principalOf(options, 'operator').id });

/** Orders something of the running server, or does it in the store itself when none runs, and tells the answer. */
async function ordered(
  options: Common,
  path: string,
  posting: Posting,
  act: (house: INestApplicationContext) => Promise<unknown>,
): Promise<number> {
  const settings = settingsOf(options);
  const server = serverOf(settings);
  const answer = server === undefined ? undefined : await posted(server, path, posting);
  if (answer !== undefined) return answer;
  return writing(settings, async (house) => {
    if (posting.now) house.get(Clock).set(posting.now);
    putJson(await act(house));
    return EXIT.ok;
  });
}

function kindNamed(name: string, on: unknown): ReturnType<typeof kindOf> {
  try {
    return kindOf(name, on);
  } catch {
    throw new UsageError(`There is no command ${name.slice(0, 40)}. \`relet order --list\` names them all.`);
  }
}

/** Fields from `field=value`. Whole numbers, true, false and JSON become values, everything else is text. */
function fieldsOf(pairs: readonly string[]): Record<string, unknown> {
  const names = pairs.map((pair) => pair.split('=', 1)[0]);
  const twice = names.find((name, n) => names.indexOf(name) < n);
  if (twice !== undefined) throw new UsageError(`The field ${twice.slice(0, 40)} is given twice.`);
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

/** Where a command goes on a server: path below /v1 and body. */
function requestOf(kind: string, name: string, target: string, fields: Record<string, unknown>): { path: string; body: object } {
  const route = ROUTES.findLast((each) => each.command === name && each.kind === kind);
  const { offerId, ...rest } = fields;
  if (route?.path.includes(':offer') && offerId === undefined) throw new UsageError(`${name} needs offerId=...`);
  const path = (route?.path ?? '')
    .replace(/:(unit|citizen|municipality)/, () => encodeURIComponent(target))
    .replace(':offer', () => encodeURIComponent(String(offerId)));
  return { path, body: route?.path.includes(':offer') ? rest : fields };
}

interface Posting {
  token: string;
  body?: object;
  key?: string;
  now?: string;
  dryRun?: boolean;
  json?: boolean;
}

/** Posts to the running server and says its answer. Undefined when the server does not answer at all. */
async function posted(server: string, path: string, { token, body, key, now, dryRun, json }: Posting): Promise<number | undefined> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body && { 'content-type': 'application/json' }),
    ...(key && { 'idempotency-key': key }),
    ...(now && { 'relet-now': now }),
  };
  const url = `${server}/v1/${path}${dryRun ? '?dryRun=true' : ''}`;
  const response = await fetch(url, { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) }).catch(() => undefined);
  if (!response) return undefined;
  const answer = (await response.json()) as ProblemDocument;
  if (response.ok) putJson(answer);
  else tell(answer, json);
  return exitOf(response.status);
}

/** Says a problem in words for people, or as JSON. */
export function tell(problem: ProblemDocument, json: boolean | undefined): void {
  if (json) putJson(problem);
  say(`${problem.code}: ${problem.detail}`);
  for (const { pointer, detail } of problem.errors ?? []) say(`  ${pointer || '/'}: ${detail}`);
  for (const [name, value] of Object.entries(problem.details ?? {})) say(`  ${name}: ${value}`);
  if (problem.help !== undefined) say(`  ${problem.help}`);
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
