import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../api/client';
import { spoken } from '../state/spoken';
import type { CommandForm } from './use-command-form';

/** So many are tried; a longer list is not told apart. */
const MOST = 200;

/**
 * Whom a command could be given for, of some citizens: it is tried for each of them, as the rules are the server's. Answers why not for each who is
 * refused; nothing while that is not known, or while all are refused alike, which is then no matter of whom.
 */
export function useWhyNot(
  of: Pick<CommandForm, 'shape' | 'target' | 'body'> | undefined,
  citizens: readonly string[],
): ReadonlyMap<string, string> {
  // As the form was opened: days that are typed since do not sort the list anew under somebody's fingers.
  const [fields] = useState(() => ({ ...of?.body.fields, citizen: undefined }));
  const command = of?.shape.command ?? '';
  const unit = of?.target.of === 'unit' ? of.target.id : '';
  const isWanted = unit !== '' && citizens.length > 1 && citizens.length <= MOST;
  const { data } = useQuery({
    queryKey: ['dry-run', 'who', command, unit, citizens, spoken()],
    queryFn: () => triedFor(command, unit, fields, citizens),
    ...{ enabled: isWanted, staleTime: 30_000, retry: false },
  });
  return data ?? NOBODY;
}

const NOBODY: ReadonlyMap<string, string> = new Map();

async function triedFor(
  command: string,
  target: string,
  fields: object,
  citizens: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const commands = citizens.map((citizen) => ({ command, target, fields: { ...fields, citizen } }));
  const { data } = await client.POST('/v1/commands', { params: { query: { dryRun: 'true' } }, body: { commands: commands as never } });
  const refused = (data?.results ?? []).flatMap((result, n) =>
    'problem' in result ? [[citizens[n] as string, result.problem.detail] as const] : [],
  );
  return refused.length === citizens.length ? NOBODY : new Map(refused);
}
