import { Inject, Injectable } from '@nestjs/common';
import { citizenUnknown, knownAt, municipalityOf, unitUnknown, type Instant } from '@relet/domain';
import { pagesOf, rootOf, verifyLog, type EventStore, type Leaf, type LogEvent } from '@relet/event-store';
import {
  allOfLog,
  Chains,
  Clock,
  eachReadable,
  EVENT_STORE,
  idIn,
  MunicipalityUnknown,
  prefixOf,
  sees,
  seenIn,
  seesStream,
  SETTINGS,
  storeInfoOf,
  streamOf,
  Streams,
  timesOf,
  type OfLog,
  type Principal,
  type Settings,
  type StreamKind,
} from '@relet/platform';
import type { DifferenceAnswer, HomeDifference, Point, Verification } from './archive.answers.js';
import type { DifferenceQuery, KnownQuery, PointQuery } from './history.queries.js';
import type { HomeState } from './state.answers.js';
import type { TimelineEvent } from './timeline.answers.js';
import { changesBetween, replay, timelineOf, type Told as StepTold } from './timeline.js';
import { stateAt, type States } from './views.js';

/** No stream has that name: no id has such a character. */
const NOBODY = '~';

/** What is told of one history: how much of the log that is, and whether its chain holds. */
type Told<T> = T & OfLog & { altered?: string[] };

/** Answers auditors from the events themselves, not from rows. */
@Injectable()
export class Archive {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly streams: Streams,
    private readonly clock: Clock,
    private readonly chains: Chains,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The point that a question means (R11). */
  point(query: PointQuery): Point {
    const { asOf, knownAt, reachesAhead } = timesOf(query, this.clock);
    return { asOf, knownAt, reachesAhead };
  }

  /** A history's events, as they were known; refuses *_UNKNOWN, also what is out of sight. */
  async timeline(kind: StreamKind, id: string, principal: Principal, query: KnownQuery = {}): Promise<Told<{ events: TimelineEvent[] }>> {
    const { events, told } = await this.eventsOf(kind, id, principal, query);
    return { events: timelineOf(events), ...told };
  }

  /** A history's events as they were recorded, for whoever corrects one of them; refuses *_UNKNOWN, also what is out of sight. */
  async recorded(kind: StreamKind, id: string, principal: Principal): Promise<readonly LogEvent[]> {
    return (await this.eventsOf(kind, id, principal, {})).events;
  }

  /** How a home, a citizen or a policy stood at a point; refuses *_UNKNOWN, also what is out of sight. */
  async state<K extends StreamKind>(kind: K, id: string, point: Point, principal: Principal): Promise<Told<{ state: States[K] }>> {
    const { events, told } = await this.eventsOf(kind, id, principal, point);
    return { state: stateAt(kind, events, point.asOf) ?? unknown(kind), ...told };
  }

  /** A history event by event, as it was known. */
  async replay<K extends StreamKind>(
    kind: K,
    id: string,
    principal: Principal,
    query: KnownQuery = {},
  ): Promise<Told<{ steps: StepTold<K>[] }>> {
    const { events, told } = await this.eventsOf(kind, id, principal, query);
    return { steps: [...replay(kind, events)], ...told };
  }

  /** Every home within sight that was registered at the point. */
  async portfolio({ asOf, knownAt }: Point, principal: Principal): Promise<Told<{ homes: Map<string, HomeState>; parked: string[] }>> {
    const parked: string[] = [];
    const ofLog = await this.standing();
    const homes = eachReadable(prefixOf('unit'), await this.homes(principal), parked, (events, unit) => {
      const state = stateAt('unit', events, asOf, knownAt);
      return state ? [[unit, state] as const] : [];
    });
    return { ...ofLog, homes: new Map(homes), parked, ...(await this.chains.told(principal)) };
  }

  /** Homes and fields that differ between two points, with the events in between. */
  async difference(query: DifferenceQuery, principal: Principal): Promise<DifferenceAnswer> {
    const from = this.point(query);
    const to = this.point({ ...(query.thenAsOf && { asOf: query.thenAsOf }), ...(query.thenKnownAt && { knownAt: query.thenKnownAt }) });
    const parked: string[] = [];
    const ofLog = await this.standing();
    const homes = eachReadable(prefixOf('unit'), await this.homes(principal), parked, (events, unit): HomeDifference[] => {
      const [before, after] = [from, to].map(({ asOf, knownAt }) => stateAt('unit', events, asOf, knownAt));
      const changes = changesBetween(before ?? {}, after ?? {});
      return changes.length ? [{ unit, changes, events: between(events, from, to) }] : [];
    });
    return { from, to, ...ofLog, parked, ...(await this.chains.told(principal)), homes };
  }

