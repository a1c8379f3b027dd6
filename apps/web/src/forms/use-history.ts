import { api } from '../api/client';
import type { components } from '../../made/api';
import type { Times } from '../state/times';
import type { Target } from './commands';

export type TimelineEvent = components['schemas']['TimelineEvent'];

/** The history of what a command is given to. */
export function useHistory({ of, id }: Target, { isWanted = true, isFresh = false, times = {} as Times } = {}) {
  const how = (kind: Target['of']) => ({ enabled: isWanted && of === kind, ...(isFresh && { staleTime: 0 }) });
  const query = times.knownAt === undefined ? {} : { knownAt: times.knownAt };
  const unit = api.useQuery('get', '/v1/units/{unit}/history', { params: { path: { unit: id }, query } }, how('unit'));
  const citizen = api.useQuery('get', '/v1/citizens/{citizen}/history', { params: { path: { citizen: id }, query } }, how('citizen'));
  const policy = api.useQuery(
    'get',
    '/v1/policies/{municipality}/history',
    { params: { path: { municipality: id }, query } },
    how('policy'),
  );
  const { data, error, isPending, refetch } = { unit, citizen, policy }[of];
  return { data: data as { events: TimelineEvent[] } | undefined, error: error as unknown, isPending, refetch };
}
