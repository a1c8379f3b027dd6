import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../api/client';
import { useWords } from '../../state/spoken';
import { Head } from '../../ui/head';
import { Scroll } from '../../ui/scroll';
import { Why } from '../../forms/outcome';
import { asProblem, type Standing } from './standing';

/** What cannot be read and is parked, and the button that reads it again. */
export function Parked({ parked }: Pick<Standing, 'parked'>): ReactNode {
  const { operations } = useWords().screens;
  const queries = useQueryClient();
  const repair = api.useMutation('post', '/v1/read-models/repair', { onSuccess: () => queries.invalidateQueries() });
  const problem = asProblem(repair.error);
  return (
    <section aria-labelledby="parked">
      <h2 id="parked">{operations.parked}</h2>
      {parked.length ? (
        <>
          <p>{operations.parkedAbout}</p>
          <Scroll>
            <table>
              <Head of={[operations.stream, operations.reason]} />
              <tbody>
                {parked.map(({ stream, reason }) => (
                  <tr key={stream} data-row>
                    <th scope="row">{stream}</th>
                    <td lang="en">{reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          <button type="button" className="primary" disabled={repair.isPending} onClick={() => repair.mutate({})}>
            {repair.isPending ? operations.repairing : operations.repair}
          </button>
        </>
      ) : (
        <p>{operations.parkedNone}</p>
      )}
      <div aria-live="polite">
        {repair.data ? <p>{operations.repaired(repair.data.parked.length)}</p> : null}
        {problem ? <Why problem={problem} /> : null}
      </div>
    </section>
  );
}
