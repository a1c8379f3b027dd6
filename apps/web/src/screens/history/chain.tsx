import type { ReactNode } from 'react';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import { useWords } from '../../state/spoken';
import { Shown } from '../../ui/shown';

/** The chain of hashes, checked when somebody asks; and how to check it without this server. */
export function Chain(): ReactNode {
  const words = useWords();
  const { history } = words.screens;
  const checked = api.useQuery('get', '/v1/verify', {}, { enabled: false, staleTime: Infinity });
  const clock = api.useQuery('get', '/v1/clock', {}, { enabled: false });
  const verify = async () => {
    await checked.refetch();
    await clock.refetch();
  };
  const now = clock.data?.now;
  return (
    <section aria-labelledby="chain">
      <h2 id="chain">{history.chain}</h2>
      <p>{history.chainAbout}</p>
      <button type="button" className="primary" disabled={checked.isFetching} onClick={() => void verify()}>
        {checked.isFetching ? history.verifying : history.verify}
      </button>
      <div aria-live="polite">
        {(checked.data !== undefined || checked.error !== null) && !checked.isFetching ? (
          <Shown of={checked}>{(told) => <Outcome told={told} at={now} />}</Shown>
        ) : null}
      </div>
      <h3>{history.yourself}</h3>
      <p>{history.yourselfAbout}</p>
      <dl className="commands">
        <dt>
          <code>relet verify --store KOPI.db --heads HOVEDER.json</code>
        </dt>
        <dd>{history.yourselfSteps.heads}</dd>
        <dt>
          <code>relet verify --store KOPI.db --expect HOVEDER.json</code>
        </dt>
        <dd>{history.yourselfSteps.expect}</dd>
      </dl>
    </section>
  );
}

function Outcome({ told, at }: { told: components['schemas']['Verification']; at: string | undefined }): ReactNode {
  const words = useWords();
  const { history } = words.screens;
  const { ok, events, streams, breaks, head } = told;
  return (
    <div className={ok ? 'well' : 'unwell'}>
      <p>
        <b>{ok ? history.holds(events, streams) : history.broken(breaks.length)}</b>{' '}
        {at === undefined ? null : history.checkedAt(words.moment(at))}
      </p>
      {breaks.length ? (
        <ul>
          {breaks.map(({ stream, revision, kind }) => (
            <li key={`${stream}${revision}${kind}`}>
              {history.brokenAt(stream, revision)}: {history.breakSaid(kind)}
            </li>
          ))}
        </ul>
      ) : null}
      <h3>{history.head}</h3>
      <p className="hint">{history.headAbout}</p>
      <dl className="commands">
        <dt>{history.store}</dt>
        <dd>
          <code>{head.storeId ?? '–'}</code>
        </dd>
        <dt>{history.root}</dt>
        <dd>
          <code>{head.root}</code>
        </dd>
      </dl>
    </div>
  );
}
