import { api } from '../../api/client';
import { useClock, useMe } from '../../state/me';
import { useFigures } from '../analysis/use-figures';

export interface Municipality {
  id: string;
  name: string;
}

/** The municipalities in whose registers the administrator may look: those that are named, else those that have homes. */
export function useMunicipalities(): readonly Municipality[] {
  const isAsked = useMe().municipality === null;
  const { today } = useClock();
  const named = api.useQuery('get', '/v1/municipalities', {}, { enabled: isAsked }).data?.municipalities;
  const figures = useFigures({ from: today, to: today, groupBy: 'municipality' }, { enabled: isAsked && named?.length === 0 });
  if (named?.length) return named.map(({ municipality: id, name }) => ({ id, name }));
  return (figures.data?.groups ?? []).map(({ key }) => ({ id: key, name: key }));
}
