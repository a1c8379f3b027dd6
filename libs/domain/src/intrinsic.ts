import type { CivilDate, Fact } from './events.js';

/**
 * The first fact whose own dates are out of order: an answer due before its offer, an extension to no later day,
 * a home lived in before it was registered, or back in service before it was taken out. Undefined when all are in order.
 */
export function payloadsInOrder(live: readonly Fact[]): Fact | undefined {
  const due = new Map<string, CivilDate>();
  return [...live]
    .sort((a, b) => a.revision - b.revision)
    .find((fact) => {
      if (fact.type === 'UnitRegistered') return fact.payload.occupiedSince !== undefined && fact.payload.occupiedSince < fact.effective;
      if (fact.type === 'ReturnedToService') return takenAfter(live, fact);
      if (fact.type !== 'OfferMade' && fact.type !== 'OfferExtended') return false;
      const { offerId, respondBy } = fact.payload;
      const earliest = fact.type === 'OfferMade' ? fact.effective : due.get(offerId);
      const outOfOrder = earliest !== undefined && (fact.type === 'OfferMade' ? respondBy < earliest : respondBy <= earliest);
      due.set(offerId, respondBy);
      return outOfOrder;
    });
}

/** One command said both: taken out of service, and the first day back. */
function takenAfter(live: readonly Fact[], returned: Fact): boolean {
  const taken = live.find(({ type, commandId }) => type === 'TakenOutOfService' && commandId === returned.commandId);
  return taken !== undefined && returned.effective < taken.effective;
}
