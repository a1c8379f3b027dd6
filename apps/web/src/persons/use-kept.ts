import { api } from '../api/client';

/** What a municipality keeps of persons; undefined while it is not known. */
export function useKept(municipality: string | undefined) {
  const path = { municipality: municipality ?? '' };
  const asked = { enabled: municipality !== undefined, staleTime: 60_000 };
  return api.useQuery('get', '/v1/municipalities/{municipality}/persons', { params: { path } }, asked).data;
}
