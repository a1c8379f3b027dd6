import { api } from '../api/client';
import type { components } from '../../made/api';

export type Me = components['schemas']['MeAnswer'];
export type Clock = components['schemas']['ClockAnswer'];

/** Who is signed in. Screens are shown once it is known. */
export function useMe(): Me {
  return api.useSuspenseQuery('get', '/v1/me', {}, { staleTime: 60_000 }).data as Me;
}

/** The civil day of the server, and whose clock it has: looked at anew whenever somebody comes back to the window. */
export function useClock(): Clock {
  return api.useSuspenseQuery('get', '/v1/clock', {}, { staleTime: 60_000, refetchOnWindowFocus: 'always' }).data as Clock;
}
