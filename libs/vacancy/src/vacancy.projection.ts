import { prepareUnit, type Fact, type PreparedUnit, type UnitHistory } from '@relet/domain';
import {
  optional,
  pack,
  packed,
  packing,
  projection,
  text,
  unpack,
  type Packed,
  type ReadModels,
  type StreamFacts,
  prefixOf,
} from '@relet/platform';
import { compactEpisode, compactOffer, expandedEpisode, expandedOffer, type CompactEpisode, type CompactOffer } from './compact-episode.js';
import { compacted, expanded, type Compact, type Facts } from './compact-facts.js';

/** How many of each lie in one row: one more event writes a part of a long history anew, and not all of it. */
const IN_A_PART = { episodes: 16, offers: 16, rents: 64 };

/** Of a home's history what it has once; and a part of what it has again and again. */
type Once = Omit<UnitHistory, keyof Part>;
interface Part {
  episodes: CompactEpisode[];
  offers: CompactOffer[];
  rents: UnitHistory['rents'];
}

/** A home's vacancies for the figures, and the facts that they were folded from, for those of another day. */
export const VACANCY = projection({
  name: 'vacancy',
  version: 6,
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
    const { episodes = [], offers = [], rents = [], ...home } = history ?? {};
    const until = { recorded_until: stream.recorded.at(-1)?.recordedAt ?? '', effective_until: latestOf(stream.live) };
    return {
      vacancy_home: [{ ...until, home: 'unitId' in home ? pack<Once>(home) : null }],
      vacancy_part: partsOf(stream, { episodes, offers, rents }).map((part) => ({ part })),
      vacancy_fact: compacted(stream).map((facts) => ({ facts })),
    };
  },
});

/** A citizen's facts: the guarantee clocks are counted from them when they are asked for. */
export const CITIZENS = projection({
  name: 'vacancy-citizens',
  version: 4,
  prefix: prefixOf('citizen'),
  tables: { vacancy_citizen: { municipality: text }, vacancy_citizen_fact: { facts: packed<readonly Compact[]>() } },
  rowsOf(stream) {
    const { recorded } = stream;
    const municipality = (recorded[0] as (Fact & { municipality?: string }) | undefined)?.municipality ?? '';
    return { vacancy_citizen: [{ municipality }], vacancy_citizen_fact: compacted(stream).map((facts) => ({ facts })) };
  },
});

const packPart = packing<Part>();

function partsOf(stream: StreamFacts, all: Pick<UnitHistory, keyof Part>): Packed<Part>[] {
  const parts = Math.max(...(Object.keys(IN_A_PART) as (keyof Part)[]).map((name) => Math.ceil(all[name].length / IN_A_PART[name])));
  return Array.from({ length: parts }, (_, n) => {
    const partOf = <P extends keyof Part>(name: P) => all[name].slice(n * IN_A_PART[name], (n + 1) * IN_A_PART[name]) as UnitHistory[P];
    const [episodes, offers, rents] = [partOf('episodes'), partOf('offers'), partOf('rents')];
    const make = () => ({ episodes: episodes.map(compactEpisode), offers: offers.map(compactOffer), rents });
    return packPart(stream, [...episodes, ...offers, ...rents], make);
  });
}

/** Throws for a history that lacks what people have said of the home: it is no history to count on. */
function mustBeWhole({ municipality, building, kind, offers, outOfService }: UnitHistory): void {
  const said: unknown[] = [municipality, building, kind, ...offers.flatMap(({ offerId, respondBy }) => [offerId, respondBy])];
  said.push(...outOfService.map(({ reason }) => reason));
  if (said.some((word) => typeof word !== 'string')) throw new TypeError('The history lacks a field that figures are counted on.');
}

/** Live facts come in the order of their days, a home's registration first: it is left out of no day (R11). */
function latestOf(live: readonly Fact[]): string {
  const last = live.at(-1);
  return last && last.type !== 'UnitRegistered' ? last.effective : '';
}

/** A home ready to be counted, and until when something was recorded of it or became true in it. */
export interface PreparedHome {
  stream: string;
  recordedUntil: string;
  effectiveUntil: string;
  /** Without the events behind its vacancies and offers; undefined while the home is not registered. */
  prepared: PreparedUnit | undefined;
}

/** Some homes as they stand, or all. */
export async function homesOf(readModels: ReadModels, streams?: readonly string[]): Promise<PreparedHome[]> {
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
  const rents = parts.flatMap((part) => part.rents);
  return prepareUnit(
    { ...once, offers, rents },
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
