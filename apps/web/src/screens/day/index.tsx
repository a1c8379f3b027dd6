import type { ReactNode } from 'react';
import { Link, Navigate } from 'react-router';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import { Elsewhere } from '../../shell/elsewhere';
import { useLetter } from '../../shell/keys';
import { placesOf } from '../../shell/places';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useInAddress, useTimes } from '../../state/times';
import { Shown } from '../../ui/shown';
import { Group } from './group';
import '../../styles/phases.css';
import '../../styles/day.css';

type Answer = components['schemas']['DayAnswer'];

/** The groups of the day, most urgent first. */
const GROUPS = ['overdue', 'today', 'this_week', 'waiting'] as const;

/** What one has in hand today. Whoever has no homes in hand is led to what they may do, at once where that is one screen. */
export default function Day(): ReactNode {
  const words = useWords().screens;
  const { shell } = words;
  const me = useMe();
  const [only, ...others] = placesOf(me);
  if (only && !others.length && only.to !== '/') return <Navigate to={only.to} replace />;
  return (
    <>
      <h1>{shell.places.day}</h1>
      {me.rights.includes('board') ? <InHand /> : <Elsewhere said={placesOf(me).length ? words.day.notYours : shell.denied} />}
    </>
  );
}

function InHand(): ReactNode {
  const { day: words } = useWords().screens;
  const { times } = useTimes();
  const [who, setWho] = useInAddress('hvis');
  const isAll = who === 'alle';
  useLetter('m', `${words.mine} / ${words.all}`, () => setWho(isAll ? '' : 'alle'));
  const day = api.useQuery('get', '/v1/day', { params: { query: { ...times, ...(isAll && { mine: 'false' as const }) } } });
  return (
    <>
      <Whose isAll={isAll} onChoose={setWho} />
      <Shown of={day}>{(answer) => <Groups answer={answer} isAll={isAll} />}</Shown>
    </>
  );
}

/** Mine or all, one key away. */
function Whose({ isAll, onChoose }: { isAll: boolean; onChoose(who: string): void }): ReactNode {
  const { day } = useWords().screens;
  return (
    <div className="buttons">
      <button type="button" aria-pressed={!isAll} aria-keyshortcuts="m" onClick={() => onChoose('')}>
        {day.mine}
      </button>
      <button type="button" aria-pressed={isAll} aria-keyshortcuts="m" onClick={() => onChoose('alle')}>
        {day.all} <kbd>m</kbd>
      </button>
    </div>
  );
}

function Groups({ answer, isAll }: { answer: Answer; isAll: boolean }): ReactNode {
  const words = useWords();
  const { day } = words.screens;
  const { rows, mine, buildings } = answer;
  const waiting = rows.filter(({ group }) => group === 'waiting').length;
  return (
    <>
      <p className="faint">
        {isAll ? null : mine === 'buildings' ? (
          day.mineOf(buildings.join(', '))
        ) : (
          <>
            {day.allMine} <Link to="/mig">{day.nameThem}</Link>
          </>
        )}
      </p>
      {rows.length === waiting ? <p className="calm">{waiting ? day.calm(waiting) : day.quiet}</p> : null}
      {GROUPS.map((group) => (
        <Group key={group} group={group} rows={rows.filter((row) => row.group === group)} initials={answer.initials ?? []} />
      ))}
    </>
  );
}
