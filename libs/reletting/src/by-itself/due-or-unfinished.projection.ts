import { asOf, copenhagenDate, foldCitizen, foldUnit, liveFacts, pendingOffers, staysIn, type Fact } from '@relet/domain';
import type { Projection, Row } from '@relet/platform';

/** What by itself falls due or hangs between two streams, as each home tells it. */
export const HOMES_DUE: Projection = {
  name: 'reletting-homes',
  version: 2,
  prefix: 'unit-',
  tables: {
    reletting_offer: {
      unit: 'TEXT NOT NULL',
      offer: 'TEXT NOT NULL',
      citizen: 'TEXT',
      respond_by: 'TEXT NOT NULL',
      expiries: 'INTEGER NOT NULL',
      expires: 'TEXT',
    },
    reletting_acceptance: { unit: 'TEXT NOT NULL', offer: 'TEXT NOT NULL', citizen: 'TEXT NOT NULL' },
    reletting_stay: { citizen: 'TEXT NOT NULL', unit: 'TEXT NOT NULL', day: 'TEXT NOT NULL', what: 'TEXT NOT NULL' },
  },
  rowsOf(unit, recorded) {
    const live = liveFacts(recorded);
    const known = foldUnit(asOf(live, copenhagenDate(recorded.at(-1)?.recordedAt ?? '1970-01-01T00:00:00.000Z')));
    const { acceptance } = known;
    return {
      reletting_offer: pendingOffers(known).map(({ offerId, citizen, respondBy }) => {
        const expiries = recorded.filter((fact) => fact.type === 'OfferExpired' && fact.payload.offerId === offerId);
        const comesBack = live.find(({ id }) => expiries.some((expiry) => expiry.id === id))?.effective ?? null;
        return { unit, offer: offerId, citizen: citizen ?? null, respond_by: respondBy, expiries: expiries.length, expires: comesBack };
      }),
      reletting_acceptance: acceptance?.citizen ? [{ unit, offer: acceptance.offerId, citizen: acceptance.citizen }] : [],
      reletting_stay: staysIn(unit, live).flatMap(({ citizen, from, to }): Row[] => [
        { citizen, unit, day: from, what: 'taken' },
        ...(to ? [{ citizen, unit, day: to, what: 'left' }] : []),
      ]),
    };
  },
};

/** The same as each citizen's stream tells it: where the two differ, a process has something to finish. */
export const CITIZENS_DUE: Projection = {
  name: 'reletting-citizens',
  version: 1,
  prefix: 'citizen-',
  tables: {
    reletting_claim: { citizen: 'TEXT NOT NULL', unit: 'TEXT NOT NULL', offer: 'TEXT NOT NULL' },
    reletting_move: { citizen: 'TEXT NOT NULL', unit: 'TEXT NOT NULL', day: 'TEXT NOT NULL', what: 'TEXT NOT NULL' },
  },
  rowsOf(citizen, recorded) {
    const live = liveFacts(recorded);
    const { claim } = foldCitizen(live);
    return {
      reletting_claim: claim ? [{ citizen, unit: claim.unit, offer: claim.offerId }] : [],
      reletting_move: live.flatMap((fact: Fact): Row[] =>
        fact.type === 'HomeTaken' || fact.type === 'HomeLeft'
          ? [{ citizen, unit: fact.payload.unit, day: fact.effective, what: fact.type === 'HomeTaken' ? 'taken' : 'left' }]
          : [],
      ),
    };
  },
};
