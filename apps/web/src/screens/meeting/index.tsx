import type { MeetingSection } from '@relet/words';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { api } from '../../api/client';
import { DayField } from '../../forms/day-field';
import { dayTyped } from '../../forms/day-typed';
import { lastMeeting, rememberMeeting } from '../../state/last-meeting';
import { useClock, useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useInAddress } from '../../state/times';
import { Choice } from '../../ui/choice';
import { Shown } from '../../ui/shown';
import { pointsOf, type Meeting as Answer } from './agenda';
import { Presented } from './presented';
import { SectionTable } from './section-table';
import '../../styles/meeting.css';

/** The weekly meeting: what has become of each home since the last one, and what waits for whom. Both sides see the same page. */
export default function Meeting(): ReactNode {
  const words = useWords();
  const { today } = useClock();
  const [said, setSince] = useInAddress('siden');
  const since = said || lastMeeting(today);
  useEffect(() => (said ? rememberMeeting(said) : undefined), [said]);
  const [municipality, setMunicipality] = useInAddress('kommune');
  const meeting = api.useQuery('get', '/v1/meeting', { params: { query: { since, ...(municipality && { municipality }) } } });
  return (
    <article className="meeting">
      <header className="meeting-head">
        <h1>{words.screens.shell.places.meeting}</h1>
        <Since since={since} onChoose={setSince} />
        <Where municipality={municipality} meeting={meeting.data as Answer | undefined} onChoose={setMunicipality} />
      </header>
      <Shown of={{ ...meeting, data: meeting.data as Answer | undefined }}>{(answer) => <Agenda meeting={answer} />}</Shown>
    </article>
  );
}

/** Whose meeting it is, for those who see homes of several municipalities. */
interface WhereProps {
  municipality: string;
  meeting: Answer | undefined;
  onChoose(municipality: string): void;
}

function Where({ municipality, meeting: answer, onChoose }: WhereProps): ReactNode {
  const { meeting, screens } = useWords();
  const isOfOne = useMe().municipality !== null;
  const { data } = api.useQuery('get', '/v1/municipalities', {}, { enabled: !isOfOne, staleTime: 600_000 });
  // Those that are managed here, and those of which something was on the agenda while all were shown.
  const [seen, see] = useState<readonly string[]>([]);
  const names = new Map(data?.municipalities.map((each) => [each.municipality, each.name]));
  const all = [...new Set([...names.keys(), ...seen, ...placesIn(answer), ...(municipality ? [municipality] : [])])].sort();
  if (all.length > seen.length) see(all);
  if (isOfOne || !all.length) return null;
  const options = all.map((each): [string, string] => [each, names.get(each) ?? each]);
  return <Choice label={screens.meeting.where} value={municipality} options={[['', meeting.everywhere], ...options]} onChoose={onChoose} />;
}

const placesIn = (answer: Answer | undefined) =>
  answer ? [...answer.new, ...answer.moved, ...answer.let, ...answer.stuck, ...answer.overdue].map(({ municipality }) => municipality) : [];

/** The day of the last meeting: what was recorded on it or later is new. */
function Since({ since, onChoose }: { since: string; onChoose(day: string): void }): ReactNode {
  const words = useWords();
  const { today } = useClock();
  const [typed, type] = useState(words.date(since));
  const day = dayTyped(typed, today);
  return (
    <DayField
      name="siden"
      label={words.screens.meeting.since}
      schema={{}}
      event=""
      isRequired
      fault={day === undefined ? words.screens.forms.dayUnreadable : undefined}
      today={today}
      value={typed}
      onChange={(next) => {
        type(next as string);
        const chosen = dayTyped(next as string, today);
        if (chosen !== undefined && chosen <= today) onChoose(chosen);
      }}
    />
  );
}

function Agenda({ meeting }: { meeting: Answer }): ReactNode {
  const words = useWords();
  const { screens, language } = words;
  const [view, setView] = useInAddress('vis');
  const sections = useMemo(() => pointsOf(meeting, words), [meeting, words]);
  const names = Object.keys(sections) as MeetingSection[];
  const points = names.flatMap((name) => sections[name]);
  const { since, asOf, municipality, position } = meeting;
  const isOne = view === 'en' && points.length > 0;
  const query = new URLSearchParams({ since, lang: language, ...(municipality !== null && { municipality }) });
  return (
    <>
      <p className="faint">{words.meeting.subtitle(words.date(since), words.date(asOf), municipality ?? words.meeting.everywhere)}</p>
      <div className="buttons no-print">
        <button type="button" disabled={!points.length} onClick={() => setView(isOne ? '' : 'en')}>
          {isOne ? screens.meeting.list : screens.meeting.present}
        </button>
        <button type="button" onClick={() => print()}>
          {screens.shell.print}
        </button>
        <a href={`/v1/meeting?${query}`} target="_blank" rel="noopener">
          {screens.meeting.sheet}
        </a>
      </div>
      {isOne ? <Presented points={points} onLeave={() => setView('')} /> : null}
      <div className={isOne ? 'only-print' : undefined}>
        {points.length ? null : <p className="calm">{screens.meeting.nothing}</p>}
        {names.map((name) => (
          <SectionTable key={name} section={name} points={sections[name]} />
        ))}
        <footer className="only-print faint">{words.meeting.printed(position ?? '-')}</footer>
      </div>
    </>
  );
}
