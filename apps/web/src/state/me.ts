import { api } from '../api/client';
import type { components } from '../../made/api';

export type Me = components['schemas']['MeAnswer'];

/** Who is signed in. Screens are shown once it is known. */
export function useMe(): Me {
  return api.useSuspenseQuery('get', '/v1/me', {}, { staleTime: 60_000 }).data as Me;
}

/** The civil day of the server, and whose clock it has. */
export function useClock(): { today: string; kind: 'system' | 'manual'; demo: boolean } {
  return api.useSuspenseQuery('get', '/v1/clock' as never, {} as never, { staleTime: 60_000, refetchInterval: 300_000 } as never)
    .data as never;
}
