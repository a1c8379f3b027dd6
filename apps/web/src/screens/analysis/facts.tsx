import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { wordFor } from '@relet/words';
import { api } from '../../api/client';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import type { Times } from '../../state/times';
import { Shown } from '../../ui/shown';

/** The facts behind a vacancy, each with both its times. Auditors see codes and ids beside the words. */
export function Facts({ unit, ids, times }: { unit: string; ids: readonly string[]; times: Times }): ReactNode {
  const words = useWords();
  const { analysis } = words.screens;
  const isAuditor = useMe().roles.includes('auditor');
  const facts = api.useQuery('get', '/v1/vacancy/events', { params: { query: { unit, ...times } } });
  return (
    <Shown of={facts}>
      {({ events }) => (
        <ol className="facts">
          {events
            .filter(({ id }) => ids.includes(id))
            .map(({ id, type, effective, recordedAt }) => (
              <li key={id}>
                <Link to={`/bolig/${unit}#${id}`}>{wordFor(words.events, type)}</Link> {analysis.trueOn} {words.date(effective)}{' '}
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
      )}
    </Shown>
  );
}
