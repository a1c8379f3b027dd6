import { foldCitizen, foldUnit, liveFacts, staysIn, upcast, type Fact } from '@relet/domain';
import { verifyStream, type EventStore } from '@relet/event-store';

/** The parts of a letting that are compared afterwards. */
export interface Cast {
  citizens: readonly string[];
  homes: readonly string[];
}

/**
 * Compares the homes' streams with the citizens' and names in words what does not agree. Nothing is named when a claim is open exactly
 * where a yes stands, nobody has two homes, each move-in is on the citizen's stream once, and every chain holds.
 */
export async function disagreements(store: Pick<EventStore, 'readStream'>, { citizens, homes }: Cast): Promise<string[]> {
  const found: string[] = [];
  const factsOf = async (stream: string): Promise<Fact[]> => {
    const events = await store.readStream(stream);
    const broken = verifyStream(events.map(({ position: _, ...event }) => event));
    if (broken) found.push(`${stream}: the chain is broken at revision ${broken.revision} (${broken.kind})`);
    return liveFacts(events.map(upcast));
  };
  const accepted: string[] = [];
  const livedIn: string[] = [];
  for (const home of homes) {
    const live = await factsOf(`unit-${home}`);
    const { acceptance } = foldUnit(live);
    if (acceptance?.citizen) accepted.push(`${acceptance.citizen} ${home}`);
    livedIn.push(...staysIn(home, live).flatMap(({ citizen, to }) => (to ? [] : `${citizen} ${home}`)));
  }
  const claimed: string[] = [];
  const taken: string[] = [];
  for (const citizen of citizens) {
    const live = await factsOf(`citizen-${citizen}`);
    const { claim } = foldCitizen(live);
    if (claim) claimed.push(`${citizen} ${claim.unit}`);
    taken.push(...live.flatMap((fact) => (fact.type === 'HomeTaken' ? `${citizen} ${fact.payload.unit}` : [])));
  }
  found.push(...differences('accepted without a claim', accepted, claimed), ...differences('claimed without a yes', claimed, accepted));
  found.push(...differences('lived in and not told', livedIn, taken), ...differences('told and not lived in', taken, livedIn));
  const had = [...accepted, ...livedIn].map((pair) => pair.split(' ')[0]);
  if (new Set(had).size < had.length) found.push('a citizen has two homes');
  return found;
}

/** Compares two lists item by item: what is twice in one must be twice in the other. */
function differences(what: string, these: readonly string[], those: readonly string[]): string[] {
  const left = [...those];
  return these.flatMap((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0 ? [] : `${what}: ${pair}`;
  });
}
