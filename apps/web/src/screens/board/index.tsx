import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client';
import { useWords } from '../../state/spoken';
import { useTimes } from '../../state/times';
import { Shown } from '../../ui/shown';

export default function Board(): ReactNode {
  const words = useWords();
  const { times } = useTimes();
  const board = api.useQuery('get', '/v1/board', { params: { query: { active: 'true', ...times } } });
  return (
    <>
      <h1>{words.screens.shell.places.board}</h1>
      <Shown of={board}>
        {({ homes }) => (
          <ul>
            {homes.map(({ unit, building, stage, emptyDays }) => (
              <li key={unit} data-row>
                <Link to={`/bolig/${unit}`}>{unit}</Link> {building} {words.stages[stage as 'occupied']}{' '}
                {words.screens.shell.emptyDays(emptyDays)}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </>
  );
}
