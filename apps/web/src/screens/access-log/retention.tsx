import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import { citizenSaid } from '../../ui/said';
import { useWords } from '../../state/spoken';
import { Head } from '../../ui/head';
import { Scroll } from '../../ui/scroll';
import { Shown } from '../../ui/shown';

type Answer = components['schemas']['RetentionAnswer'];

/** What each municipality keeps and for how long, and whose time is over or will soon be. */
export function Retention(): ReactNode {
  const { accessLog } = useWords().screens;
  const retention = api.useQuery('get', '/v1/persons/retention', {});
  return (
    <section aria-labelledby="retention">
      <h2 id="retention">{accessLog.retention}</h2>
      <Shown of={retention}>
        {({ municipalities, due }) => (
          <>
            <Decided municipalities={municipalities} />
            {due.length ? <Due due={due} /> : <p className="empty">{accessLog.dueNone}</p>}
          </>
        )}
      </Shown>
    </section>
  );
}

function Decided({ municipalities }: Pick<Answer, 'municipalities'>): ReactNode {
  const { accessLog } = useWords().screens;
  return (
    <ul>
      {municipalities.map(({ municipality, cpr, retentionMonths, idle }) => (
        <li key={municipality}>
          <b>{municipality}</b>:{' '}
          {retentionMonths === null ? <b className="fault">{accessLog.retentionUnset}</b> : `${accessLog.retentionOf(retentionMonths)}.`}{' '}
          <small>
            {accessLog.idle(idle)} · {cpr ? accessLog.numbersKept : accessLog.numbersNotKept}
          </small>
        </li>
      ))}
    </ul>
  );
}

function Due({ due }: Pick<Answer, 'due'>): ReactNode {
  const words = useWords();
  const { accessLog } = words.screens;
  return (
    <Scroll>
      <table>
        <Head of={[accessLog.whose, accessLog.since, accessLog.over, accessLog.held]} />
        <tbody>
          {due.map(({ citizen, unit, since, over, isOver, held }) => (
            <tr key={citizen ?? unit} data-row>
              <th scope="row">
                <Link to={`?om=${citizen ?? unit}`}>{citizen === undefined ? unit : citizenSaid({ citizen })}</Link>
              </th>
              <td>{words.date(since)}</td>
              <td>
                {over === null ? null : words.date(over)} {isOver && !held ? <b className="fault">{accessLog.isOver}</b> : null}
              </td>
              <td>{held ? `${words.persons.holdGrounds[held.ground]}, ${words.date(held.since)}` : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
