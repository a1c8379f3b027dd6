import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send, type Receipt } from '../api/client';
import { Problem } from '../api/problem';
import { askAnew } from '../state/ask-anew';
import type { DraftInHand } from '../state/drafts';
import { movesItself } from '../state/moved';
import { recorded } from '../state/recorded';
import { useWords } from '../state/spoken';
import { pathOf, type CommandShape, type Target } from './commands';
import { dryRun, usePaused } from './dry-run';

/** One of two commands that are one action of a person. */
export interface Part {
  shape: CommandShape;
  target: Target;
  fields: object;
}

/** How a part would go or has gone. */
export interface Gone {
  receipt: Receipt | undefined;
  problem: Problem | undefined;
}

export interface Two {
  first: Gone;
  second: Gone;
  /** True while both can be read and may be tried. */
  isFilled: boolean;
  /** Something unlikely was found when it was to be saved: saving once more means it. */
  isAsked: boolean;
  isSaving: boolean;
  /** Why it was not done, or not all of it. */
  problem: Problem | undefined;
  /** The first is recorded and the second is not. */
  isHalf: boolean;
  save(): void;
}

class SecondRefused extends Error {
  constructor(readonly problem: Problem) {
    super();
  }
}

/** Two commands in a row: both are tried beforehand, and the second is sent when the first was taken. Given again they are the same two commands. `about` is the id beside which it is said that both are recorded. */
export function useTwo(
  parts: readonly [Part, Part] | undefined,
  { draft, change, discard }: DraftInHand,
  about: string,
  onSaved: () => void,
): Two {
  const { home } = useWords().screens;
  const queries = useQueryClient();
  const first = useTried(parts?.[0]);
  const second = useTried(parts?.[1]);
  const typed = JSON.stringify(draft.typed);
  const [warned, setWarned] = useState<string>();
  const mutation = useMutation<boolean, Problem | SecondRefused, readonly [Part, Part]>({
    mutationFn: async ([one, other]) => {
      const headers = { 'idempotency-key': draft.key };
      // Both are tried before either is given, unless the first was given already.
      if (!draft.isSent) {
        const tried = await Promise.all([one, other].map((part) => queries.fetchQuery(dryRunOf(part))));
        // What is unlikely is asked first, once for what is typed now.
        if (warned !== typed && tried.some(({ warnings }) => warnings.length)) {
          setWarned(typed);
          return false;
        }
      }
      change({ isSent: true });
      await given(one, headers).catch((problem: Problem) => {
        if (!problem.isUnreached) change({ isSent: false });
        throw problem;
      });
      await given(other, headers).catch((problem: Problem) => {
        throw new SecondRefused(problem);
      });
      return true;
    },
    onSuccess: (isDone) => {
      if (!isDone) return;
      discard();
      recorded(home.doneBoth, [about]);
      onSaved();
    },
    onSettled: () => void askAnew(queries),
  });
  const { error } = mutation;
  return {
    ...{ first, second },
    isFilled: parts !== undefined,
    isAsked: warned === typed,
    isSaving: mutation.isPending,
    isHalf: error instanceof SecondRefused,
    problem: error instanceof SecondRefused ? error.problem : error instanceof Problem ? error : undefined,
    save: () => {
      if (parts && !mutation.isPending) mutation.mutate(parts);
    },
  };
}

const dryRunOf = ({ shape, target, fields }: Part) => dryRun(pathOf(shape, target), JSON.stringify(fields));

function given({ shape, target, fields }: Part, headers: Record<string, string>): Promise<Receipt> {
  movesItself(target.id);
  return send(pathOf(shape, target), fields, headers);
}

function useTried(part: Part | undefined): Gone {
  const asked = JSON.stringify(part ? [pathOf(part.shape, part.target), JSON.stringify(part.fields)] : []);
  const [paused] = usePaused(asked);
  const [path = '', fields = ''] = JSON.parse(paused) as [string?, string?];
  const tried = useQuery({ ...dryRun(path, fields), enabled: path !== '' });
  const isNow = paused === asked && path !== '';
  return {
    receipt: isNow && !tried.error ? tried.data : undefined,
    problem: isNow && tried.error instanceof Problem && !tried.error.isUnreached ? tried.error : undefined,
  };
}
