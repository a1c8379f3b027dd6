import { Injectable } from '@nestjs/common';
import { inOneForm, municipalityOf, type Portfolio } from '@relet/domain';
import { idIn, mustBeKnown, sees, Streams, type Principal, type Times } from '@relet/platform';
import { nearest } from '@relet/words';
import type { Source } from './sources.js';
import type { PeriodQuery } from './vacancy.queries.js';

type Registered = Portfolio[number]['history'];

/** What a question names must have been registered when it was known; what is out of sight is told like what is not. */
@Injectable()
export class Known {
  constructor(private readonly streams: Streams) {}

  /** Throws Malformed with a pointer to every filter that names nothing. */
  async mustBeKnown(
    source: Source,
    { municipality, building, kind, unit }: PeriodQuery,
    principal: Principal,
    times: Times,
  ): Promise<void> {
    const homes = source.portfolio.map(({ history }) => history).filter((history) => sees(principal, history.municipality));
    const unread = source.parked.flatMap((stream) => idIn('unit', stream) ?? []).filter((id) => sees(principal, municipalityOf(id)));
    const some = (named: string | undefined, of: (history: Registered) => string) =>
      named === undefined || homes.some((home) => of(home) === named);
    const known = {
      municipality:
        municipality === undefined || (sees(principal, municipality) && (await this.isKnown(municipality, source, principal, times))),
      // A home that cannot be read may be the one of that building.
      building: unread.length > 0 || some(building, (home) => inOneForm(home.building)),
      kind: unread.length > 0 || some(kind, (home) => home.kind),
      unit: (unit !== undefined && unread.includes(unit)) || some(unit, ({ unitId }) => unitId),
    };
    const meant = (named: string | undefined, of: (history: Registered) => string) => named && nearest(named, homes.map(of));
    mustBeKnown(known, {
      municipality: meant(municipality, (home) => home.municipality),
      building: meant(building, (home) => home.building),
      unit: meant(unit, ({ unitId }) => unitId),
    });
  }

  /** A municipality is known by a home, a citizen or an agreed policy; its own people know it anyway. */
  private async isKnown(municipality: string, { municipalities, parked }: Source, { by }: Principal, { knownAt }: Times): Promise<boolean> {
    if (by.municipality === municipality || municipalities.has(municipality)) return true;
    if (parked.some((stream) => municipalityOf(idIn('unit', stream) ?? '') === municipality)) return true;
    const agreed = await this.streams.policyOrLast(municipality);
    return agreed.some(({ recordedAt }) => knownAt === null || recordedAt <= knownAt);
  }
}
