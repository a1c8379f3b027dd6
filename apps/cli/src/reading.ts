import { readFileSync, writeFileSync } from 'node:fs';
import { lowerCased, UUID } from '@relet/domain';
import { leafText, leavesFrom } from '@relet/event-store';
import { Archive, DifferenceQuery, KnownQuery, PointQuery, type TimelineEvent, type Told } from '@relet/history';
import { checked, Projector, ReadModels, type StreamKind } from '@relet/platform';
import { principalOf, reading, settingsOf, UsageError, writing, type Common } from './house.js';
import { EXIT, progressBar, put, putJson, say, sayTrust, table } from './output.js';

export interface Times {
  asOf?: string;
  knownAt?: string;
}

/** What an id names: a pseudonym is a citizen's, an id with a dot a home's, any other a municipality's. */
function kindOfId(id: string): StreamKind {
  return UUID.test(id) ? 'citizen' : id.includes('.') ? 'unit' : 'policy';
}

const FIELD = { unit: 'unit', citizen: 'citizen', policy: 'municipality' } as const;

/** `relet history ID`: the timeline of a home, citizen or policy with actors and both times. */
export async function history(named: string, options: Common & Times): Promise<number> {
  const [id, principal] = [lowerCased(named), principalOf(options, 'auditor')];
  const [kind, query] = [kindOfId(id), checked(KnownQuery, timesOf(options))];
  return reading(options, ['history'], async (house) => {
    const { events, ...told } = await house.get(Archive).timeline(kind, id, principal, query);
    if (options.json) putJson({ [FIELD[kind]]: id, events, ...told });
    else put(table(['effective', 'recorded', 'event', 'actor', 'standing', 'content', 'id'], events.map(rowOf)));
    if (!events.length) say('No policy has been agreed: the defaults hold.');
    sayTrust(told);
    return EXIT.ok;
  });
}

const rowOf = ({ id, type, effective, recordedAt, actor, standing, now, payload }: TimelineEvent) => [
  now && now.effective !== effective ? `${now.effective} (was ${effective})` : effective,
  recordedAt,
  type,
  actor,
  standing,
  contentOf(payload),
  id,
];
const contentOf = (payload: object) =>
  Object.entries(payload)
    .map(([field, value]) => `${field}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' ');

/** `relet replay ID`: what each event changed, as NDJSON or for people. */
export async function replay(named: string, options: Common & Times): Promise<number> {
  const [id, principal] = [lowerCased(named), principalOf(options, 'auditor')];
  const query = checked(KnownQuery, timesOf(options));
  return reading(options, ['history'], async (house) => {
    const { steps, ...told } = await house.get(Archive).replay(kindOfId(id), id, principal, query);
    for (const step of steps) {
      if (options.json) put(JSON.stringify(stepFor(step)));
      else putStep(step);
    }
    if (!steps.length) say('No policy has been agreed: the defaults hold.');
    sayTrust(told);
    return EXIT.ok;
  });
}

/** A home's step tells where the home then stood. */
function stepFor({ event, state, changes }: Told<StreamKind>): object {
  return 'stage' in state ? { event, stage: state.stage, letting: state.letting, changes } : { event, changes };
}

function putStep({ event, state, changes }: Told<StreamKind>): void {
  put(
    `#${event.revision} ${event.type}  true on ${event.effective}, recorded ${event.recordedAt} by ${event.actor} (${event.party} ${event.role})`,
  );
  if ('stage' in state) put(`   then ${state.stage}, letting ${state.letting}`);
  for (const { field, from, to } of changes) put(`   ${field}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`);
}

/** `relet state ID`: how a home, citizen or policy stood at a point in both times. */
export async function state(named: string, options: Common & Times): Promise<number> {
  const [id, principal] = [lowerCased(named), principalOf(options, 'auditor')];
  const [kind, query] = [kindOfId(id), checked(PointQuery, timesOf(options))];
  return reading(options, ['history'], async (house) => {
    const archive = house.get(Archive);
    const point = archive.point(query);
    const told = await archive.state(kind, id, point, principal);
    putJson({ [FIELD[kind]]: id, ...point, ...told });
    sayTrust(told);
    return EXIT.ok;
  });
}

