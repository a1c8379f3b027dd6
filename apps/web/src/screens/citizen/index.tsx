import '../../styles/home.css';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { api } from '../../api/client';
import { capital } from '../../forms/form-field';
import { citizenSaid } from '../../ui/said';
import { ApproveNewCitizen } from '../../persons/approve';
import { Kept } from '../../persons/kept';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useTimes } from '../../state/times';
import { FactHistory } from '../../ui/history/fact-history';
import { Shown } from '../../ui/shown';
import { StepList } from '../../ui/step-list';
import { Certificate, EraseForm, type Erasure } from './erase-form';
import { forget } from './forget';
import { CitizenStanding } from './standing';

/** `/borger/ny` is the form for somebody who is not known yet. */
export default function CitizenScreen(): ReactNode {
  const { persons, steps } = useWords().screens;
  const { party } = useMe();
  const { citizen = '' } = useParams();
  if (citizen !== 'ny') return <Citizen key={citizen} citizen={citizen} />;
  return (
    <article className="home">
      <h1>{persons.approve}</h1>
      {party === 'municipality' ? <ApproveNewCitizen isOpen /> : <p className="empty">{capital(steps.theirs.municipality)}.</p>}
    </article>
  );
}

/** One citizen: lists, guarantee, offers and homes; the history; who it is, with a reason. */
function Citizen({ citizen }: { citizen: string }): ReactNode {
  const words = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const [erasure, setErasure] = useState<Erasure>();
  const { times, isPast } = useTimes();
  const { home, citizen: said, persons } = words.screens;
  const mayRead = me.rights.includes('history');
  const mayCommand = !isPast && me.rights.includes('command');
  const waiting = api.useQuery('get', '/v1/waiting-list', { params: { query: times } }, { enabled: me.rights.includes('board') });
  const known = api.useQuery('get', '/v1/citizens/{citizen}/state', { params: { path: { citizen }, query: times } }, { enabled: mayRead });
  const initials = waiting.data?.initials?.find((each) => each.citizen === citizen)?.initials;
  const listed = waiting.data?.citizens.find((each) => each.citizen === citizen);
  // Who is not known, or not in sight, has nothing below; that is said once.
  if (known.error) return <Shown of={known}>{() => null}</Shown>;
  return (
    <article className="home">
      <h1>{said.title(citizenSaid({ citizen, initials: erasure ? undefined : initials }))}</h1>
      {erasure ? <Certificate erasure={erasure} /> : null}
      <div className="halves">
        {mayRead ? <CitizenStanding citizen={citizen} listed={listed} /> : <p className="empty">{home.noHistory}</p>}
        {mayCommand ? (
          <CitizenSteps
            citizen={citizen}
            onErased={(answer) => {
              forget(queries, citizen);
              setErasure(answer);
            }}
          />
        ) : null}
      </div>
      {me.rights.includes('persons') ? (
        <section aria-labelledby="kept">
          <h2 id="kept">{persons.title}</h2>
          <p className="hint">{persons.about}</p>
          <Kept key={erasure ? 'erased' : 'kept'} of={{ citizen }} />
        </section>
      ) : null}
      {mayRead ? <FactHistory target={{ of: 'citizen', id: citizen }} mayMend={mayCommand} /> : null}
    </article>
  );
}

function CitizenSteps({ citizen, onErased }: { citizen: string; onErased(erasure: Erasure): void }): ReactNode {
  const { citizen: said } = useWords().screens;
  const keepsPersons = useMe().rights.includes('persons');
  const steps = api.useQuery('get', '/v1/citizens/{citizen}/next-steps', { params: { path: { citizen } } });
  const formOf = (command: string, close: () => void) => {
    const erased = (erasure: Erasure) => {
      close();
      onErased(erasure);
    };
    return command === 'EraseCitizenData' && keepsPersons ? <EraseForm citizen={citizen} onErased={erased} onCancel={close} /> : undefined;
  };
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{said.steps}</h2>
      <Shown of={steps}>
        {({ steps: all, revision }) => <StepList steps={all} target={{ of: 'citizen', id: citizen }} revision={revision} formOf={formOf} />}
      </Shown>
    </section>
  );
}
