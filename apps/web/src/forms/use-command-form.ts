import { wordFor, type Words } from '@relet/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { send, type Receipt } from '../api/client';
import { Problem } from '../api/problem';
import { askAnew } from '../state/ask-anew';
import { draftKey, useDraft, type Draft, type DraftInHand, type Typed } from '../state/drafts';
import { recorded } from '../state/recorded';
import { saidSaved } from '../state/just-saved';
import { movesItself } from '../state/moved';
import { useClock, useMe } from '../state/me';
import { revisionSeen, wroteRevision } from '../state/own-revisions';
import { useWords } from '../state/spoken';
import { bodyOf, type Body } from './body';
import { pathOf, type CommandShape, type Target } from './commands';
import { dryRun, usePaused } from './dry-run';
import { isAskable } from './hand-made/layouts';
import { useSentAgain } from './use-sent-again';

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
  /** True once it was asked to be saved, so that what is missing is said. */
  isAsked: boolean;
  /** True once something was typed in it, now or before. */
  isTouched: boolean;
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
  /** What is sent, made of the fields that were read; by itself the fields as they are. */
  refine?(fields: Record<string, unknown>): Record<string, unknown>;
  onSaved?(receipt: Receipt): void;
}

export function useCommandForm({ shape, target, revision, given = {}, refine, onSaved }: Given): CommandForm {
  const { today } = useClock();
  const me = useMe();
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const name = draftKey(me.id, shape.command, [target.id, target.offer, target.about].filter(Boolean).join('/'));
  const words = useWords();
  // Most of what is recorded has happened today.
  const { draft, change, ...inHand } = useDraft(
    name,
    { ...(shape.schema.properties?.['effective'] && { effective: words.date(today) }), ...given },
    revisionSeen(target.id, revision),
  );
  const [opened] = useState(draft.typed);
  const read = useMemo(() => bodyOf(shape.schema, draft.typed, today), [shape, draft.typed, today]);
  const body = useMemo(() => (refine ? { ...read, fields: refine(read.fields) } : read), [read, refine]);
  const isFilled = !Object.keys(body.unread).length && !body.missing.length;
  const path = pathOf(shape, target);
  const [paused, settle] = usePaused(JSON.stringify(body.fields));
  const tried = useQuery({ ...dryRun(path, paused), enabled: isFilled && isAskable(shape.command, body.fields) });
  const mutation = useMutation<Receipt, Problem | Doubtful, { sent: Draft; isSure: boolean }>({
    mutationFn: async ({ sent, isSure }) => {
      if (!isSure) {
        // What is unlikely is asked first. A refusal is told by the command itself.
        const beforehand = await queries.fetchQuery(dryRun(path, JSON.stringify(body.fields))).catch(() => undefined);
        if (beforehand?.warnings.length) throw new Doubtful();
      }
      change({ isSent: true });
      movesItself(target.id);
      const match = sent.revision === undefined ? {} : { 'if-match': `"${sent.revision}"` };
      return send(path, body.fields, { 'idempotency-key': sent.key, ...match });
    },
    onSuccess: (receipt) => {
      wroteRevision(target.id, receipt.revision);
      inHand.discard();
      // The form closes first: what it would do is not asked once more.
      const closed = Promise.resolve();
      saidSaved(
        target.id,
        shape.command,
        closed.then(() => askAnew(queries)),
      );
      recorded(...savedSaid(words, receipt, target, body));
      onSaved?.(receipt);
    },
    onError: (error) => {
      // Somebody else has moved it: what stands around the form is shown anew, too.
      if (error instanceof Problem && error.status === 412) void askAnew(queries);
    },
  });
  const problem = mutation.error instanceof Problem ? mutation.error : undefined;
  useSentAgain(problem, () => mutation.mutate({ sent: draft, isSure: mutation.variables?.isSure ?? false }));
  const isTried = paused === JSON.stringify(body.fields) && isFilled;
  return {
    ...{ ...inHand, draft, shape, target, today, body },
    type(field, value) {
      const typed = { ...draft.typed, [field]: value };
      // A day that is only written out is the same command, under the same key.
      if (JSON.stringify(bodyOf(shape.schema, typed, today)) === JSON.stringify(read)) return change({ typed });
      // What was refused was another command. Who has lost a race looks at the new state first.
      if (problem && problem.status !== 412) mutation.reset();
      inHand.type(field, value);
    },
    // Asked anew and refused, it would not happen any more.
    preview: isTried && !tried.error ? tried.data : undefined,
    previewProblem: isTried && tried.error instanceof Problem && !tried.error.isUnreached ? tried.error : undefined,
    isSaving: mutation.isPending,
    isAsked,
    isTouched: inHand.wasKept || draft.typed !== opened,
    problem,
    saved: mutation.data,
    save(sure = false) {
      setAsked(true);
      if (mutation.isPending || Object.keys(body.unread).length || body.missing.length) return;
      settle();
      mutation.mutate({ sent: draft, isSure: sure });
    },
    lookAnew(next) {
      change({ revision: next, key: crypto.randomUUID(), isSent: false });
      mutation.reset();
    },
  };
}

/** That it is recorded, what it is about, and the same where that is not seen: a correction is about its event. */
function savedSaid(words: Words, { events }: Receipt, { of, id, about }: Target, { fields }: Body): Parameters<typeof recorded> {
  const { forms } = words.screens;
  const what = events.map(({ type, effective }) => `${wordFor(words.events, type)} ${words.date(effective)}`).join(', ');
  const { citizen } = fields as { citizen?: string };
  const ids = about === undefined ? [id, ...(citizen === undefined ? [] : [citizen])] : [about];
  if (!what) return [forms.nothingNew, ids];
  return [forms.saved(what), ids, of === 'unit' ? forms.saved(`${id}, ${what}`) : undefined];
}

/** Thrown instead of sending: something unlikely is to be looked at first. */
class Doubtful extends Error {}
