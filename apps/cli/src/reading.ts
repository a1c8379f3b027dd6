import { QueryBus } from '@nestjs/cqrs';
import { Archive, type ReplayStep, type TimelineEvent } from '@relet/history';
import { checked, Projector, ReadModels } from '@relet/platform';
import { AskVacancy, vacancyCsv, VacancyQuery, type VacancyAnswer } from '@relet/vacancy';
import { principalOf, reading, settingsOf, writing, type Common } from './house.js';
import { EXIT, progressBar, put, putJson, say, sayParked, table } from './output.js';

export interface Times {
  asOf?: string;
  knownAt?: string;
}

/** `relet vacancy`: every figure of a period. */
export async function vacancy(options: Common & Record<string, string | boolean | undefined>): Promise<number> {
  const { store, as, json, explain, ...asked } = options;
  const query = checked(VacancyQuery, { ...asked, ...(explain && { explain: 'true' }) });
  const who = { ...(store && { store }), ...(as && { as }) };
  const principal = principalOf(who, 'analyst');
  return reading(who, ['vacancy'], async (house) => {
    const answer = await house.get(QueryBus).execute(new AskVacancy(query, principal));
    if (query.csv) process.stdout.write(vacancyCsv(answer, query.csv, principal.id));
    else if (json || explain) putJson(answer);
    else putFigures(answer);
    sayParked(answer.parked);
    return EXIT.ok;
  });
}

type Exact = VacancyAnswer['groups'][number]['vacancy']['vacancyRate'];

function putFigures({ from, to, asOf, knownAt, provisional, groups }: VacancyAnswer): void {
  put(`${from}..${to}  as of ${asOf}  known at ${knownAt ?? 'now'}${provisional ? ' (provisional)' : ''}`);
  const value = (exact: Exact) => exact && exact.value;
  const percent = (exact: Exact) => exact && Math.round(exact.value * 10_000) / 100;
  const rows = groups.map(({ key, vacancy: v, lettings, offers }) => {
    const { gross } = lettings.all;
    return [
      key,
      v.emptyUnitDays,
      v.availableUnitDays,
      percent(v.vacancyRate),
      lettings.all.lettings,
      value(gross.mean),
      value(gross.median),
      value(gross.p90),
      percent(offers.refusalRate),
      percent(offers.noReplyRate),
      v.tomgang.days,
      v.tomgang.oere / 100,
    ];
  });
  put(
    table(
      [
        'group',
        'empty',
        'available',
        'vacancy %',
        'lettings',
        'mean',
        'median',
        'p90',
        'refused %',
        'no reply %',
        'tomgang days',
        'tomgang kr',
      ],
      rows,
    ),
  );
  const days = (of: 'phases' | 'owners') => {
    const names = [
      ...new Set(
        groups.flatMap(({ vacancy: v }) =>
          Object.entries<number>({ ...v[of] })
            .filter(([, count]) => count)
            .map(([name]) => name),
        ),
      ),
    ];
    if (names.length)
      put(
        `\nempty days by ${of === 'phases' ? 'phase' : 'who holds the ball'}\n${table(
          ['group', ...names],
          groups.map(({ key, vacancy: v }) => [key, ...names.map((name) => (({ ...v[of] }) as Record<string, number>)[name] ?? 0)]),
        )}`,
      );
  };
  days('phases');
  days('owners');
}

/** `relet history UNIT`: the timeline with actors and both times. */
export async function history(unit: string, options: Common): Promise<number> {
  const principal = principalOf(options, 'auditor');
  return reading(options, ['history'], async (house) => {
    const events = await house.get(Archive).timeline(unit, principal);
    if (options.json) putJson({ unit, events });
    else put(table(['effective', 'recorded', 'event', 'actor', 'standing', 'content', 'id'], events.map(rowOf)));
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

/** `relet replay UNIT`: what each event changed, as NDJSON or for people. */
export async function replay(unit: string, options: Common): Promise<number> {
  const principal = principalOf(options, 'auditor');
  return reading(options, ['history'], async (house) => {
    for (const step of await house.get(Archive).replay(unit, principal)) {
      if (options.json) put(JSON.stringify(step));
      else putStep(step);
    }
    return EXIT.ok;
  });
}

function putStep({ event, stage, letting, changes }: ReplayStep): void {
  put(
    `#${event.revision} ${event.type}  true on ${event.effective}, recorded ${event.recordedAt} by ${event.actor} (${event.party} ${event.role})`,
  );
  put(`   then ${stage}, letting ${letting}`);
  for (const { field, from, to } of changes) put(`   ${field}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`);
}

/** `relet state UNIT`: the home's state at a point in both times. */
export async function state(unit: string, options: Common & Times): Promise<number> {
  const principal = principalOf(options, 'auditor');
  return reading(options, ['history'], async (house) => {
    const archive = house.get(Archive);
    const point = archive.point(timesOf(options));
    putJson({ unit, ...point, state: await archive.state(unit, point, principal) });
    return EXIT.ok;
  });
}

/** `relet portfolio`: every home's state. */
export async function portfolio(options: Common & Times): Promise<number> {
  const principal = principalOf(options, 'auditor');
  return reading(options, ['history'], async (house) => {
    const archive = house.get(Archive);
    const point = archive.point(timesOf(options));
    const { homes, parked } = await archive.portfolio(point, principal);
    if (options.json) putJson({ ...point, parked, homes: Object.fromEntries(homes) });
    else
      put(
        table(
          ['home', 'stage', 'since', 'letting'],
          [...homes].map(([unit, home]) => [unit, home.stage, home.stageSince, home.letting]),
        ),
      );
    sayParked(parked);
    return EXIT.ok;
  });
}

/** `relet difference`: what differs between two points in both times, and why. */
export async function difference(options: Common & Times & { thenAsOf?: string; thenKnownAt?: string }): Promise<number> {
  const principal = principalOf(options, 'auditor');
  const { thenAsOf, thenKnownAt } = options;
  return reading(options, ['history'], async (house) => {
    const answer = await house
      .get(Archive)
      .difference({ ...timesOf(options), ...(thenAsOf && { thenAsOf }), ...(thenKnownAt && { thenKnownAt }) }, principal);
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
    sayParked(answer.parked);
    return EXIT.ok;
  });
}

const timesOf = ({ asOf, knownAt }: Times) => ({ ...(asOf && { asOf }), ...(knownAt && { knownAt }) });

/** `relet verify`: exit 6 when a chain is broken. */
export async function verify(options: Common): Promise<number> {
  return reading(options, ['history'], async (house) => {
    const found = await house.get(Archive).verify();
    if (options.json) putJson(found);
    else for (const { stream, revision, kind } of found.breaks) put(`${stream} revision ${revision}: ${kind}`);
    say(
      found.ok
        ? `${found.events} events in ${found.streams} streams: every chain holds.`
        : `The log has been altered: ${found.breaks.length} breaks.`,
    );
    return found.ok ? EXIT.ok : EXIT.broken;
  });
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
