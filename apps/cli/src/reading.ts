import { readFileSync, writeFileSync } from 'node:fs';
import { lowerCased, UUID } from '@relet/domain';
import { leafText, leavesFrom } from '@relet/event-store';
import { Archive, DifferenceQuery, KnownQuery, PointQuery, type Told } from '@relet/history';
import { checked, type StreamKind } from '@relet/platform';
import { WORDS } from '@relet/words';
import { mustBeThere } from './telling.js';
import { readingAs } from './acting.js';
import { putDifference, putState, putStep, rowOf } from './history-lines.js';
import { reading, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, put, putJson, say, sayOfLog, table } from './output.js';
import { mustBePlain } from './plain-file.js';
import { UsageError } from './usage.js';

export interface Times {
  asOf?: string;
  knownAt?: string;
}

/** What an id names: a pseudonym is a citizen's, an id with a dot a home's, any other a municipality's. */
export function kindOfId(id: string): StreamKind {
  return UUID.test(id) ? 'citizen' : id.includes('.') ? 'unit' : 'policy';
}

const FIELD = { unit: 'unit', citizen: 'citizen', policy: 'municipality' } as const;

/** `relet history ID`: the timeline of a home, citizen or policy with actors and both times. */
export async function history(named: string, options: Common & Times): Promise<number> {
  const [id, principal] = [lowerCased(named), await readingAs(options, 'auditor')];
  const [kind, query] = [kindOfId(id), checked(KnownQuery, timesOf(options))];
  const words = WORDS[languageOf(options)];
  return reading(options, ['history'], async (house) => {
    const { events, ...told } = await house.get(Archive).timeline(kind, id, principal, query);
    if (options.json) putJson({ [FIELD[kind]]: id, events, ...told });
    else
      put(
        table(
          words.commandLine.history.head,
          events.map((event) => rowOf(event, words)),
          words,
        ),
      );
    if (!events.length) say(words.commandLine.history.defaults);
    sayOfLog(told, options);
    return EXIT.ok;
  });
}

/** `relet replay ID`: what each event changed, as NDJSON or for people. */
export async function replay(named: string, options: Common & Times): Promise<number> {
  const [id, principal] = [lowerCased(named), await readingAs(options, 'auditor')];
  const query = checked(KnownQuery, timesOf(options));
  const words = WORDS[languageOf(options)];
  return reading(options, ['history'], async (house) => {
    const { steps, ...told } = await house.get(Archive).replay(kindOfId(id), id, principal, query);
    for (const step of steps) {
      if (options.json) put(JSON.stringify(stepFor(step)));
      else putStep(step, words);
    }
    if (!steps.length) say(words.commandLine.history.defaults);
    // Lines of JSON have no place for it.
    sayOfLog(told, { ...options, json: false });
    return EXIT.ok;
  });
}

/** A home's step tells where the home then stood. */
function stepFor({ event, state, changes }: Told<StreamKind>): object {
  return 'stage' in state ? { event, stage: state.stage, letting: state.letting, changes } : { event, changes };
}

/** `relet state ID`: how a home, citizen or policy stood at a point in both times. */
export async function state(named: string, options: Common & Times): Promise<number> {
  const [id, principal] = [lowerCased(named), await readingAs(options, 'auditor')];
  const [kind, query] = [kindOfId(id), checked(PointQuery, timesOf(options))];
  return reading(options, ['history'], async (house) => {
    const archive = house.get(Archive);
    const point = archive.point(query);
    const told = await archive.state(kind, id, point, principal);
    if (options.json) putJson({ [FIELD[kind]]: id, ...point, ...told });
    else putState(id, point, told.state, WORDS[languageOf(options)]);
    sayOfLog({ ...told, ...point }, options);
    return EXIT.ok;
  });
}

/** `relet portfolio`: every home's state. */
export async function portfolio(options: Common & Times): Promise<number> {
  const principal = await readingAs(options, 'auditor');
  const query = checked(PointQuery, timesOf(options));
  const words = WORDS[languageOf(options)];
  return reading(options, ['history'], async (house) => {
    const archive = house.get(Archive);
    const point = archive.point(query);
    const { homes, ...told } = await archive.portfolio(point, principal);
    if (options.json) putJson({ ...point, ...told, homes: Object.fromEntries(homes) });
    else
      put(
        table(
          words.commandLine.history.portfolio,
          [...homes].map(([unit, home]) => [unit, words.stages[home.stage], words.date(home.stageSince), words.lettings[home.letting]]),
          words,
        ),
      );
    sayOfLog({ ...told, ...point }, options);
    return EXIT.ok;
  });
}

/** `relet difference`: what differs between two points in both times, and why. */
export async function difference(options: Common & Times & { thenAsOf?: string; thenKnownAt?: string }): Promise<number> {
  const principal = await readingAs(options, 'auditor');
  const { thenAsOf, thenKnownAt } = options;
  const query = checked(DifferenceQuery, { ...timesOf(options), ...given({ thenAsOf, thenKnownAt }) });
  const words = WORDS[languageOf(options)];
  const { history } = words.commandLine;
  return reading(options, ['history'], async (house) => {
    const answer = await house.get(Archive).difference(query, principal);
    if (options.json) putJson(answer);
    else for (const home of answer.homes) putDifference(home, words);
    say(history.differ(answer.homes.length));
    const { from, to, ...told } = answer;
    sayOfLog({ ...told, ...(from.asOf > to.asOf ? from : to) }, options);
    return EXIT.ok;
  });
}

/** The two times that were given. */
export const timesOf = ({ asOf, knownAt }: Times) => given({ asOf, knownAt });

/** Those of some options that were given. */
export const given = <O extends object>(options: O) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined && value !== false)) as {
    [K in keyof O]?: Exclude<O[K], undefined | false>;
  };

/** `relet verify`: exit 6 when a chain is broken, or when the log lacks what it had when its heads were written down. */
export async function verify(options: Common & { heads?: string; expect?: string }): Promise<number> {
  if (options.expect !== undefined) mustBeThere(options.expect);
  mustBePlain(options.heads);
  const expected = options.expect === undefined ? [] : leavesFrom(readFileSync(options.expect, 'utf8'));
  if (!expected || (options.expect !== undefined && !expected.length)) throw new UsageError((usage) => usage.headsNeeded());
  const { verify: words } = WORDS[languageOf(options)].commandLine;
  const principal = await readingAs(options, 'auditor');
  return reading(options, ['history'], async (house) => {
    const { leaves, missing, ...found } = await house.get(Archive).verify(principal, expected);
    if (options.json) putJson({ ...found, ...(options.expect !== undefined && { missing }) });
    else {
      for (const { stream, revision, kind } of found.breaks) put(words.broken(stream, revision, kind));
      for (const { stream, revision } of missing) put(words.notAsItWas(stream, revision));
      put(words.head(found.head.storeId ?? '-', found.head.root));
    }
    if (options.heads !== undefined && found.ok) writeFileSync(options.heads, leaves.map((leaf) => `${leafText(leaf)}\n`).join(''));
    say(found.ok ? words.holds(found.events, found.streams) : words.altered(found.breaks.length, missing.length));
    if (missing.length > 1 && missing.length === expected.length) say(words.ofAnotherStore);
    sayOfLog(found, options);
    return found.ok ? EXIT.ok : EXIT.broken;
  });
}
