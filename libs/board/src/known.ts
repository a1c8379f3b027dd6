import { Injectable } from '@nestjs/common';
import { inOneForm, municipalityOf, type UnitKind } from '@relet/domain';
import { idIn, mustBeKnown, sees, Streams, type Principal, type Times } from '@relet/platform';
import { nearest } from '@relet/words';
import { homesOn, isRegistered } from './board.projection.js';
import type { Then } from './past.js';
import { BoardReader, sightOf } from './reader.js';
import { citizensIn } from './waiting.projection.js';

/** What narrows a list. */
interface Filters {
  municipality?: string;
  building?: string;
  kind?: UnitKind;
}

/** What a question names must have been registered when it was known; what is out of sight is told like what is not. */
@Injectable()
export class Known {
  constructor(
    private readonly reader: BoardReader,
    private readonly streams: Streams,
  ) {}

  /** Throws Malformed with a pointer to every filter that names nothing. */
  async mustBeKnown({ municipality, building, kind }: Filters, principal: Principal, times: Times, then?: Then): Promise<void> {
    if (municipality === undefined && building === undefined && kind === undefined) return;
    const { parked } = await this.reader.told(principal, then);
    const unread = parked.flatMap((stream) => idIn('unit', stream) ?? []);
    const here = (filters: Filters) =>
      then
        ? then.registered.some((home) => home.municipality === filters.municipality || inOneForm(home.building) === filters.building)
        : isRegistered(this.reader.readModels, filters, sightOf(principal));
    const known = {
      municipality:
        municipality === undefined ||
        principal.by.municipality === municipality ||
        (sees(principal, municipality) &&
          (unread.some((unit) => municipalityOf(unit) === municipality) ||
            (await here({ municipality })) ||
            (await this.hasPeople(municipality, times)))),
      // A home that cannot be read may be the one of that building.
      building: building === undefined || unread.length > 0 || (await here({ building })),
      kind: kind === undefined || unread.length > 0 || (await this.hasKind(kind, principal, times, then)),
    };
    if (known.municipality && known.building && known.kind) return;
    const homes = await this.homesInSight(principal, times, then);
    mustBeKnown(known, {
      municipality:
        municipality &&
        nearest(
          municipality,
          homes.map((home) => home.municipality),
        ),
      building:
        building &&
        nearest(
          building,
          homes.map((home) => home.building),
        ),
    });
  }

  private async hasKind(kind: UnitKind, principal: Principal, times: Times, then?: Then): Promise<boolean> {
    return (await this.homesInSight(principal, times, then)).some((home) => home.kind === kind);
  }

  private async homesInSight(principal: Principal, { asOf }: Times, then?: Then): Promise<Then['registered']> {
    return then?.registered ?? homesOn(this.reader.readModels, asOf, { municipalities: sightOf(principal) });
  }

  /** A municipality without homes is known by its citizens, or by the policy that it has agreed. */
  private async hasPeople(municipality: string, { knownAt }: Times): Promise<boolean> {
    const wasKnown = ({ recordedAt }: { recordedAt: string }) => knownAt === null || recordedAt <= knownAt;
    const citizens = await citizensIn(this.reader.readModels, new Set([municipality]));
    if (citizens.some(({ facts }) => facts.some(wasKnown))) return true;
    return (await this.streams.policyOrLast(municipality)).some(wasKnown);
  }
}
