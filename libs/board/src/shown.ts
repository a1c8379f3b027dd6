import { Injectable, Optional } from '@nestjs/common';
import { People, type Principal } from '@relet/platform';
import type { CitizenShown } from './shown.answers.js';

/** Where answers name citizens: in offers, reservations and acceptances of homes, and on the waiting list. */
interface NamesCitizens {
  citizen?: string;
  offers?: readonly { citizen?: string }[];
  reservation?: { citizen?: string };
  acceptance?: { citizen?: string };
}

/** Whom the pseudonyms of a list stand for, as far as whoever asks may know. */
@Injectable()
export class Shown {
  constructor(@Optional() private readonly people?: People) {}

  /** Initials of the citizens that a list names; nothing where nobody keeps persons, or where the principal knows none of them. */
  async on(list: readonly NamesCitizens[], principal: Principal): Promise<{ initials?: CitizenShown[] }> {
    const named = citizensOf(list);
    if (!this.people || !named.length) return {};
    const shown = await this.people.initialsOf(named, principal);
    return shown.size ? { initials: [...shown].map(([citizen, as]) => ({ citizen, ...as })) } : {};
  }
}

/** The citizens that a list names. */
export const citizensOf = (list: readonly NamesCitizens[]): string[] =>
  list.flatMap(({ citizen, offers = [], reservation, acceptance }) =>
    [citizen, reservation?.citizen, acceptance?.citizen, ...offers.map((offer) => offer.citizen)].filter((each) => each !== undefined),
  );
