import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { send, type Receipt } from '../api/client';
import { Problem } from '../api/problem';
import { Standing } from '../api/standing';
import { draftKey, useDraft, type Draft, type DraftInHand, type Typed } from '../state/drafts';
import { movesItself } from '../state/live';
import { useClock, useMe } from '../state/me';
import { useWords } from '../state/spoken';
import { bodyOf, type Body } from './body';
import { pathOf, type CommandShape, type Target } from './commands';

/** A form in which a command is typed, tried and saved. */
export interface CommandForm extends Omit<DraftInHand, 'change'> {
  shape: CommandShape;
  target: Target;
  today: string;
  body: Body;
  /** What would happen; undefined while the form is not filled in or the answer is on its way. */
  preview: Receipt | undefined;
  /** Why it would be refused as it is now typed. */
  previewProblem: Problem | undefined;
  /** How saving went. */
  isSaving: boolean;
  problem: Problem | undefined;
  saved: Receipt | undefined;
  /** Sends it. While something unlikely is asked, only `sure` does. */
  save(sure?: boolean): void;
  /** Looks at the history anew after somebody else has changed it. */
  lookAnew(revision: number): void;
}

interface Given {
  shape: CommandShape;
  target: Target;
  revision: number | undefined;
  given?: Readonly<Record<string, Typed>>;
  onSaved?(receipt: Receipt): void;
}

/** Milliseconds without a stroke before it is asked what would happen. */
const PAUSE = 350;

export function useCommandForm({ shape, target, revision, given = {}, onSaved }: Given): CommandForm {
  const { today } = useClock();
  const me = useMe();
  const queries = useQueryClient();
  const name = draftKey(me.id, shape.command, `${target.id}${target.offer ? `/${target.offer}` : ''}`);
  const words = useWords();
  // Most of what is recorded has happened today.
  const { draft, change, ...inHand } = useDraft(
    name,
    { ...(shape.schema.properties?.['effective'] && { effective: words.date(today) }), ...given },
    revision,
  );
  const body = useMemo(() => bodyOf(shape.schema, draft.typed, today), [shape, draft.typed, today]);
  const isFilled = !Object.keys(body.unread).length && !body.missing.length;
  const path = pathOf(shape, target);
  const paused = usePaused(JSON.stringify(body.fields), PAUSE);
  const tried = useQuery({
    queryKey: ['dry-run', path, paused],
    queryFn: () => send(path, JSON.parse(paused) as object, {}, true),
    enabled: isFilled,
    staleTime: 5_000,
    retry: false,
    gcTime: 10_000,
  });
  const mutation = useMutation<Receipt, Problem, Draft>({
    mutationFn: (sent) => {
      movesItself(target.id);
      change({ isSent: true });
      const match = sent.revision === undefined ? {} : { 'if-match': `"${sent.revision}"` };
      return send(path, body.fields, { 'idempotency-key': sent.key, ...match });
    },
    onSuccess: (receipt) => {
      inHand.discard();
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'get' });
      onSaved?.(receipt);
    },
  });
  useSentAgain(mutation.error ?? undefined, () => mutation.mutate(draft));
  const isTried = paused === JSON.stringify(body.fields) && isFilled;
  return {
    ...{ ...inHand, draft, shape, target, today, body },
    preview: isTried ? tried.data : undefined,
    previewProblem: isTried && tried.error instanceof Problem && !tried.error.isUnreached ? tried.error : undefined,
    isSaving: mutation.isPending,
    problem: mutation.error ?? undefined,
    saved: mutation.data,
    save(sure = false) {
      if (mutation.isPending || Object.keys(body.unread).length || body.missing.length) return;
      if (isTried && tried.data?.warnings.length && !sure) return;
      mutation.mutate(draft);
    },
    lookAnew(next) {
      change({ revision: next, key: crypto.randomUUID(), isSent: false });
      mutation.reset();
    },
  };
}

/** A value once it has rested. */
function usePaused(value: string, milliseconds: number): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return paused;
}

/** A command that did not reach the server is sent again, under the same key, once the server is heard of. */
function useSentAgain(problem: Problem | undefined, again: () => void): void {
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (!problem?.isUnreached) return undefined;
    const timer = setTimeout(() => latest.current(), 3_000);
    const stop = Standing.listen(() => {
      if (Standing.now().isReached) latest.current();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [problem]);
}
