import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../api/client';
import { Why } from '../../forms/outcome';
import { useWords } from '../../state/spoken';
import { Head } from '../../ui/head';
import { Shown } from '../../ui/shown';
import { asProblem, type Standing } from './standing';

/** Offers beyond their last day that nobody has ended, and the button that runs the deadlines. */
export function OpenDeadlines({ clock }: Pick<Standing, 'clock'>): ReactNode {
  const words = useWords();
  const { operations } = words.screens;
  const queries = useQueryClient();
  const open = api.useQuery('get', '/v1/deadlines/open', {}, { refetchInterval: 30_000 });
  const run = api.useMutation('post', '/v1/deadlines/run', { onSuccess: () => queries.invalidateQueries() });
  const problem = asProblem(run.error);
  return (
    <section aria-labelledby="deadlines">
      <h2 id="deadlines">{operations.deadlines}</h2>
      <Shown of={open}>
        {({ overdue }) =>
          overdue.length ? (
            <>
              <p>{clock === 'system' ? operations.deadlinesSystem : operations.deadlinesManual}</p>
              <table>
                <Head of={[operations.home, operations.offer, operations.respondBy]} />
                <tbody>
                  {overdue.map(({ unit, offer, respondBy }) => (
                    <tr key={`${unit}/${offer}`} data-row>
                      <th scope="row">{unit}</th>
                      <td>{offer}</td>
                      <td>{words.date(respondBy)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          ) : (
            <p>{operations.deadlinesNone}</p>
          )
        }
      </Shown>
      <button type="button" disabled={run.isPending} onClick={() => run.mutate({})}>
        {run.isPending ? operations.running : operations.run}
      </button>
      <div aria-live="polite">
        {run.data ? <Ran {...run.data} /> : null}
        {problem ? <Why problem={problem} /> : null}
      </div>
    </section>
  );
}

function Ran({ expired, ended, refused }: { expired: object[]; ended: object[]; refused: { unit: string; detail: string }[] }): ReactNode {
  const { operations } = useWords().screens;
  return (
    <>
      <p>{operations.ran(expired.length, ended.length)}</p>
      {refused.length ? (
        <>
          <p>{operations.refused}</p>
          <ul>
            {refused.map(({ unit, detail }) => (
              <li key={unit}>
                {unit}: {detail}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
