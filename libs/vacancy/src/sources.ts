import { Inject, Injectable } from '@nestjs/common';
import {
  asOf as upTo,
  copenhagenDate,
  endOfCopenhagenDay,
  foldHistory,
  guaranteeClocks,
  knownAt as known,
  liveFacts,
  offersByCitizen,
  policyOn,
  prepare,
  upcast,
  type CivilDate,
  type Fact,
  type GuaranteeHistory,
  type Instant,
  type PolicyLookup,
  type Portfolio,
  type UnitHistory,
} from '@relet/domain';
import type { EventStore, LogEvent } from '@relet/event-store';
import { Clock, eachReadable, EVENT_STORE, Projector, readable, Streams } from '@relet/platform';

/** Both times of a question, resolved: R and, where the past is asked, K. */
export interface Times {
  asOf: CivilDate;
  knownAt?: Instant;
  /** Events stamped by several processes may still come in for so young a K. */
  provisional: boolean;
}

/** All that the figures are made of, for one pair of times. */
export interface Source {
  portfolio: Portfolio;
  policyOn: PolicyLookup;
  guarantee: ReadonlyMap<string, { municipality: string; history: GuaranteeHistory }>;
  /** Streams that could not be read: they are in no figure. */
  parked: readonly string[];
}

interface Streamed {
  units: Map<string, LogEvent[]>;
  citizens: Map<string, LogEvent[]>;
  policies: Map<string, LogEvent[]>;
}

const SETTLED = 5_000;
const KEPT = 4;