/** `relet portfolio`: every home's state. */
export async function portfolio(options: Common & Times): Promise<number> {
  const principal = principalOf(options, 'auditor');
  const query = checked(PointQuery, timesOf(options));
  return reading(options, ['history'], async (house) => {
    const archive = house.get(Archive);
    const point = archive.point(query);
    const { homes, ...told } = await archive.portfolio(point, principal);
    if (options.json) putJson({ ...point, ...told, homes: Object.fromEntries(homes) });
    else
      put(
        table(
          ['home', 'stage', 'since', 'letting'],
          [...homes].map(([unit, home]) => [unit, home.stage, home.stageSince, home.letting]),
        ),
      );
    sayTrust(told);
    return EXIT.ok;
  });
}

/** `relet difference`: what differs between two points in both times, and why. */
export async function difference(options: Common & Times & { thenAsOf?: string; thenKnownAt?: string }): Promise<number> {
  const principal = principalOf(options, 'auditor');
  const { thenAsOf, thenKnownAt } = options;
  const then = { ...(thenAsOf !== undefined && { thenAsOf }), ...(thenKnownAt !== undefined && { thenKnownAt }) };
  const query = checked(DifferenceQuery, { ...timesOf(options), ...then });
  return reading(options, ['history'], async (house) => {
    const answer = await house.get(Archive).difference(query, principal);
    if (options.json) {
      putJson(answer);
      return EXIT.ok;
    }
    for (const { unit, changes, events } of answer.homes) {
      put(unit);
      for (const { field, from, to } of changes) put(`   ${field}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`);
      for (const { type, effective, recordedAt, actor } of events) put(`   by ${type} of ${effective}, recorded ${recordedAt} by ${actor}`);
    }
    say(`${answer.homes.length} homes differ.`);
    sayTrust(answer);
    return EXIT.ok;
  });
}

/** The two times that were given. */
export const timesOf = ({ asOf, knownAt }: Times) => ({ ...(asOf !== undefined && { asOf }), ...(knownAt !== undefined && { knownAt }) });

/** `relet verify`: exit 6 when a chain is broken, or when the log lacks what it had when its heads were written down. */
export async function verify(options: Common & { heads?: string; expect?: string }): Promise<number> {
  const expected = options.expect === undefined ? [] : leavesFrom(readFileSync(options.expect, 'utf8'));
  if (!expected || (options.expect !== undefined && !expected.length))
    throw new UsageError('--expect takes a file that `relet verify --heads` has written.');
  return reading(options, ['history'], async (house) => {
    const { leaves, missing, ...found } = await house.get(Archive).verify(expected);
    if (options.json) putJson({ ...found, ...(options.expect !== undefined && { missing }) });
    else {
      for (const { stream, revision, kind } of found.breaks) put(`${stream} revision ${revision}: ${kind}`);
      for (const { stream, revision } of missing) put(`${stream} revision ${revision}: not as it was`);
      put(`store ${found.head.storeId ?? '-'}  root ${found.head.root}`);
    }
    if (options.heads !== undefined && found.ok) writeFileSync(options.heads, leaves.map((leaf) => `${leafText(leaf)}\n`).join(''));
    say(wordsOf(found, missing.length));
    return found.ok ? EXIT.ok : EXIT.broken;
  });
}

function wordsOf(
  { ok, events, streams, breaks }: { ok: boolean; events: number; streams: number; breaks: readonly unknown[] },
  missing: number,
) {
  if (ok) return `${events} events in ${streams} streams: every chain holds.`;
  const lacks = missing ? [`${missing} streams were cut short or written anew since their heads were kept`] : [];
  return `The log has been altered: ${[...(breaks.length ? [`${breaks.length} breaks`] : []), ...lacks].join(', ')}.`;
}

/** `relet rebuild`: makes the read models anew from the log as it is. */
export async function rebuild(options: Common): Promise<number> {
  return writing(settingsOf(options, { logAsItIs: true }), async (house) => {
    const [projector, readModels] = [house.get(Projector), house.get(ReadModels)];
    const { position } = readModels;
    const { events, streams, differs } = await projector.rebuild(progressBar('rebuild', Number(position?.split('/')[0]) || 1));
    putJson({ events, streams, checksum: await readModels.checksum(), ...(differs && { differs }) });
    if (differs) say(`${differs.streams.length} of ${streams} homes, citizens and policies had other rows before.`);
    return EXIT.ok;
  });
}
