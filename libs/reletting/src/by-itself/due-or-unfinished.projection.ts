import { copenhagenDate, foldCitizen, LEAVES_HOMES, pendingOffers, removalOf, staysIn, type CivilDate } from '@relet/domain';
import { integer, optional, projection, text, type ReadModels, prefixOf } from '@relet/platform';

/** What by itself falls due or hangs between two streams, as each home tells it. */
export const HOMES_DUE = projection({
  name: 'reletting-homes',
  version: 4,
  prefix: prefixOf('unit'),
  tables: {
    reletting_offer: {
      unit: text,
      offer: text,
      citizen: optional(text),
      respond_by: text,
      expiries: integer,
      expires: optional(text),
    },
    reletting_reservation: { unit: text, citizen: text },
    reletting_acceptance: { unit: text, offer: text, citizen: text },
    reletting_stay: { citizen: text, unit: text, day: text, what: text },
  },
  rowsOf(stream) {
    const { id: unit, recorded, live } = stream;
    const known = stream.state(stream.asOf(copenhagenDate(recorded.at(-1)?.recordedAt ?? '1970-01-01T00:00:00.000Z')));
    const { acceptance, reservation } = known;
    return {
      reletting_offer: pendingOffers(known).map(({ offerId, citizen, respondBy }) => {
        const expiries = recorded.filter((fact) => fact.type === 'OfferExpired' && fact.payload.offerId === offerId);
        const comesBack = live.find(({ id }) => expiries.some((expiry) => expiry.id === id))?.effective ?? null;
        return { unit, offer: offerId, citizen: citizen ?? null, respond_by: respondBy, expiries: expiries.length, expires: comesBack };
      }),
      reletting_reservation: reservation ? [{ unit, citizen: reservation.citizen }] : [],
      reletting_acceptance: acceptance?.citizen ? [{ unit, offer: acceptance.offerId, citizen: acceptance.citizen }] : [],
      reletting_stay: staysIn(unit, live).flatMap(({ citizen, from, to }) => [
        { citizen, unit, day: from, what: 'taken' },
        ...(to ? [{ citizen, unit, day: to, what: 'left' }] : []),
      ]),
    };
  },
});

/** The same as each citizen's stream tells it: where the two differ, a process has something to finish. */
export const CITIZENS_DUE = projection({
  name: 'reletting-citizens',
  version: 3,
  prefix: prefixOf('citizen'),
  tables: {
    reletting_claim: { citizen: text, unit: text, offer: text },
    reletting_move: { citizen: text, unit: text, day: text, what: text },
    reletting_removal: { citizen: text, reason: text, told_by: text },
  },
  rowsOf({ id: citizen, recorded, live }) {
    const { claim } = foldCitizen(live);
    const removal = removalOf(citizen, { recorded, live });
    return {
      reletting_removal: removal ? [{ citizen, reason: removal.reason, told_by: removal.toldBy }] : [],
      reletting_claim: claim ? [{ citizen, unit: claim.unit, offer: claim.offerId }] : [],
      reletting_move: live.flatMap((fact) =>
        fact.type === 'HomeTaken' || fact.type === 'HomeLeft'
          ? [{ citizen, unit: fact.payload.unit, day: fact.effective, what: fact.type === 'HomeTaken' ? 'taken' : 'left' }]
          : [],
      ),
    };
  },
});

/** An offer whose last day for an answer has passed. */
export interface DueOffer {
  unit: string;
  offer: string;
  respondBy: CivilDate;
  /** How often it has expired before, and was put off by a correction. */
  expiries: number;
}

/** Offers that are due for expiry on a day, the longest overdue first. */
export async function offersDue(readModels: ReadModels, today: CivilDate): Promise<DueOffer[]> {
  return readModels
    .rowsOf(HOMES_DUE)
    .selectFrom('reletting_offer')
    .select(['unit', 'offer', 'respond_by as respondBy', 'expiries'])
    .where('respond_by', '<', today)
    .where('expires', 'is', null)
    .orderBy('respond_by')
    .orderBy('unit')
    .orderBy('offer')
    .execute();
}

