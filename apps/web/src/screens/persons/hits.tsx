import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import { citizenSaid } from '../../ui/said';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';

/** Who was found: each leads to the citizen, by pseudonym. Shown until it is hidden, and kept nowhere. */
export function Hits({ found: { persons, more }, onHide }: { found: components['schemas']['FoundAnswer']; onHide(): void }): ReactNode {
  const { find } = useWords().screens;
  if (!persons.length) return <p className="empty">{find.none}</p>;
  return (
    <section>
      <p>{more ? find.more : find.found(persons.length)}</p>
      <ul className="hits">
        {persons.map(({ citizen, name }) => (
          <li key={citizen} data-row>
            <Link to={`/borger/${citizen}`}>{name}</Link> <small>{citizenSaid({ citizen })}</small>
            <Where citizen={citizen} />
          </li>
        ))}
      </ul>
      <button type="button" onClick={onHide}>
        {find.hide}
      </button>
    </section>
  );
}

/** Where somebody waits or lives, which tells two of one name apart. */
function Where({ citizen }: { citizen: string }): ReactNode {
  const words = useWords();
  const { citizen: said } = words.screens;
  const mayRead = useMe().rights.includes('history');
  const { data } = api.useQuery('get', '/v1/citizens/{citizen}/state', { params: { path: { citizen } } }, { enabled: mayRead });
  if (!data) return null;
  const { entry, home, died } = data.state;
  return (
    <small>
      {entry ? ` · ${words.waitingLists[entry.list]}` : null}
      {home ? (
        <>
          {' · '}
          {said.livesIn} <Link to={`/bolig/${home.unit}`}>{home.unit}</Link> {said.since(words.date(home.since))}
        </>
      ) : null}
      {died ? ` · ${said.died(words.date(died))}` : null}
      {entry || home || died ? null : ` · ${said.notOnList}`}
    </small>
  );
}
