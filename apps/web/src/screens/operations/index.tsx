import type { ReactNode } from 'react';
import { api } from '../../api/client';
import { useWords } from '../../state/spoken';
import { Shown } from '../../ui/shown';
import { WithCode } from '../../ui/with-code';
import { OpenDeadlines } from './deadlines';
import { Parked } from './parked';
import type { Standing } from './standing';
import '../../styles/operations.css';

/** How often it is looked at, in milliseconds. */
const AGAIN = 10_000;

/** How the server stands, and what to do about it. Quiet while there is nothing to do. */
export default function Operations(): ReactNode {
  const { screens } = useWords();
  const standing = api.useQuery('get', '/v1/operations', {}, { refetchInterval: AGAIN });
  // The server's own clock: that of this machine may be wrong.
  const now = api.useQuery('get', '/v1/clock', {}, { refetchInterval: AGAIN }).data?.now;
  return (
    <div className="operations">
      <h1>{screens.shell.places.operations}</h1>
      <Shown of={standing}>
        {(told) => (
          <>
            <Health told={told} at={now} />
            <Parked parked={told.parked} />
            <OpenDeadlines clock={told.clock} />
            <Backups />
            <Versions told={told} />
          </>
        )}
      </Shown>
    </div>
  );
}

function Health({ told, at }: { told: Standing; at: string | undefined }): ReactNode {
  const words = useWords();
  const { operations } = words.screens;
  const { serving, parts, parked, events, seconds } = told;
  const isWell = serving && !parked.length;
  const lag = events === null ? operations.lagUnknown : events === 0 ? operations.lagNone : operations.lagSaid(events, Math.round(seconds));
  return (
    <section aria-labelledby="health">
      <h2 id="health">{operations.health}</h2>
      <div aria-live="polite" className={isWell ? 'well' : 'unwell'}>
        <p>
          <b>{isWell ? operations.well : operations.unwell}</b>
        </p>
        {parts.length ? (
          <ul>
            {parts.map(({ part, reason }) => (
              <li key={part}>
                {operations.parts[part as 'store']}: {reason} <WithCode text={operations.partsAdvice[part as 'store']} />
              </li>
            ))}
          </ul>
        ) : null}
        {parked.length ? <p>{operations.parkedSaid(parked.length)}</p> : null}
      </div>
      <dl className="standing">
        <div>
          <dt>{serving ? operations.serving : operations.notServing}</dt>
          <dd>{at === undefined ? null : operations.checked(words.moment(at))}</dd>
        </div>
        <div>
          <dt>{operations.lag}</dt>
          <dd>{lag}</dd>
        </div>
      </dl>
    </section>
  );
}

function Backups(): ReactNode {
  const { operations } = useWords().screens;
  return (
    <section aria-labelledby="backups">
      <h2 id="backups">{operations.backups}</h2>
      <p>
        <WithCode text={operations.backupsAbout} />
      </p>
    </section>
  );
}

function Versions({ told }: { told: Standing }): ReactNode {
  const words = useWords();
  const { operations } = words.screens;
  const rows: [string, string][] = [
    [operations.relet, told.version],
    [operations.node, told.node],
    [operations.store, told.store],
    [operations.storeId, told.storeId],
    [operations.position, told.position ?? '–'],
    [operations.clockName, operations.clock[told.clock]],
    [operations.startedAt, words.moment(told.startedAt)],
  ];
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{operations.versions}</h2>
      <dl className="standing">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
