import type { ReactNode } from 'react';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import { citizenSaid } from '../../ui/said';
import { useWords } from '../../state/spoken';
import { Head } from '../../ui/head';
import { Scroll } from '../../ui/scroll';
import { Shown } from '../../ui/shown';

type Erasure = components['schemas']['ErasureListed'];

/** The record of erasures, the latest first, each with its certificate. */
export function Erasures(): ReactNode {
  const { accessLog, find } = useWords().screens;
  const erasures = api.useQuery('get', '/v1/persons/erasures', {});
  const heads = [
    ...[accessLog.number, accessLog.whose, find.municipality, accessLog.ground],
    ...[accessLog.begun, accessLog.certified, accessLog.certificate],
  ];
  return (
    <section aria-labelledby="erasures">
      <h2 id="erasures">{accessLog.erasures}</h2>
      <p className="hint">{accessLog.erasuresAbout}</p>
      <Shown of={erasures}>
        {({ erasures: all }) =>
          all.length ? (
            <Scroll>
              <table>
                <Head of={heads} />
                <tbody>
                  {all.map((erasure) => (
                    <ErasureRow key={erasure.n} erasure={erasure} />
                  ))}
                </tbody>
              </table>
            </Scroll>
          ) : (
            <p className="empty">{accessLog.erasuresNone}</p>
          )
        }
      </Shown>
    </section>
  );
}

function ErasureRow({ erasure }: { erasure: Erasure }): ReactNode {
  const words = useWords();
  const { accessLog } = words.screens;
  const { n, citizen, subject, municipality, ground, begunAt, certifiedAt, certificate } = erasure;
  return (
    <tr data-row>
      <td>{n}</td>
      <th scope="row" title={subject}>
        {citizen === undefined ? accessLog.caseOfHome(subject.slice(-6)) : citizenSaid({ citizen })}
      </th>
      <td>{municipality}</td>
      <td>{ground === 'recorded' ? accessLog.recorded : words.persons.erasureGrounds[ground]}</td>
      <td>{words.moment(begunAt)}</td>
      <td>{certifiedAt === null ? accessLog.notCertified : words.moment(certifiedAt)}</td>
      <td className="proof">{certificate === null ? null : <code>{certificate}</code>}</td>
    </tr>
  );
}
