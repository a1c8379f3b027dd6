import { wordFor, type Words } from '@relet/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import made from '../../../made/commands.json';
import type { components } from '../../../made/api';
import { client } from '../../api/client';
import { Problem } from '../../api/problem';
import { Standing } from '../../api/standing';
import { bodyOf } from '../../forms/body';
import type { CommandShape } from '../../forms/commands';
import { givenForAll } from '../../forms/given';
import type { CommandForm } from '../../forms/use-command-form';
import { askAnew } from '../../state/ask-anew';
import { draftKey, useDraft } from '../../state/drafts';
import { movesItself } from '../../state/moved';
import { useClock, useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import type { Card } from './use-board';

/** What became, or would become, of one home. */
export interface Result {
  unit: string;
  /** What is recorded. */
  said: string;
  refusal?: string;
  warnings: readonly string[];
}

/** Commands that are about one home alone. */
const ONE_HOME: ReadonlySet<string> = new Set(['RegisterUnit', 'CorrectEvent', 'RetractEvent', 'MakeOffer', 'Reserve', 'MoveIn']);

/** Commands of one side that make sense for many homes: those on a home that are not about one certain offer or event. */
export const stepsForMany = (party: string): readonly string[] =>
  made.commands
    .filter(({ of, path, command, by }) => of === 'unit' && by.includes(party) && !path.includes('{offer}') && !ONE_HOME.has(command))
    .map(({ command }) => command);

/** A command to many homes, tried first and then saved for those that would be taken. */
export function useManyForm(shape: CommandShape, cards: readonly Card[]) {
  const [words, me, { today }, queries] = [useWords(), useMe(), useClock(), useQueryClient()];
  const given = { ...(shape.schema.properties?.['effective'] && { effective: words.date(today) }), ...givenForAll(shape.command, cards) };
  const draft = useDraft(draftKey(me.id, shape.command, 'many'), given, undefined);
  const body = bodyOf(shape.schema, draft.draft.typed, today);
  const [tried, setTried] = useState<{ of: string; results: Result[] }>();
  const [isAsked, setAsked] = useState(false);
  const asked = JSON.stringify(body.fields);
  const isFilled = !body.missing.length && !Object.keys(body.unread).length;
  const trying = useMutation<Result[], Problem>({
    mutationFn: () =>
      give(
        shape.command,
        cards.map(({ unit }) => unit),
        body.fields,
        words,
      ),
    onSuccess: (results) => setTried({ of: asked, results }),
  });
  const saving = useMutation<Result[], Problem, readonly string[]>({
    mutationFn: (units) => give(shape.command, units, body.fields, words, draft.draft.key),
    onSuccess: () => {
      draft.discard();
      void askAnew(queries);
    },
  });
  const results = tried?.of === asked ? tried.results : undefined;
  const fields: CommandForm = {
    ...{ ...draft, shape, target: { of: 'unit', id: '' }, today, body },
    ...{ preview: undefined, previewProblem: undefined, saved: undefined, isSaving: saving.isPending, isAsked, isTouched: true },
    ...{ problem: trying.error ?? undefined, save: () => undefined, lookAnew: () => undefined },
  };
  return {
    fields,
    /** Of what is typed now; anything typed anew is tried anew. */
    tried: results,
    saved: saving.data,
    isBusy: trying.isPending || saving.isPending,
    problem: saving.error ?? trying.error ?? undefined,
    tryIt() {
      setAsked(true);
      if (isFilled) trying.mutate();
    },
    save: () => saving.mutate((results ?? []).filter(({ refusal }) => refusal === undefined).map(({ unit }) => unit)),
  };
}

/** Gives, or without a key tries, one command to each home. */
async function give(command: string, units: readonly string[], fields: object, words: Words, key?: string): Promise<Result[]> {
  if (key !== undefined) units.forEach(movesItself);
  const commands = units.map((target) => ({
    command,
    target,
    fields: fields as Record<string, never>,
    ...(key && { key: `${key}/${target}` }),
  }));
  const { data } = await client.POST('/v1/commands', {
    params: { query: key === undefined ? { dryRun: 'true' } : {} },
    body: { commands: commands as never },
  });
  const results = data?.results ?? [];
  if (key !== undefined)
    for (const result of results) if ('receipt' in result && result.receipt.position) Standing.wrote(result.receipt.position);
  return results.map((result, n) => resultOf(units[n] as string, result, words));
}

function resultOf(unit: string, result: components['schemas']['BulkAnswer']['results'][number], words: Words): Result {
  if ('problem' in result) return { unit, said: '', refusal: result.problem.detail, warnings: [] };
  const { events, warnings } = result.receipt;
  const said = events.map(({ type, effective }) => `${wordFor(words.events, type)} ${words.date(effective)}`).join(', ');
  return { unit, said: said || words.screens.forms.nothingNew, warnings: warnings.map(({ message }) => message) };
}
