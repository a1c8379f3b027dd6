import { Injectable } from '@nestjs/common';
import { knownAt as known, liveFacts, policyOn, type CivilDate, type Fact, type PolicyFields } from '@relet/domain';
import {
  Chains,
  Clock,
  idIn,
  readable,
  ReadModels,
  sees,
  StreamsInSight,
  Streams,
  timesOf,
  type AskedTimes,
  type Principal,
  type Times,
} from '@relet/platform';
import type { Sight } from './board.projection.js';
import { Past, type Then } from './past.js';

/** Which policy is in force in a municipality on a day. */
export type PolicyOf = (municipality: string) => (day: CivilDate) => PolicyFields;

/** The municipalities that a principal sees, of which one may be asked for; undefined: all there are. */
export function sightOf(principal: Principal, only?: string): Sight {
  const { municipality, manages } = principal.by;
  if (only !== undefined) return new Set(sees(principal, only) ? [only] : []);
  return municipality === undefined ? manages : new Set([municipality]);
}

/** What every answer of the board says of itself. */
export interface Told {
  /** What could not be read. */
  parked: string[];
  altered?: string[];
}

/** Reads what every question to the board needs: both times, policies, and what is missing. */
@Injectable()
export class BoardReader {
  constructor(
    readonly readModels: ReadModels,
    private readonly streams: Streams,
    readonly clock: Clock,
    private readonly past: Past,
    private readonly chains: Chains,
    private readonly inSight: StreamsInSight,
  ) {}

  /** Both times that are asked for, else now; first waits until what was written up to `after` can be read, else NotYetVisible. */
  async times({ after, ...asked }: AskedTimes & { after?: string }): Promise<Times> {
    if (after) await this.readModels.reached(after);
    return timesOf(asked, this.clock);
  }

  /** The homes in sight at a point of the past; undefined when the rows of today answer. */
  async homesThen(times: Times, principal: Principal): Promise<Then | undefined> {
    return this.isPast(times) ? this.past.at(times, sightOf(principal)) : undefined;
  }

  /** The rows show what is known now, from today on. */
  isPast({ asOf, knownAt }: Times): boolean {
    return knownAt !== null || asOf < this.clock.today();
  }

  /** What could not be read and what may have been altered, as far as the principal may see it: every answer says so. */
  async told(principal: Principal, then?: Then): Promise<Told> {
    const now = await this.inSight.of(
      principal,
      (await this.readModels.parked()).map(({ stream }) => stream),
    );
    const parked = then ? [...then.parked, ...now.filter((stream) => idIn('unit', stream) === undefined)] : now;
    return { parked, ...(await this.chains.told(principal)) };
  }

  /** The local rules of some municipalities, as they were known. */
  async policies(municipalities: Iterable<string>, knownAt: Times['knownAt'] = null): Promise<PolicyOf> {
    const agreed = new Map<string, Fact[]>();
    for (const municipality of new Set(municipalities)) {
      const events = await this.streams.policyOrLast(municipality);
      agreed.set(municipality, liveFacts(readable(knownAt === null ? events : known(events, knownAt))));
    }
    return (municipality) => (day) => policyOn(agreed.get(municipality) ?? [], day);
  }
}
