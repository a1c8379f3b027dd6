import '../../styles/home.css';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { api } from '../../api/client';
import { Problem } from '../../api/problem';
import { CommandForm } from '../../forms/command-form';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useTimes } from '../../state/times';
import { Shown } from '../../ui/shown';
import type { HomeAnswer } from './card';
import { Estate } from './estate';
import { HomeHistory } from './history';
import { Offers } from './offers';
import { Standing } from './standing';
import { Steps } from './steps';
import { VacancyStrip } from './strip';

/** One home: where it stands, what can be done with it, and all that has happened to it. */
export default function Home(): ReactNode {
  const { unit = '' } = useParams();
  const { times } = useTimes();
  const home = api.useQuery('get', '/v1/units/{unit}', { params: { path: { unit }, query: times } });
  return (
    <>
      {home.data ? null : <h1>{unit}</h1>}
      <Shown of={home}>{(answer) => <Known key={unit} answer={answer} />}</Shown>
      {home.error instanceof Problem && home.error.code === 'UNIT_UNKNOWN' ? <Unknown unit={unit} /> : null}
    </>
  );
}

function Known({ answer }: { answer: HomeAnswer }): ReactNode {
  const words = useWords();
  const me = useMe();
  const { isPast } = useTimes();
  const { home: card, unit } = answer;
  const mayCommand = !isPast && me.rights.includes('command');
  return (
    <article className="home">
      <header>
        <h1>{unit}</h1>
        <p className="faint">
          {card.building}
          {card.address ? `, ${card.address}` : ''} · {words.kinds[card.kind]}
        </p>
      </header>
      <div className="halves">
        <div>
          <Standing answer={answer} />
          <VacancyStrip unit={unit} />
        </div>
        {mayCommand ? <Steps answer={answer} /> : null}
      </div>
      <Offers answer={answer} mayCommand={mayCommand} />
      <HomeHistory answer={answer} mayCommand={mayCommand} />
      {me.rights.includes('persons') ? <Estate unit={unit} /> : null}
    </article>
  );
}

/** A home that is not known can be registered by those who may. */
function Unknown({ unit }: { unit: string }): ReactNode {
  const { home } = useWords().screens;
  const me = useMe();
  const { isPast } = useTimes();
  if (isPast || me.party !== 'administrator' || !me.rights.includes('command')) return null;
  return (
    <section className="panel">
      <p>{home.register}</p>
      <CommandForm
        command="RegisterUnit"
        target={{ of: 'unit', id: unit }}
        revision={undefined}
        given={{ municipality: unit.split('.')[0] ?? '' }}
      />
    </section>
  );
}
