import { Inject, Injectable } from '@nestjs/common';
import { municipalityOf, Refusal } from '@relet/domain';
import { verifyLog, type EventStore, type LogEvent } from '@relet/event-store';
import { Clock, eachReadable, EVENT_STORE, idIn, prefixOf, sees, streamOf, Streams, timesOf, type Principal } from '@relet/platform';
import type { DifferenceAnswer, HomeDifference, Point, Verification } from './archive.answers.js';
import type { DifferenceQuery, PointQuery } from './history.queries.js';
import type { HomeState } from './state.answers.js';
import type { ReplayStep, TimelineEvent } from './timeline.answers.js';
import { changesBetween, replay, stateAt, timelineOf } from './timeline.js';

/** Answers auditors from the events themselves, not from rows. */
@Injectable()
export class Archive {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly streams: Streams,
    private readonly clock: Clock,
  ) {}

  /** The point that a question means (R11). */
  point(query: PointQuery): Point {
    const { asOf, knownAt } = timesOf(query, this.clock);
    return { asOf, knownAt };
  }

  async timeline(unit: string, principal: Principal): Promise<TimelineEvent[]> {
    return timelineOf(await this.eventsOf(unit, principal));
  }

  async state(unit: string, { asOf, knownAt }: Point, principal: Principal): Promise<HomeState> {
    return stateAt(await this.eventsOf(unit, principal), asOf, knownAt ?? undefined) ?? unknownHome();
  }

  async replay(unit: string, principal: Principal): Promise<ReplayStep[]> {
    return [...replay(await this.eventsOf(unit, principal))];
  }

  /** Every home within sight that was registered at the point. */
  async portfolio({ asOf, knownAt }: Point, principal: Principal): Promise<{ homes: Map<string, HomeState>; parked: string[] }> {
    const parked: string[] = [];
    const homes = eachReadable(prefixOf('unit'), await this.homes(principal), parked, (events, unit) => {
      const state = stateAt(events, asOf, knownAt ?? undefined);
      return state ? [[unit, state] as const] : [];
    });
    return { homes: new Map(homes), parked };
  }

  /** Homes and fields that differ between two points, with the events in between. */
  async difference(query: DifferenceQuery, principal: Principal): Promise<DifferenceAnswer> {
    const from = this.point(query);
    const to = this.point({ ...(query.thenAsOf && { asOf: query.thenAsOf }), ...(query.thenKnownAt && { knownAt: query.thenKnownAt }) });
    const parked: string[] = [];
    const homes = eachReadable(prefixOf('unit'), await this.homes(principal), parked, (events, unit): HomeDifference[] => {
      const [before, after] = [from, to].map(({ asOf, knownAt }) => stateAt(events, asOf, knownAt ?? undefined));
      const changes = changesBetween(before ?? {}, after ?? {});
      return changes.length ? [{ unit, changes, events: between(events, from, to) }] : [];
    });
    return { from, to, parked, homes };
  }

  /** Reads the whole log and checks every link of every stream. */
  async verify(progress: (events: number) => void = () => undefined): Promise<Verification> {
    const { ok, events, streams, breaks } = await verifyLog(this.store, progress);
    return { ok, events, streams, breaks };
  }

  private async eventsOf(unit: string, principal: Principal): Promise<readonly LogEvent[]> {
    const events = sees(principal, municipalityOf(unit)) ? await this.streams.load(streamOf('unit', unit)) : [];
    return events.length ? events : unknownHome();
  }

  private async homes(principal: Principal): Promise<Map<string, LogEvent[]>> {
    const homes = new Map<string, LogEvent[]>();
    for (let after: string | undefined, end = false; !end;) {
      const page = await this.store.readAll(after, { limit: 2_000, streamPrefixes: [prefixOf('unit')] });
      for (const event of page.events) {
        const unit = idIn('unit', event.stream);
        if (unit === undefined || !sees(principal, municipalityOf(unit))) continue;
        const known = homes.get(unit);
        if (known) known.push(event);
        else homes.set(unit, [event]);
      }
      ({ next: after, end } = page);
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

function unknownHome(): never {
  throw new Refusal('UNIT_UNKNOWN', 'No such home.');
}
