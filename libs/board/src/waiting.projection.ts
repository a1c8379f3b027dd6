import { type CitizenOffer, type Fact, type OfferRecord, type UnitKind } from '@relet/domain';
import { factsAlone, pack, packed, packing, projection, text, unpack, type ReadModels, prefixOf } from '@relet/platform';
import type { Sight } from './board.projection.js';

/** What the board knows of one citizen: their live facts, from which clocks are counted when it is read. */
export const WAITING = projection({
  name: 'board-waiting',
  version: 3,
  prefix: prefixOf('citizen'),
  tables: { board_citizen: { citizen: text, municipality: text, facts: packed<readonly Fact[]>() } },
  rowsOf({ id, recorded, live }) {
    const municipality = (recorded[0] as (Fact & { municipality?: string }) | undefined)?.municipality ?? '';
    return { board_citizen: [{ citizen: id, municipality, facts: pack(factsAlone(live)) }] };
  },
});

const packOffer = packing<OfferRecord>();

/** Every offer with the citizen it was made to: which of them keep the guarantee depends on the kind of home. */
export const OFFERS = projection({
  name: 'board-offers',
  version: 3,
  prefix: prefixOf('unit'),
  tables: { board_offer: { citizen: text, unit: text, kind: text, offer: packed<OfferRecord>() } },
  rowsOf(stream) {
    const history = stream.history();
    const rows = history?.offers.flatMap((offer) =>
      offer.citizen
        ? [{ citizen: offer.citizen, unit: stream.id, kind: history.kind, offer: packOffer(stream, [offer], () => offer) }]
        : [],
    );
    return { board_offer: rows ?? [] };
  },
});

/** A citizen, with the facts that stand. */
export interface CitizenRow {
  citizen: string;
  municipality: string;
  facts: readonly Fact[];
}

/** Citizens of the municipalities in sight. */
export async function citizensIn(readModels: ReadModels, municipalities: Sight): Promise<CitizenRow[]> {
  let query = readModels.rowsOf(WAITING).selectFrom('board_citizen').select(['citizen', 'municipality', 'facts']);
  if (municipalities) query = query.where('municipality', 'in', [...municipalities]);
  const rows = await query.orderBy('stream').execute();
  return rows.map(({ facts, ...row }) => ({ ...row, facts: unpack(facts) }));
}

/** All offers as each home tells them. */
export async function offersOfHomes(readModels: ReadModels): Promise<ReadonlyMap<string, CitizenOffer[]>> {
  const rows = await readModels
    .rowsOf(OFFERS)
    .selectFrom('board_offer')
    .select(['unit', 'kind', 'offer'])
    .orderBy('stream')
    .orderBy('ordinal')
    .execute();
  const offers = rows.map(({ unit, kind, offer }): CitizenOffer => ({ ...unpack(offer), unitId: unit, kind: kind as UnitKind }));
  return Map.groupBy(offers, ({ unitId }) => unitId);
}

/** Offers by the citizen that they were made to, in the order in which they were made. */
export function byCitizen(offers: Iterable<CitizenOffer>): (citizen: string) => CitizenOffer[] {
  const own = Map.groupBy(offers, ({ citizen }) => citizen);
  return (citizen) => (own.get(citizen) ?? []).toSorted((a, b) => (a.made < b.made ? -1 : 1));
}
