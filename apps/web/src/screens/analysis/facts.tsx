import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { wordFor } from '@relet/words';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import type { Times } from '../../state/times';
import { Shown } from '../../ui/shown';

/** The facts behind a vacancy, each with both its times. Auditors see codes and ids beside the words. */
export function Facts({ unit, ids, times }: { unit: string; ids: readonly string[]; times: Times }): ReactNode {
  const facts = api.useQuery('get', '/v1/units/{unit}/facts', { params: { path: { unit }, query: times } });
  return (
    <Shown of={facts}>
      {({ events: all }) => <FactList unit={unit} events={all.filter(({ id }) => ids.includes(id))} knownAt={times.knownAt} />}
    </Shown>
  );
}

interface ListProps {
  unit: string;
  events: readonly components['schemas']['FactBehind'][];
  knownAt: string | undefined;
}

function FactList({ unit, events, knownAt }: ListProps): ReactNode {
  const words = useWords();
  const { analysis } = words.screens;
  const { roles, rights } = useMe();
  const isAuditor = roles.includes('auditor');
  // A fact stands in the history of its home: there is no way to it for who may not read that.
  const mayRead = rights.includes('history');
  const last = events.reduce((latest, { effective }) => (effective > latest ? effective : latest), '');
  return (
    <>
      <ol className="facts">
        {events.map(({ id, type, effective, recordedAt }) => (
          <li key={id}>
            {mayRead ? <Link to={`/bolig/${unit}#${id}`}>{wordFor(words.events, type)}</Link> : wordFor(words.events, type)}{' '}
            {analysis.trueOn} {words.date(effective)}{' '}
            <small>
              {analysis.learned} {words.moment(recordedAt)}
              {isAuditor ? (
                <>
                  {' '}
                  <code>{type}</code> <code>{id}</code>
                </>
              ) : null}
            </small>
          </li>
        ))}
      </ol>
      {mayRead ? null : <p className="hint">{words.screens.home.noHistory}</p>}
      {last ? (
        <p>
          <Link to={`/bolig/${unit}?${new URLSearchParams({ sandPr: last, ...(knownAt && { kendtPr: knownAt }) }).toString()}`}>
            {analysis.asItStood(unit, words.date(last))}
          </Link>
        </p>
      ) : null}
    </>
  );
}
