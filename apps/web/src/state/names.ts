import { useMutation, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { components } from '../../made/api';
import { client } from '../api/client';
import { Problem } from '../api/problem';

export type ReadReason = components['schemas']['GiveReason']['reason'];

/** Names are shown in this window until it is closed or they are hidden; they are kept nowhere. */
let isOn = false;
const listeners = new Set<() => void>();

function turn(on: boolean): void {
  isOn = on;
  for (const listener of listeners) listener();
}

/** Names in the place of initials: a reason is given once, and each reading is recorded by the server. */
export function useNames(citizens: readonly string[]) {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isOn,
  );
  const reveal = useMutation<unknown, Problem, ReadReason>({
    mutationFn: (reason) => client.POST('/v1/persons/reason', { body: { reason } }),
    onSuccess: () => turn(true),
  });
  const names = useQuery({
    queryKey: ['names', citizens],
    queryFn: () => namesOf(citizens),
    enabled: shown && citizens.length > 0,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  // The reason holds for an hour: then it is asked for again.
  const isOver = names.error instanceof Problem && names.error.code === 'REASON_NEEDED';
  return {
    isOn: shown && !isOver,
    names: shown ? names.data : undefined,
    problem: reveal.error ?? (isOver ? null : names.error),
    reveal: (reason: ReadReason) => reveal.mutate(reason),
    hide: () => turn(false),
  };
}

/** So many are named by one answer. */
const AT_ONCE = 200;

async function namesOf(citizens: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (let from = 0; from < citizens.length; from += AT_ONCE) {
    const { data } = await client.POST('/v1/persons/names', { body: { citizens: citizens.slice(from, from + AT_ONCE) } });
    for (const { citizen, name } of data?.persons ?? []) names.set(citizen, name);
  }
  return names;
}
