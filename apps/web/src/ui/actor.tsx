import type { ReactNode } from 'react';
import { api } from '../api/client';
import { useMe } from '../state/me';
import { useWords } from '../state/spoken';

/** What an import or a principal of the demo has written is nobody's: it is called by its side alone. */
const NOBODY = /^(import|demo)-/;

/** Who did something: by what people call them where one may know, else the party that they act for. The id stands behind it. */
export function Actor({ id, party }: { id: string; party: string }): ReactNode {
  return <span title={id}>{useActor(id, party)}</span>;
}

export function useActor(id: string, party: string): string {
  const words = useWords();
  const me = useMe();
  const isSystem = party === 'system';
  const isWanted =
    me.rights.some((right) => right === 'history' || right === 'access_log') &&
    !isSystem &&
    !NOBODY.test(id) &&
    id !== me.id &&
    /^[a-z][a-z0-9-]{0,63}$/.test(id);
  const { data } = api.useQuery(
    'get',
    '/v1/actors/{actor}',
    { params: { path: { actor: id } } },
    { enabled: isWanted, staleTime: Infinity, retry: false },
  );
  if (id === me.id) return me.called ?? words.parties[party as 'system'];
  if (!party && id.startsWith('import-')) return words.parties[id === 'import-administrator' ? 'administrator' : 'municipality'];
  return data?.called ?? words.parties[party as 'system'] ?? id;
}