/** Where figures come from: the rows for today as known now, the log itself for every other pair of times. */
@Injectable()
export class Sources {
  private readonly homes = new Map<string, { changed: number; prepared: Portfolio[number]; history: UnitHistory }>();
  private readonly past = new Map<string, Source>();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly streams: Streams,
    private readonly projector: Projector,
    private readonly clock: Clock,
  ) {}

  /** R falls back to K's day, else to today (R11). */
  times({ asOf, knownAt }: { asOf?: CivilDate; knownAt?: string }): Times {
    const K = knownAt === undefined ? undefined : knownAt.length === 10 ? endOfCopenhagenDay(knownAt) : new Date(knownAt).toISOString();
    const R = asOf ?? (K ? copenhagenDate(K) : this.clock.today());
    const provisional = K !== undefined && Date.parse(K) > Date.parse(this.clock.now()) - SETTLED;
    return { asOf: R, ...(K && { knownAt: K }), provisional };
  }

  async at(times: Times): Promise<Source> {
    if (!times.knownAt && times.asOf >= this.clock.today()) return this.live(times.asOf);
    const key = `${await this.store.head()} ${times.asOf} ${times.knownAt}`;
    const kept = this.past.get(key);
    if (kept) return kept;
    const source = await this.fromLog(times);
    this.past.set(key, source);
    for (const oldest of this.past.keys()) if (this.past.size > KEPT) this.past.delete(oldest);
    return source;
  }

  /** Only homes that have changed since the last question are read again. */
  private async live(asOf: CivilDate): Promise<Source> {
    const { query } = this.projector.model;
    for (const { stream } of query.prepare('SELECT stream FROM vacancy_unit').all() as { stream: string }[]) {
      const changed = this.projector.changed.get(stream) ?? 0;
      if (this.homes.get(stream)?.changed === changed) continue;
      const text = query.prepare('SELECT history FROM vacancy_unit WHERE stream = ?').pluck().get(stream) as string;
      const history = JSON.parse(text) as UnitHistory;
      this.homes.set(stream, { changed, history, prepared: prepare([history])[0] as Portfolio[number] });
    }
    const gone = new Set(query.prepare('SELECT stream FROM vacancy_unit').pluck().all() as string[]);
    for (const stream of this.homes.keys()) if (!gone.has(stream)) this.homes.delete(stream);
    const homes = [...this.homes.values()];
    const policies = await this.policiesOf(new Set(homes.map(({ history }) => history.municipality)));
    const citizens = query.prepare('SELECT citizen, municipality, facts FROM vacancy_citizen').all() as {
      citizen: string;
      municipality: string;
      facts: string;
    }[];
    const guarantee = this.guaranteeOf(
      homes.map(({ history }) => history),
      citizens.map(({ citizen, municipality, facts }) => ({ citizen, municipality, facts: JSON.parse(facts) as Fact[] })),
      policies,
      asOf,
    );
    const parked = this.projector.model.progress().parked.map(({ stream }) => stream);
    return { portfolio: homes.map(({ prepared }) => prepared), policyOn: policies, guarantee, parked };
  }

  private async fromLog({ asOf, knownAt }: Times): Promise<Source> {
    const log = await this.readLog();
    // What was not known then cannot have spoiled what was: an event of later is not even read.
    const then = (events: readonly LogEvent[]) => (knownAt ? known(events, knownAt) : events);
    const factsOf = (events: readonly LogEvent[]) => upTo(liveFacts(then(events).map(upcast)), asOf);
    const parked: string[] = [];
    const histories = eachReadable('unit-', log.units, parked, (events, unit) => foldHistory(unit, factsOf(events)) ?? []);
    const citizens = eachReadable('citizen-', log.citizens, parked, (events, citizen) => {
      return { citizen, municipality: events[0]?.municipality ?? '', facts: factsOf(events) };
    });
    const policies = new Map(
      [...log.policies].map(([municipality, events]) => {
        const facts = readable(then(events));
        if (facts.length < then(events).length) parked.push(`policy-${municipality}`);
        return [municipality, upTo(liveFacts(facts), asOf)] as const;
      }),
    );
    const lookup: PolicyLookup = (municipality, day) => policyOn(policies.get(municipality) ?? [], day);
    return { portfolio: prepare(histories), policyOn: lookup, guarantee: this.guaranteeOf(histories, citizens, lookup, asOf), parked };
  }

  private guaranteeOf(
    histories: readonly UnitHistory[],
    citizens: readonly { citizen: string; municipality: string; facts: readonly Fact[] }[],
    lookup: PolicyLookup,
    asOf: CivilDate,
  ): Source['guarantee'] {
    const offers = offersByCitizen(histories);
    return new Map(
      citizens.map(({ citizen, municipality, facts }) => [
        citizen,
        { municipality, history: guaranteeClocks(facts, offers.get(citizen) ?? [], (day) => lookup(municipality, day), asOf) },
      ]),
    );
  }

  private async policiesOf(municipalities: ReadonlySet<string>): Promise<PolicyLookup> {
    const agreed = new Map<string, Fact[]>();
    for (const municipality of municipalities)
      agreed.set(municipality, liveFacts(readable(await this.streams.loadOrLast(`policy-${municipality}`))));
    const memo = new Map<string, ReturnType<PolicyLookup>>();
    return (municipality, day) => {
      const key = `${municipality} ${day}`;
      const policy = memo.get(key) ?? policyOn(agreed.get(municipality) ?? [], day);
      memo.set(key, policy);
      return policy;
    };
  }

  private async readLog(): Promise<Streamed> {
    const log: Streamed = { units: new Map(), citizens: new Map(), policies: new Map() };
    for (let after: string | undefined, end = false; !end;) {
      const page = await this.store.readAll(after, { limit: 2_000, streamPrefixes: ['unit-', 'citizen-', 'policy-'] });
      for (const event of page.events) {
        const [kind, id] = [event.stream.slice(0, event.stream.indexOf('-')), event.stream.slice(event.stream.indexOf('-') + 1)];
        const streams = kind === 'citizen' ? log.citizens : kind === 'unit' ? log.units : log.policies;
        push(streams, id, []).push(event);
      }
      ({ next: after, end } = page);
    }
    return log;
  }
}

function push<T>(map: Map<string, T>, key: string, empty: T): T {
  const value = map.get(key) ?? empty;
  map.set(key, value);
  return value;
}
