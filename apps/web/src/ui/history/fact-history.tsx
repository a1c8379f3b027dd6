import type { ReactNode } from 'react';
import { citizenSaid } from '../../ui/said';
import type { Target } from '../../forms/commands';
import { useHistory } from '../../forms/use-history';
import { useWords } from '../../state/spoken';
import { useTimes } from '../../state/times';
import { Shown } from '../shown';
import { linesOf } from './chapters';
import { FactTable } from './facts';

/** The facts of a citizen or a policy, the newest first. */
export function FactHistory({ target, mayMend }: { target: Target; mayMend: boolean }): ReactNode {
  const { home } = useWords().screens;
  const { times } = useTimes();
  const history = useHistory(target, { times });
  return (
    <section aria-labelledby="history">
      <h2 id="history">{home.history}</h2>
      <Shown of={history}>
        {({ events }) => (
          <FactTable
            lines={linesOf(events.filter(({ effective }) => !times.asOf || effective <= times.asOf)).toReversed()}
            mending={{ target, revision: events.at(-1)?.revision, mayMend }}
            called={(id) => citizenSaid({ citizen: id })}
          />
        )}
      </Shown>
    </section>
  );
}
