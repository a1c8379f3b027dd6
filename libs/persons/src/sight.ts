import { Injectable } from '@nestjs/common';
import { citizenUnknown, municipalityOf, refuse, unitUnknown } from '@relet/domain';
import { Malformed, sees, Streams, streamOf, type Principal } from '@relet/platform';
import type { OfWhom } from './persons.commands.js';
import type { SubjectKind } from './register/register-rows.js';

/** Whom a request is about: a citizen or the case of a home, with the municipality. */
export interface About {
  kind: SubjectKind;
  about: string;
  municipality: string;
}

/** What a principal may see and do, of what the log knows. Out of sight is told like unknown. */
@Injectable()
export class Sight {
  constructor(private readonly streams: Streams) {}

  /** A citizen in sight; refuses CITIZEN_UNKNOWN. */
  async citizen(citizen: string, principal: Principal): Promise<About> {
    const [first] = await this.streams.load(streamOf('citizen', citizen));
    if (!first || !sees(principal, first.municipality)) citizenUnknown();
    return { kind: 'citizen', about: citizen, municipality: first.municipality };
  }

  /** A home in sight; refuses UNIT_UNKNOWN. */
  async home(unit: string, principal: Principal): Promise<About> {
    const [first] = await this.streams.load(streamOf('unit', unit));
    if (!first || !sees(principal, municipalityOf(unit))) unitUnknown();
    return { kind: 'home', about: unit, municipality: municipalityOf(unit) };
  }

  /** The citizen or the home that a body names; Malformed unless it names one of the two. */
  of({ citizen, unit }: OfWhom, principal: Principal): Promise<About> {
    if (citizen !== undefined && unit === undefined) return this.citizen(citizen, principal);
    if (unit !== undefined && citizen === undefined) return this.home(unit, principal);
    throw new Malformed([{ pointer: '', fault: 'MISSING', values: { field: 'citizen' } }]);
  }
}

/** Refuses NOT_YOUR_PART to all but the municipality: who is approved is its own. */
export function mustBeMunicipality({ by }: Principal): string {
  if (by.party !== 'municipality' || by.municipality === undefined) refuse('NOT_YOUR_PART');
  return by.municipality;
}