/** True while an offer to the citizen waits for an answer, or a home is reserved for them. */
export async function isOfferedOrReserved(readModels: ReadModels, citizen: string, today: CivilDate): Promise<boolean> {
  const rows = readModels.rowsOf(HOMES_DUE);
  const open = await rows
    .selectFrom('reletting_offer')
    .select('unit')
    .where('citizen', '=', citizen)
    .where((either) => either.or([either('expires', 'is', null), either('expires', '>', today)]))
    .unionAll(rows.selectFrom('reletting_reservation').select('unit').where('citizen', '=', citizen))
    .executeTakeFirst();
  return open !== undefined;
}

/** A citizen and a home that do not tell the same. */
export interface Pair {
  citizen: string;
  unit: string;
}

const claims = (readModels: ReadModels) =>
  readModels.rowsOf(HOMES_DUE, CITIZENS_DUE).selectFrom('reletting_claim').select(['citizen', 'unit', 'offer']);
const yeses = (readModels: ReadModels) =>
  readModels.rowsOf(HOMES_DUE, CITIZENS_DUE).selectFrom('reletting_acceptance').select(['citizen', 'unit', 'offer']);

/** Citizens who have claimed a home that shows no yes of theirs. */
export async function claimsWithoutYes(readModels: ReadModels): Promise<Pair[]> {
  return claims(readModels).except(yeses(readModels)).execute();
}

/** Homes with a yes that its citizen's stream shows no claim for. */
export async function yesesWithoutClaim(readModels: ReadModels): Promise<Pair[]> {
  return yeses(readModels).except(claims(readModels)).execute();
}

/** Who has moved into or out of a home that the other of the two does not tell of. */
export async function movesThatDiffer(readModels: ReadModels): Promise<Pair[]> {
  const rows = readModels.rowsOf(HOMES_DUE, CITIZENS_DUE);
  const stays = rows.selectFrom('reletting_stay').select(['citizen', 'unit', 'day', 'what']);
  const moves = rows.selectFrom('reletting_move').select(['citizen', 'unit', 'day', 'what']);
  const differing = [...(await stays.except(moves).execute()), ...(await moves.except(stays).execute())];
  return [...new Map(differing.map(({ citizen, unit }) => [`${citizen} ${unit}`, { citizen, unit }])).values()];
}

/** A home where something may have to end because its citizen has left the list, and the event that last told of the removal. */
export interface LeftOpen extends Pair {
  toldBy: string;
}

/** Homes that citizens are offered, have reserved or have said yes to although they have left the list. */
export async function leftOpen(readModels: ReadModels): Promise<LeftOpen[]> {
  const rows = readModels.rowsOf(HOMES_DUE, CITIZENS_DUE);
  return rows
    .selectFrom('reletting_removal as removal')
    .innerJoin('reletting_offer as offered', 'offered.citizen', 'removal.citizen')
    .select(['removal.citizen as citizen', 'offered.unit as unit', 'removal.told_by as toldBy'])
    .union(
      rows
        .selectFrom('reletting_removal as removal')
        .innerJoin('reletting_reservation as reserved', 'reserved.citizen', 'removal.citizen')
        .select(['removal.citizen as citizen', 'reserved.unit as unit', 'removal.told_by as toldBy']),
    )
    .union(
      rows
        .selectFrom('reletting_removal as removal')
        .innerJoin('reletting_acceptance as accepted', 'accepted.citizen', 'removal.citizen')
        .select(['removal.citizen as citizen', 'accepted.unit as unit', 'removal.told_by as toldBy'])
        .where('removal.reason', 'in', [...LEAVES_HOMES]),
    )
    .orderBy('citizen')
    .orderBy('unit')
    .execute();
}
