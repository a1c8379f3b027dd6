import { Injectable } from '@nestjs/common';
import { guaranteeClocks, liveFacts, offersByCitizen, type GuaranteeHistory } from '@relet/domain';
import { Clock, ReadModels, type Times } from '@relet/platform';
import { Homes } from './homes.js';
import { Past } from './past.js';
import { Policies } from './policies.js';
import type { Citizen, Stood } from './stood.js';
import { allCitizens, type PreparedHome } from './vacancy.projection.js';

/** All that the figures are made of, for one pair of times. */
export interface Source extends Omit<Stood, 'citizens'> {
  guarantee: ReadonlyMap<string, { municipality: string; history: GuaranteeHistory }>;
  /** Municipalities of which a home or a citizen was known. */
  municipalities: ReadonlySet<string>;
}

const KEPT = 4;

/** Where figures come from, for any pair of times. */
@Injectable()
export class Sources {
  private readonly kept = new Map<string, Source>();

  constructor(
    private readonly homes: Homes,
    private readonly past: Past,
    private readonly policies: Policies,
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
  ) {}

  /** `explained`: with the events behind every figure, which are not kept in memory. */
  async at(times: Times, explained: boolean): Promise<Source> {
    const { homes, change } = await this.homes.current();
    const isNow = !times.knownAt && times.asOf >= this.clock.today();
    if (isNow && !explained) return sourceOf(await this.now(homes), times);
    const key = `${change} ${times.asOf} ${times.knownAt} ${explained}`;
    const kept = this.kept.get(key);
    if (kept) return kept;
    const stood = isNow
      ? { ...(await this.now(homes)), portfolio: await this.past.folded(homes) }
      : await this.past.at(times, homes, explained);
    const source = sourceOf(stood, times);
    this.kept.set(key, source);
    for (const oldest of this.kept.keys()) if (this.kept.size > KEPT) this.kept.delete(oldest);
    return source;
  }

  private async now(homes: readonly PreparedHome[]): Promise<Stood> {
    const portfolio = homes.flatMap(({ prepared }) => prepared ?? []);
    const recorded = await allCitizens(this.readModels);
    const citizens = recorded.map((citizen) => ({ ...citizen, facts: liveFacts(citizen.recorded), known: true }));
    const { policyOn } = await this.policies.of(
      [...portfolio.map(({ history }) => history), ...citizens].map(({ municipality }) => municipality),
    );
    return { portfolio, citizens, policyOn, parked: (await this.readModels.parked()).map(({ stream }) => stream) };
  }
}

function sourceOf({ citizens, ...stood }: Stood, { asOf }: Times): Source {
  const offers = offersByCitizen(stood.portfolio.map(({ history }) => history));
  const clocks = ({ citizen, municipality, facts }: Citizen) =>
    guaranteeClocks(facts, offers.get(citizen) ?? [], (day) => stood.policyOn(municipality, day), asOf);
  const guarantee = citizens.map((each) => [each.citizen, { municipality: each.municipality, history: clocks(each) }] as const);
  const known = [...stood.portfolio.map(({ history }) => history), ...citizens.filter((citizen) => citizen.known)];
  return { ...stood, guarantee: new Map(guarantee), municipalities: new Set(known.map(({ municipality }) => municipality)) };
}
