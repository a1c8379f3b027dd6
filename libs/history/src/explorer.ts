import { Inject, Injectable } from '@nestjs/common';
import { copenhagenDate, type Instant } from '@relet/domain';
import type { EventStore, LogEvent } from '@relet/event-store';
import {
  boundTo,
  Chains,
  Clock,
  cursorOf,
  EVENT_STORE,
  idIn,
  isPosition,
  Malformed,
  mustBeKnown,
  opened,
  prefixOf,
  sees,
  seesStream,
  streamOf,
  Streams,
  timesOf,
  type Principal,
} from '@relet/platform';
import { Archive } from './archive.js';
import type { EventListed, EventsAnswer } from './explorer.answers.js';
import type { EventsQuery } from './history.queries.js';

const PAGE = 100;
/** Events of the log that are looked at for one answer, whatever is found; its cursor goes on behind them. */
const LOOKED_AT = 20_000;
const AT_ONCE = 2_000;

/** The log, event by event, for auditors: what matches, a page at a time, however long the log is. */
@Injectable()
export class Explorer {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly streams: Streams,
    private readonly clock: Clock,
    private readonly archive: Archive,
    private readonly chains: Chains,
  ) {}

  /** One page of the events in sight, in the order of the log. Throws Malformed. */
  async page(query: EventsQuery, principal: Principal): Promise<EventsAnswer> {
    const { from, to } = query;
    if (from !== undefined && to !== undefined && to < from) throw new Malformed([{ pointer: '/to', fault: 'PERIOD_ENDS_FIRST' }]);
    const knownAt = query.knownAt === undefined ? null : timesOf({ knownAt: query.knownAt }, this.clock).knownAt;
    const bound = boundTo(principal, 'events', { ...query, cursor: undefined, limit: undefined });
    const after = query.cursor === undefined ? undefined : positionIn(query.cursor, bound);
    await this.mustBeKnown(query, principal, knownAt);
    const matches = matching(query, principal, knownAt);
    const limit = Number(query.limit ?? PAGE);
    const ofLog = await this.archive.standing();
    const { events, next } = query.unit ? await this.ofHome(query.unit, after) : await this.looked(after, matches, limit);
    const found = events.filter(matches);
    const last = found.length > limit ? found[limit - 1]?.position : next;
    const cursor = last === undefined ? null : cursorOf(bound, last);
    return { knownAt, ...ofLog, events: found.slice(0, limit).map(listed), cursor, ...(await this.chains.told(principal)) };
  }

  /** The events of one home behind a position: all that there are. */
  private async ofHome(unit: string, after: string | undefined): Promise<Looked> {
    const events = await this.streams.load(streamOf('unit', unit));
    const behind = ({ position }: LogEvent) => after === undefined || this.store.comparePositions(position, after) > 0;
    return { events: events.filter(behind), next: undefined };
  }

  /** What matches behind a position, until there is more than one page of it or enough has been looked at. */
  private async looked(after: string | undefined, matches: (event: LogEvent) => boolean, limit: number): Promise<Looked> {
    const events: LogEvent[] = [];
    let [next, looked] = [after, 0];
    while (events.length <= limit && looked < LOOKED_AT) {
      const page = await this.store.readAll(next, { limit: AT_ONCE, streamPrefixes: PREFIXES });
      events.push(...page.events.filter(matches));
      if (page.end) return { events, next: undefined };
      next = page.next;
      looked += AT_ONCE;
    }
    return { events, next };
  }

  /** What is out of sight is told like what is not there. */
  private async mustBeKnown({ unit, citizen, municipality }: EventsQuery, principal: Principal, by: Instant | null): Promise<void> {
    const has = async (stream: string) => {
      const [first] = await this.streams.load(stream);
      return first !== undefined && sees(principal, first.municipality) && (by === null || first.recordedAt <= by);
    };
    mustBeKnown({
      unit: unit === undefined || (seesStream(principal, streamOf('unit', unit)) && (await has(streamOf('unit', unit)))),
      citizen: citizen === undefined || (await has(streamOf('citizen', citizen))),
      municipality:
        municipality === undefined ||
        principal.by.municipality === municipality ||
        (sees(principal, municipality) &&
          ((await has(streamOf('policy', municipality))) || (await this.archive.hasHomes(municipality, by)))),
    });
  }
}

interface Looked {
  events: readonly LogEvent[];
  /** Where to go on; undefined at the end of the log. */
  next: string | undefined;
}

const PREFIXES = [prefixOf('unit'), prefixOf('citizen'), prefixOf('policy')];

/** Whether an event is asked for, and in sight. A citizen's are also those of homes that name them. */
function matching(query: EventsQuery, principal: Principal, knownAt: Instant | null): (event: LogEvent) => boolean {
  const { unit, citizen, municipality, type, actor, from, to, days } = query;
  const dayOf = ({ effective, recordedAt }: LogEvent) => (days === 'recorded' ? copenhagenDate(recordedAt) : effective);
  return (event) =>
    // A citizen's stream does not tell by its name whose it is: the event does.
    sees(principal, event.municipality) &&
    (idIn('citizen', event.stream) !== undefined || seesStream(principal, event.stream)) &&
    (unit === undefined || event.stream === streamOf('unit', unit)) &&
    (citizen === undefined || event.stream === streamOf('citizen', citizen) || event.payload['citizen'] === citizen) &&
    (municipality === undefined || event.municipality === municipality) &&
    (type === undefined || event.type === type) &&
    (actor === undefined || event.actor === actor) &&
    (knownAt === null || event.recordedAt <= knownAt) &&
    (from === undefined || dayOf(event) >= from) &&
    (to === undefined || dayOf(event) <= to);
}

function listed({ stream, ...event }: LogEvent): EventListed {
  const [unit, citizen, policy] = [idIn('unit', stream), idIn('citizen', stream), idIn('policy', stream)];
  const { id, type, revision, effective, recordedAt, actor, role, party, municipality, payload, hash } = event;
  return {
    ...(unit !== undefined && { unit }),
    ...(citizen !== undefined && { citizen }),
    ...(policy !== undefined && { policy }),
    ...{ id, type, revision, effective, recordedAt, actor, role, party, municipality, payload, hash },
  };
}

function positionIn(cursor: string, bound: string): string {
  const position = opened(cursor, bound);
  if (!isPosition(position)) throw new Malformed([{ pointer: '/cursor', fault: 'CURSOR' }]);
  return position;
}
