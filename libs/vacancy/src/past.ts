import { Injectable } from '@nestjs/common';
import {
  asOf as upTo,
  foldHistory,
  knownAt as known,
  liveFacts,
  prepare,
  upcast,
  type Fact,
  type Portfolio,
  type UnitHistory,
} from '@relet/domain';
import type { LogEvent } from '@relet/event-store';
import { eachReadable, ReadModels, Streams, type Times, prefixOf } from '@relet/platform';
import { Policies, type Then } from './policies.js';
import type { Citizen, Stood } from './stood.js';
import { allCitizens, factsOf, type PreparedHome } from './vacancy.projection.js';

/** Homes whose facts are read at once. */
const READ = 200;

/**
 * Homes and citizens as they stood on another day, or as they were known. A home of which nothing was recorded and nothing became true since
 * is the same; each of the others is folded anew from the facts that the rows keep.
 */
@Injectable()
export class Past {
  constructor(
    private readonly readModels: ReadModels,
    private readonly streams: Streams,
    private readonly policies: Policies,
  ) {}

  async at({ asOf, knownAt }: Times, homes: readonly PreparedHome[], explained: boolean): Promise<Stood> {
    const then: Then = { known: (recorded) => (knownAt ? known(recorded, knownAt) : recorded), true: (live) => upTo(live, asOf) };
    const standing = (recorded: readonly Fact[]) => then.true(liveFacts(then.known(recorded)));
    const isSame = ({ recordedUntil, effectiveUntil }: PreparedHome) =>
      !explained && (!knownAt || recordedUntil <= knownAt) && effectiveUntil <= asOf;
    const folded = await this.folded(homes, standing, isSame);
    const citizens = (await allCitizens(this.readModels)).map((each): Citizen => {
      return { ...each, facts: standing(each.recorded), known: then.known(each.recorded).length > 0 };
    });
    const parkedNow = await this.parkedNow(then);
    const portfolio = [...folded, ...prepare(parkedNow.histories)];
    const everybody = [...citizens, ...parkedNow.citizens];
    const municipalities = [...portfolio.map(({ history }) => history), ...everybody].map(({ municipality }) => municipality);
    const { policyOn, parked } = await this.policies.of([...municipalities, ...parkedNow.policies], then);
    return { portfolio, citizens: everybody, policyOn, parked: [...parkedNow.parked, ...parked] };
  }

  /** Homes as they stood, in their order: those that are the same as now, the others from their facts; who was not registered then is left out. */
  async folded(
    homes: readonly PreparedHome[],
    standing: (recorded: readonly Fact[]) => readonly Fact[] = liveFacts,
    isSame: (home: PreparedHome) => boolean = () => false,
  ): Promise<Portfolio[number][]> {
    const streams = homes.flatMap((home) => (isSame(home) ? [] : home.stream));
    const others = new Map<string, PreparedHome['prepared']>();
    for (let n = 0; n < streams.length; n += READ) {
      for (const [stream, recorded] of await factsOf(this.readModels, streams.slice(n, n + READ))) {
        const history = foldHistory(stream.slice(prefixOf('unit').length), standing(recorded));
        if (history) others.set(stream, prepare([history])[0]);
      }
    }
    return homes.flatMap((home) => (isSame(home) ? home.prepared : others.get(home.stream)) ?? []);
  }

  /** What has no rows is read from the log: what was not known then cannot have spoiled what was, an event of later is not even read. */
  private async parkedNow(then: Then) {
    const events = { unit: new Map<string, readonly LogEvent[]>(), citizen: new Map<string, readonly LogEvent[]>() };
    const policies: string[] = [];
    for (const { stream } of await this.readModels.parked()) {
      const [kind, id] = [stream.slice(0, stream.indexOf('-')), stream.slice(stream.indexOf('-') + 1)];
      if (kind === 'policy') policies.push(id);
      else events[kind as keyof typeof events].set(id, await this.streams.load(stream));
    }
    const parked: string[] = [];
    const standing = (recorded: readonly LogEvent[]) => then.true(liveFacts(then.known(recorded).map(upcast)));
    const histories = eachReadable(prefixOf('unit'), events.unit, parked, (recorded, unit): UnitHistory[] => {
      const history = foldHistory(unit, standing(recorded));
      return history ? [history] : [];
    });
    const citizens = eachReadable(prefixOf('citizen'), events.citizen, parked, (recorded, citizen): Citizen => {
      return { citizen, municipality: recorded[0]?.municipality ?? '', facts: standing(recorded), known: then.known(recorded).length > 0 };
    });
    return { histories, citizens, policies, parked };
  }
}
