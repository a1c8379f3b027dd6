import { Injectable } from '@nestjs/common';
import { liveFacts, policyOn, type CivilDate, type Fact, type PolicyFields } from '@relet/domain';
import { Clock, readable, ReadModels, seesStream, Streams, type Principal } from '@relet/platform';

/** Which policy is in force in a municipality on a day. */
export type PolicyOf = (municipality: string) => (day: CivilDate) => PolicyFields;

/** The municipality that a principal is narrowed to, and the one that is asked for, if any: what is in sight belongs to each of them. */
export const sightOf = ({ by }: Principal, only?: string): string[] => [by.municipality, only].filter((each) => each !== undefined);

/** Reads what every question to the board needs: the day, policies, and what is missing. */
@Injectable()
export class BoardReader {
  constructor(
    readonly readModels: ReadModels,
    private readonly streams: Streams,
    readonly clock: Clock,
  ) {}

  /** The day that is asked for, else today; first waits until what was written up to `after` can be read, else NotYetVisible. */
  async day({ after, asOf }: { after?: string; asOf?: CivilDate }): Promise<CivilDate> {
    if (after) await this.readModels.reached(after);
    return asOf ?? this.clock.today();
  }

  /** What could not be read, as far as the principal may see it: every answer without it says so. */
  async parked(principal: Principal): Promise<string[]> {
    return (await this.readModels.parked()).flatMap(({ stream }) => (seesStream(principal, stream) ? stream : []));
  }

  async policies(municipalities: Iterable<string>): Promise<PolicyOf> {
    const agreed = new Map<string, Fact[]>();
    for (const municipality of new Set(municipalities))
      agreed.set(municipality, liveFacts(readable(await this.streams.loadOrLast(`policy-${municipality}`))));
    return (municipality) => (day) => policyOn(agreed.get(municipality) ?? [], day);
  }
}
