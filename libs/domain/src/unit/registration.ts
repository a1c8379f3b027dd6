import { isNewUnitId } from '../text.js';
import { must, type HomeFacts, type HomeVerbs } from './home.js';
import { RegisterUnit, SetRent } from './registration.commands.js';
import { UNREGISTERED } from './state.js';
import type { UnitOnDay } from './state-of.js';

const unknownYet = must(
  'UNIT_EXISTS',
  ({ at }) => at.registered === undefined,
  ({ at }) => ({ commissioned: at.registered?.commissionedOn ?? '' }),
);

const facts = {
  UnitRegistered: {
    first: true,
    stands: [unknownYet],
    becomes: (_, { id, effective, payload: { rentOere, ...home } }) => ({
      ...UNREGISTERED,
      registered: { ...home, commissionedOn: effective, eventId: id },
      rentOere,
      ...(home.occupiedSince
        ? { stage: 'occupied', stageSince: home.occupiedSince, tenancy: { since: home.occupiedSince } }
        : { stage: 'ready', stageSince: effective, vacantFrom: effective }),
    }),
    undoneBy: [],
    ahead: 'agreed',
    factDay: 'occupiedSince',
    ordered: ({ effective, payload }) => payload.occupiedSince === undefined || payload.occupiedSince >= effective,
    keeps: ['municipality'],
    malformed: (payload, { municipality }) =>
      payload.municipality === municipality ? undefined : { field: 'municipality', why: 'MUNICIPALITY_OF_THE_ID' },
  },
  RentSet: {
    stands: [],
    becomes: (home, { payload }) => ({ ...home, rentOere: payload.rentOere }),
    undoneBy: [],
    ahead: 'agreed',
  },
} satisfies HomeFacts;

const verbs = {
  RegisterUnit: {
    body: RegisterUnit,
    who: 'A',
    reports: 'UnitRegistered',
    begins: true,
    named: (target) => (isNewUnitId(target) ? undefined : { field: '', why: 'NEW_HOME' }),
    probe: () => [],
  },
  SetRent: { body: SetRent, who: 'A', reports: 'RentSet', probe: ({ rentOere }: UnitOnDay) => [{ rentOere: rentOere + 1 }] },
} satisfies HomeVerbs;

/** A home comes into the portfolio, and what it costs to live in. */
export const REGISTRATION = { facts, verbs };
