import { rentsOf, type HomeRents } from '@relet/domain';
import { packed, pack, prefixOf, projection, unpack, type ReadModels } from '@relet/platform';

/** What each home costs and has cost: an unlikely rent is told by what others of its kind cost. */
export const RENTS = projection({
  name: 'reletting-rents',
  version: 1,
  prefix: prefixOf('unit'),
  tables: { reletting_rent: { rents: packed<HomeRents>() } },
  rowsOf({ live }) {
    const rents = rentsOf(live);
    return { reletting_rent: rents ? [{ rents: pack(rents) }] : [] };
  },
});

/** The rents of some homes by the name of their stream, or of all. */
export async function rentsIn(readModels: ReadModels, streams?: readonly string[]): Promise<Map<string, HomeRents>> {
  const all = readModels.rowsOf(RENTS).selectFrom('reletting_rent').select(['stream', 'rents']);
  const rows = await (streams ? all.where('stream', 'in', streams) : all).execute();
  return new Map(rows.map(({ stream, rents }) => [stream, unpack(rents)]));
}