  /** How much of the log is read from now on. */
  standing(): Promise<OfLog> {
    return allOfLog(this.store);
  }

  /** Reads the whole log and checks every link of every stream within sight, and that the ends of streams that were kept before are in it. */
  async verify(principal: Principal, expected: readonly Leaf[] = []): Promise<Verification & { leaves: Leaf[]; missing: Leaf[] }> {
    const counts = ({ stream, municipality }: LogEvent) =>
      idIn('citizen', stream) === undefined ? seesStream(principal, stream) : sees(principal, municipality);
    const { ok, events, streams, breaks, head, leaves, missing } = await verifyLog(this.store, undefined, expected, counts);
    const info = await storeInfoOf(this.store).catch(() => undefined);
    const ofLog: OfLog = { position: head ?? null, upToDate: true, age: 0 };
    return { ...ofLog, ok, events, streams, breaks, head: { storeId: info?.storeId ?? null, root: rootOf(leaves) }, leaves, missing };
  }

  /** The events of a history that were known; a policy that nobody has agreed has none, and the defaults hold where there are homes. */
  private async eventsOf(kind: StreamKind, id: string, principal: Principal, { knownAt: asked }: { knownAt?: string | null }) {
    const ofLog = await this.standing();
    // What is out of sight takes as long as what is not there: a stream that nobody has is looked for in its place.
    const ofTheirs = kind === 'citizen' || sees(principal, kind === 'unit' ? municipalityOf(id) : id);
    const recorded = await this.streams.load(ofTheirs ? streamOf(kind, id) : streamOf(kind, NOBODY));
    const seen = kind === 'citizen' ? sees(principal, recorded[0]?.municipality ?? '') : ofTheirs;
    const K = asked ? timesOf({ knownAt: asked }, this.clock).knownAt : null;
    const events = !seen ? [] : K === null ? recorded : knownAt(recorded, K);
    if (!events.length && !(kind === 'policy' && seen && (await this.hasHomes(id, K)))) unknown(kind);
    return { events, told: { ...ofLog, ...(events.length && this.chains.toldOf(recorded)) } };
  }

  /** True when a home of the municipality had been registered by then. The log is read from where the rows know of none. */
  async hasHomes(municipality: string, by: Instant | null): Promise<boolean> {
    const prefix = `${prefixOf('unit')}${municipality}.`;
    const seen = await this.seen(prefix);
    if (seen?.stream !== undefined && by === null && (await this.streams.load(seen.stream)).length) return true;
    const from = seen && seen.stream === undefined ? (seen.position ?? undefined) : undefined;
    for await (const [first] of pagesOf(this.store, { from, limit: 2_000, streamPrefixes: [prefix] }))
      if (first) return by === null || first.recordedAt <= by;
    return false;
  }

  /** Rows that cannot be asked are none: the log is read. */
  private async seen(prefix: string): Promise<Awaited<ReturnType<typeof seenIn>>> {
    const info = await storeInfoOf(this.store).catch(() => undefined);
    return info && seenIn(this.settings.readModel, info.storeId, prefix).catch(() => undefined);
  }

  private async homes(principal: Principal): Promise<Map<string, LogEvent[]>> {
    const homes = new Map<string, LogEvent[]>();
    for await (const events of pagesOf(this.store, { limit: 2_000, streamPrefixes: [prefixOf('unit')] })) {
      for (const event of events) {
        const unit = idIn('unit', event.stream);
        if (unit === undefined || !sees(principal, municipalityOf(unit))) continue;
        const known = homes.get(unit);
        if (known) known.push(event);
        else homes.set(unit, [event]);
      }
    }
    return homes;
  }
}

function between(events: readonly LogEvent[], from: Point, to: Point): HomeDifference['events'] {
  const seen = (event: LogEvent, { asOf, knownAt }: Point) => event.effective <= asOf && (knownAt === null || event.recordedAt <= knownAt);
  return events
    .filter((event) => seen(event, from) !== seen(event, to))
    .map(({ id, type, effective, recordedAt, actor }) => ({ id, type, effective, recordedAt, actor }));
}

function unknown(kind: StreamKind): never {
  if (kind === 'policy') throw new MunicipalityUnknown();
  return kind === 'unit' ? unitUnknown() : citizenUnknown();
}
