import { fieldSaid, wordFor } from '@relet/words';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { components } from '../../../made/api';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { Head } from '../../ui/head';
import { Actor } from '../../ui/actor';
import { partSaid } from '../../ui/content';
import { Scroll } from '../../ui/scroll';

type Answer = components['schemas']['DifferenceAnswer'];

/** A home that differs: each part of it at both points, and the facts that made the difference. */
export function HomeDiffers({
  home: { unit, changes, events },
  from,
  to,
}: { home: Answer['homes'][number] } & Pick<Answer, 'from' | 'to'>): ReactNode {
  const words = useWords();
  const { history } = words.screens;
  const isAuditor = useMe().roles.includes('auditor');
  return (
    <article className="differs" data-row aria-label={unit}>
      <h4>
        <Link to={placeAt(unit, from)}>{history.seeAt(unit, 'A')}</Link> · <Link to={placeAt(unit, to)}>{history.seeAt(unit, 'B')}</Link>
      </h4>
      <Scroll>
        <table>
          <Head of={[history.field, history.atA, history.atB]} />
          <tbody>
            {changes.map(({ field, from: before, to: after }) => (
              <tr key={field}>
                <th scope="row">{fieldSaid(words, field)}</th>
                <td>{partSaid(words, field, before)}</td>
                <td>{partSaid(words, field, after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {events.length ? (
        <>
          <h5>{history.because}</h5>
          <ul>
            {events.map(({ id, type, effective, recordedAt, actor }) => (
              <li key={id}>
                <Link to={`/bolig/${unit}#${id}`}>{wordFor(words.events, type)}</Link> {words.date(effective)}{' '}
                <small>
                  {history.recorded.toLowerCase()} {words.moment(recordedAt)}, <Actor id={actor} party="" />
                  {isAuditor ? (
                    <>
                      {' '}
                      <code>{type}</code>
                    </>
                  ) : null}
                </small>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </article>
  );
}

/** The home as it stood at a point. */
const placeAt = (unit: string, { asOf, knownAt }: Answer['from']) =>
  `/bolig/${unit}?${new URLSearchParams({ sandPr: asOf, ...(knownAt !== null && { kendtPr: knownAt }) }).toString()}`;
