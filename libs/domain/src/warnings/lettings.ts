import type { CivilDate, EventType, Fact } from '../events.js';

/** A tenancy until its home is let again, as far as it is known what happened in it. */
export interface Letting {
  /** The move-in that the tenancy began with, when it is recorded. */
  begun?: Fact<'MovedIn'>;
  /** The notice, or the change of it, that says until when the leaver owes rent. */
  liable?: Fact<'NoticeGiven' | 'NoticeChanged'>;
  /** From its day on nobody lives here: a vacating, or the registration of a new home. */
  emptied?: Fact<'Vacated' | 'UnitRegistered'>;
  /** The first day on which the home was ready. */
  ready?: CivilDate;
  offers: Fact<'OfferMade'>[];
  /** The contract of the acceptance that stands. */
  contract?: Fact<'ContractSigned'> | undefined;
  /** The move-in, or the decommissioning, that the letting ended with. */
  ended?: Fact<'MovedIn' | 'UnitDecommissioned'>;
  /** What happened in it, beginning and end included; the registration and rents left out. */
  facts: Fact[];
}

const nothing = (): Letting => ({ offers: [], facts: [] });

/** The residents stay after all: what was said of their leaving counts for nothing. */
const staying = ({ begun, facts }: Letting): Letting => ({ ...(begun && { begun }), offers: [], facts });
const noticed = (letting: Letting, fact: Fact<'NoticeGiven' | 'NoticeChanged'>): Letting =>
  fact.payload.liableUntil === undefined ? letting : { ...letting, liable: fact };

const AFTER: { readonly [T in EventType]?: (letting: Letting, fact: Fact<T>) => Letting } = {
  UnitRegistered: (letting, fact) =>
    fact.payload.occupiedSince === undefined ? { ...letting, emptied: fact, ready: fact.effective } : letting,
  NoticeGiven: noticed,
  NoticeChanged: noticed,
  NoticeWithdrawn: staying,
  TenancyContinued: staying,
  Vacated: (letting, fact) => ({ ...letting, emptied: fact }),
  ReadyForLetting: (letting, { effective }) => ({ ...letting, ready: letting.ready ?? effective }),
  OfferMade: (letting, fact) => ({ ...letting, offers: [...letting.offers, fact] }),
  OfferAccepted: (letting) => ({ ...letting, contract: undefined }),
  AcceptanceCancelled: (letting) => ({ ...letting, contract: undefined }),
  ContractSigned: (letting, fact) => ({ ...letting, contract: fact }),
};

/** The lettings of a home in their order, from its live facts or the last of them, beginning with a move-in. The last one may be open. */
export function lettingsOf(live: readonly Fact[]): Letting[] {
  const lettings: Letting[] = [];
  let letting = nothing();
  for (const fact of live) {
    if (fact.type === 'RentSet') continue;
    letting = AFTER[fact.type]?.(letting, fact as never) ?? letting;
    if (fact.type !== 'UnitRegistered') letting.facts.push(fact);
    if (fact.type !== 'MovedIn' && fact.type !== 'UnitDecommissioned') continue;
    lettings.push({ ...letting, ended: fact });
    letting = fact.type === 'MovedIn' ? { begun: fact, offers: [], facts: [fact] } : nothing();
  }
  return [...lettings, letting];
}
