import type { Order } from './clients.js';

const DAY = 86_400_000;

/** The civil day some days before today. */
export const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

/** A policy that allows to offer a home to many citizens at once. */
export const MANY_OFFERS: Order = { path: 'policies/eksempel', body: { effective: ago(100), maxOpenOffers: 16 } };

/** A pseudonym that follows from a number. */
export const citizen = (n: number) => `c1712e00-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A citizen on the general list. */
export const approved = (pseudonym: string): Order => ({
  path: `citizens/${pseudonym}/approval`,
  body: { effective: ago(60), list: 'general', elderly: true },
  as: 'eksempel',
});

/** A new home, empty and ready. */
export const empty = (unit: string): Order => ({
  path: `units/${unit}`,
  body: { effective: ago(50), kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000 },
});

/** An offer, named after its citizen, that waits for its answer. */
export const offered = (unit: string, pseudonym: string): Order => ({
  path: `units/${unit}/offers`,
  body: { effective: ago(30), offerId: pseudonym, citizen: pseudonym, respondBy: ago(-5) },
});

export const yes = (unit: string, pseudonym: string, key?: string): Order => ({
  path: `units/${unit}/offers/${pseudonym}/acceptance`,
  body: { effective: ago(1) },
  ...(key !== undefined && { key }),
});
