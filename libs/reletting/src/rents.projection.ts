import type { HomeRents } from '@relet/domain';
import { optional, pack, packed, packing, prefixOf, projection, unpack, type ReadModels, type StreamFacts } from '@relet/platform';

/** Rents in one row: one more writes the last row of a long history anew, and not all of it. */
const SIZE = 64;

type Once = Omit<HomeRents, 'rents'>;

/** What each home costs and has cost: an unlikely rent is told by what others of its kind cost. */
export const RENTS = projection({
  name: 'reletting-rents',
  version: 2,
  prefix: prefixOf('unit'),
  tables: { reletting_rent: { home: optional(packed<Once>()), rents: packed<HomeRents['rents']>() } },
  rowsOf(stream) {
    const history = stream.history();
    return { reletting_rent: history ? rowsFor(stream, history) : [] };
  },
});

const packRents = packing<HomeRents['rents']>();

/** What a home has once stands in the first row, and its rents in as many as they fill. */
function rowsFor(stream: StreamFacts, { municipality, kind, rents, decommissioned }: HomeRents) {
  const parts = Array.from({ length: Math.ceil(rents.length / SIZE) }, (_, n) => rents.slice(n * SIZE, (n + 1) * SIZE));
  const once = pack<Once>({ municipality, kind, ...(decommissioned && { decommissioned }) });
  return parts.map((part, n) => ({ home: n === 0 ? once : null, rents: packRents(stream, part, () => part) }));
}

/** The rents of some homes by the name of their stream, or of all. */
export async function rentsIn(readModels: ReadModels, streams?: readonly string[]): Promise<Map<string, HomeRents>> {
  const all = readModels.rowsOf(RENTS).selectFrom('reletting_rent').select(['stream', 'home', 'rents']);
  const rows = await (streams ? all.where('stream', 'in', streams) : all).orderBy('stream').orderBy('ordinal').execute();
  const homes = new Map<string, HomeRents>();
  for (const { stream, home, rents } of rows) {
    if (home !== null) homes.set(stream, { ...unpack(home), rents: unpack(rents) });
    else homes.get(stream)?.rents.push(...unpack(rents));
  }
  return homes;
}
