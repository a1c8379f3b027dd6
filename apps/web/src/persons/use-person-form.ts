import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { post } from '../api/client';
import type { Problem } from '../api/problem';
import { useSentAgain } from '../forms/use-sent-again';
import { askAnew } from '../state/ask-anew';
import { draftKey, useDraft, type Draft, type Typed } from '../state/drafts';
import { useMe } from '../state/me';
import { recorded } from '../state/recorded';
import { useWords } from '../state/spoken';

interface Given<T> {
  /** What is filled in: the name of its draft. */
  what: string;
  about: string;
  path: string;
  given?: Draft['typed'];
  /** What is sent; undefined while it is not filled in. */
  body(typed: Draft['typed']): object | undefined;
  onSaved(answer: T): void;
}

/** A form of what says who somebody is. Its draft lies in this window alone; sent again it is the same. */
export function usePersonForm<T>({ what, about, path, given, body, onSaved }: Given<T>) {
  const me = useMe();
  const { persons } = useWords().screens;
  const queries = useQueryClient();
  const empty = useMemo(() => given ?? {}, [given]);
  const { draft, type, change, discard } = useDraft(draftKey(me.id, what, about), empty, undefined, true);
  const mutation = useMutation<T, Problem, object>({
    mutationFn: (sent) => {
      change({ isSent: true });
      return post<T>(path, sent, { 'idempotency-key': draft.key });
    },
    onSuccess: (answer) => {
      discard();
      recorded(persons.saved, [`person/${about}`]);
      onSaved(answer);
      void askAnew(queries);
    },
  });
  const ready = body(draft.typed);
  useSentAgain(mutation.error ?? undefined, () => mutation.variables && mutation.mutate(mutation.variables));
  return {
    typed: draft.typed,
    text: (name: string) => (typeof draft.typed[name] === 'string' ? (draft.typed[name] as string) : ''),
    type: (name: string, value: Typed) => type(name, value),
    discard,
    isReady: ready !== undefined,
    isSaving: mutation.isPending,
    problem: mutation.error ?? undefined,
    save: () => {
      if (ready && !mutation.isPending) mutation.mutate(ready);
    },
  };
}

export type PersonForm = ReturnType<typeof usePersonForm>;
