import { prepareUnit, type Fact, type PreparedUnit, type UnitHistory } from '@relet/domain';
import { optional, pack, packed, projection, text, unpack, type ReadModels, prefixOf } from '@relet/platform';
import { compactEpisode, compactOffer, expandedEpisode, expandedOffer, type CompactEpisode, type CompactOffer } from './compact-episode.js';
import { compacted, expanded, type Compact, type Facts } from './compact-facts.js';

/** Episodes and offers in one row: one more event writes a part of a long history anew, and not all of it. */
const EPISODES = 16;

/** Of a home's history what it has once; and a part of what it has again and again. */
type Once = Omit<UnitHistory, 'episodes' | 'offers'>;
interface Part {
  episodes: CompactEpisode[];
  offers: CompactOffer[];
}

/** A home's vacancies for the figures, and the facts that they were folded from, for those of another day. */
export const VACANCY = projection({
  name: 'vacancy',
  version: 5,
  prefix: prefixOf('unit'),
  tables: {
    vacancy_home: {
      /** When something was last recorded of the home, corrections included. */
      recorded_until: text,
      /** The latest day on which something became true. */
      effective_until: text,
      /** Empty while the home is not registered, because that was retracted. */
      home: optional(packed<Once>()),
    },
    vacancy_part: { part: packed<Part>() },
    vacancy_fact: { facts: packed<readonly Compact[]>() },
  },
  rowsOf(stream) {
    const history = stream.history();
    if (history) mustBeWhole(history);
    const { episodes = [], offers = [], ...home } = history ?? {};
    const parts = Math.ceil(Math.max(episodes.length, offers.length) / EPISODES);
    const until = { recorded_until: stream.recorded.at(-1)?.recordedAt ?? '', effective_until: latestOf(stream.live) };
    return {
      vacancy_home: [{ ...until, home: 'unitId' in home ? pack<Once>(home) : null }],
      vacancy_part: Array.from({ length: parts }, (_, n) => {
        return { part: pack({ episodes: partOf(episodes, n).map(compactEpisode), offers: partOf(offers, n).map(compactOffer) }) };
      }),
      vacancy_fact: compacted(stream.recorded).map((facts) => ({ facts })),
    };
  },
});

/** A citizen's facts: the guarantee clocks are counted from them when they are asked for. */
export const CITIZENS = projection({
  name: 'vacancy-citizens',
  version: 4,
  prefix: prefixOf('citizen'),
  tables: { vacancy_citizen: { municipality: text }, vacancy_citizen_fact: { facts: packed<readonly Compact[]>() } },
  rowsOf({ recorded }) {
    const municipality = (recorded[0] as (Fact & { municipality?: string }) | undefined)?.municipality ?? '';
    return { vacancy_citizen: [{ municipality }], vacancy_citizen_fact: compacted(recorded).map((facts) => ({ facts })) };
  },
});

const partOf = <T>(all: readonly T[], n: number): T[] => all.slice(n * EPISODES, (n + 1) * EPISODES);

/** Throws for a history that lacks what people have said of the home: it is no history to count on. */
function mustBeWhole({ municipality, building, kind, offers, outOfService }: UnitHistory): void {
  const said: unknown[] = [municipality, building, kind, ...offers.flatMap(({ offerId, respondBy }) => [offerId, respondBy])];
  said.push(...outOfService.map(({ reason }) => reason));
  if (said.some((word) => typeof word !== 'string')) throw new TypeError('The history lacks a field that figures are counted on.');
}

/** A home's registration is left out of no day (R11). */
function latestOf(live: readonly Fact[]): string {
  let latest = '';
  for (const { type, effective } of live) if (type !== 'UnitRegistered' && effective > latest) latest = effective;
  return latest;
}

/** A home ready to be counted, and until when something was recorded of it or became true in it. */
export interface Home {
  stream: string;
  recordedUntil: string;
  effectiveUntil: string;
  /** Without the events behind its vacancies and offers; undefined while the home is not registered. */
  prepared: PreparedUnit | undefined;
}

/** Some homes as they stand, or all. */
export async function homesOf(readModels: ReadModels, streams?: readonly string[]): Promise<Home[]> {
  const rows = readModels.rowsOf(VACANCY);
  let homes = rows.selectFrom('vacancy_home').select(['stream', 'recorded_until', 'effective_until', 'home']);
  let parts = rows.selectFrom('vacancy_part').select(['stream', 'part']);
  if (streams) [homes, parts] = [homes.where('stream', 'in', streams), parts.where('stream', 'in', streams)];
  const found = await homes.orderBy('stream').execute();
  const byStream = Map.groupBy(await parts.orderBy('stream').orderBy('ordinal').execute(), ({ stream }) => stream);
  return found.map(({ stream, home, recorded_until: recordedUntil, effective_until: effectiveUntil }) => {
    const own = byStream.get(stream)?.map(({ part }) => unpack(part)) ?? [];
    const prepared = home === null ? undefined : preparedOf(unpack(home), own);
    return { stream, recordedUntil, effectiveUntil, prepared };
  });
}

function preparedOf(once: Once, parts: readonly Part[]): PreparedUnit {
  const offers = parts.flatMap((part) => part.offers.map(expandedOffer));
  return prepareUnit(
    { ...once, offers },
    parts.flatMap(({ episodes }) => episodes.map(expandedEpisode)),
  );
}

/** The recorded facts of some homes, by stream. */
export async function factsOf(readModels: ReadModels, streams: readonly string[]): Promise<Map<string, Fact[]>> {
  const query = readModels.rowsOf(VACANCY).selectFrom('vacancy_fact').select(['stream', 'facts']).where('stream', 'in', streams);
  return joined(await query.orderBy('stream').orderBy('ordinal').execute());
}

/** A citizen with all that was recorded of them. */
export interface CitizenRow {
  citizen: string;
  municipality: string;
  recorded: readonly Fact[];
}

/** All citizens. */
export async function allCitizens(readModels: ReadModels): Promise<CitizenRow[]> {
  const rows = readModels.rowsOf(CITIZENS);
  const citizens = await rows.selectFrom('vacancy_citizen').select(['stream', 'municipality']).orderBy('stream').execute();
  const facts = joined(
    await rows.selectFrom('vacancy_citizen_fact').select(['stream', 'facts']).orderBy('stream').orderBy('ordinal').execute(),
  );
  return citizens.map(({ stream, municipality }) => {
    return { citizen: stream.slice(CITIZENS.prefix.length), municipality, recorded: facts.get(stream) ?? [] };
  });
}

function joined(rows: readonly { stream: string; facts: Facts }[]): Map<string, Fact[]> {
  const byStream = new Map<string, Fact[]>();
  for (const { stream, facts } of rows) {
    const known = byStream.get(stream);
    if (known) known.push(...expanded(facts));
    else byStream.set(stream, expanded(facts));
  }
  return byStream;
}
