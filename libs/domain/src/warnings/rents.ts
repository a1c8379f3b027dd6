import type { CivilDate, Fact, Oere } from '../events.js';
import type { UnitHistory } from '../vacancy/index.js';

/** What a home costs and since when, to be compared with others of its kind. */
export type HomeRents = Pick<UnitHistory, 'municipality' | 'kind' | 'rents' | 'decommissioned'>;

/** The rents of a home, from its live facts, which come in the order of their days; undefined for one that is not registered. */
export function rentsOf(live: readonly Fact[]): HomeRents | undefined {
  const [registration] = live;
  if (registration?.type !== 'UnitRegistered') return undefined;
  const { municipality, kind, rentOere } = registration.payload;
  const rents = [{ from: registration.effective, rentOere }];
  let decommissioned: CivilDate | undefined;
  for (const fact of live) {
    if (fact.type === 'RentSet') rents.push({ from: fact.effective, rentOere: fact.payload.rentOere });
    if (fact.type === 'UnitDecommissioned') decommissioned = fact.effective;
  }
  return { municipality, kind, rents, ...(decommissioned && { decommissioned }) };
}

/** So many homes tell what such homes cost. */
const ENOUGH = 10;

/** The rent in force on a day. A home's registration counts whatever its day (R11); one that has left the portfolio by then has no rent. */
function rentOn({ rents, decommissioned }: HomeRents, day: CivilDate): Oere | undefined {
  if (decommissioned !== undefined && decommissioned <= day) return undefined;
  // A loop, because each such command asks this of every home of its kind.
  for (let n = rents.length - 1; n > 0; n--) if ((rents[n] as HomeRents['rents'][number]).from <= day) return rents[n]?.rentOere;
  return rents[0]?.rentOere;
}

/** True for a rent outside half to double the median of such homes on a day, once there are enough of them. */
export function isOddRent(rentOere: Oere, homes: readonly HomeRents[], day: CivilDate): boolean {
  const rents: Oere[] = [];
  let [higher, lower] = [0, 0];
  for (const home of homes) {
    const rent = rentOn(home, day);
    if (rent === undefined) continue;
    rents.push(rent);
    if (rent > 2 * rentOere) higher += 1;
    if (2 * rent < rentOere) lower += 1;
  }
  const half = rents.length / 2;
  // Mostly less than half of them lie so far away: nobody has to look for the middle.
  return rents.length >= ENOUGH && (higher >= half || lower >= half) && isFarFromMedian(rentOere, rents);
}

function isFarFromMedian(rentOere: Oere, rents: Oere[]): boolean {
  const sorted = rents.sort((a, b) => a - b);
  // The two in the middle, or twice the one: their sum is twice the median, so that all numbers stay whole.
  const middle = (sorted[(sorted.length - 1) >> 1] as Oere) + (sorted[sorted.length >> 1] as Oere);
  return 4 * rentOere < middle || rentOere > middle;
}
