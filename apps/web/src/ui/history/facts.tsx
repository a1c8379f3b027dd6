import { wordFor } from '@relet/words';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { contentSaid } from '../content';
import { usePointedAt } from '../pointed';
import { Head } from '../head';
import { RecordedMark } from '../recorded';
import { Scroll } from '../scroll';
import { useActor, Actor } from '../actor';
import type { FactLine } from './chapters';
import { useMendOpen, type Mending, type Way } from './mending';
import { CorrectForm, UndoForm } from './mend';
import { WrongHome } from './wrong-home';
import { commandReporting } from '../../forms/commands';
import type { TimelineEvent } from '../../forms/use-history';

interface Props {
  mending: Mending;
  /** What citizens are called. */
  called(citizen: string): string;
}

/** Facts, each with its day, when and by whom it was recorded, what has corrected it, and how it is mended. */
export function FactTable({ lines, ...rest }: Props & { lines: readonly FactLine[] }): ReactNode {
  const { factHead } = useWords().screens.home;
  return (
    <Scroll>
      <table className="history">
        <Head of={[factHead.day, factHead.what, factHead.recorded, factHead.who, ...(rest.mending.mayMend ? [factHead.act] : [])]} />
        <tbody>
          {lines.map((line) => (
            <FactRow key={line.event.id} line={line} {...rest} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function FactRow({ line, mending, called }: Props & { line: FactLine }): ReactNode {
  const words = useWords();
  const { event } = line;
  const mend = useMendOpen();
  const way = mend.event === event.id && mending.mayMend ? mend.way : undefined;
  const isAway = event.standing === 'retracted';
  const { isPointed, show } = usePointedAt(event.id);
  const shared = { line, mending, onDone: mend.close };
  const choose = (next: Way | undefined) => (next ? mend.open(next, event.id) : mend.close());
  return (
    <>
      <tr id={event.id} ref={show} className={`${isAway ? 'away' : ''} ${isPointed ? 'pointed' : ''}`}>
        <td>
          <Days line={line} />
        </td>
        <td>
          <What line={line} called={called} />
          <RecordedMark of={event.id} />
          {line.corrections.map((correction) => (
            <Correction key={correction.id} correction={correction} />
          ))}
        </td>
        <td>{words.moment(event.recordedAt)}</td>
        <td>
          <Actor id={event.actor} party={event.party} />
        </td>
        {mending.mayMend ? <td>{event.correctable ? <Ways line={line} mending={mending} way={way} onChoose={choose} /> : null}</td> : null}
      </tr>
      {way ? (
        <tr>
          <td colSpan={5}>
            {{ correct: <CorrectForm {...shared} />, undo: <UndoForm {...shared} />, wrongHome: <WrongHome {...shared} /> }[way]}
          </td>
        </tr>
      ) : null}
    </>
  );
}

interface WaysProps {
  line: FactLine;
  mending: Mending;
  way: Way | undefined;
  onChoose(way: Way | undefined): void;
}

function Ways({ line: { event }, mending, way, onChoose }: WaysProps): ReactNode {
  const words = useWords();
  const me = useMe();
  const { home } = words.screens;
  const what = `${wordFor(words.events, event.type)} ${words.date(event.effective)}`;
  // Who recorded it here may record it there.
  const isOfAnother = mending.target.of === 'unit' && event.party === me.party && commandReporting(event.type) !== undefined;
  const ways: Way[] = ['correct', 'undo', ...(isOfAnother ? (['wrongHome'] as const) : [])];
  return (
    <span className="ways">
      {ways.map((each) => (
        <button
          key={each}
          type="button"
          className="quiet"
          aria-expanded={way === each}
          aria-label={`${home[each]}: ${what}`}
          onClick={() => onChoose(way === each ? undefined : each)}
        >
          {home[each]}
        </button>
      ))}
    </span>
  );
}

/** The day as it stands; one that was corrected is crossed out before it. */
function Days({ line: { event, day } }: { line: FactLine }): ReactNode {
  const words = useWords();
  if (event.standing === 'retracted') return <del>{words.date(event.effective)}</del>;
  return (
    <>
      {day === event.effective ? null : <del>{words.date(event.effective)}</del>} {words.date(day)}
    </>
  );
}

function What({ line: { event }, called }: { line: FactLine; called(citizen: string): string }): ReactNode {
  const words = useWords();
  const isAuditor = useMe().roles.includes('auditor');
  const name = wordFor(words.events, event.type);
  const said = (payload: object) => contentSaid(words, withoutCitizen(payload), event.type);
  const whom = citizenIn(event.now?.payload ?? event.payload);
  const [before, now] = [said(event.payload), said(event.now?.payload ?? event.payload)];
  return (
    <>
      {event.standing === 'retracted' ? <del>{name}</del> : <b>{name}</b>} {isAuditor ? <code>{event.type}</code> : null}{' '}
      <small>
        <Whom before={citizenIn(event.payload)} now={whom} called={called} />
        {whom !== undefined && (now || before) ? ', ' : null}
        {event.standing === 'retracted' ? <del>{before}</del> : before === now ? now : null}
        {event.standing !== 'retracted' && before !== now ? (
          <>
            <del>{before}</del> {now}
          </>
        ) : null}
      </small>
    </>
  );
}

interface WhomProps {
  before: string | undefined;
  now: string | undefined;
  called(citizen: string): string;
}

/** The citizen of a fact, told by initials, who is one click away: whoever has moved in is on no list. */
function Whom({ before, now, called }: WhomProps): ReactNode {
  const words = useWords();
  const link = (citizen: string) => <Link to={`/borger/${citizen}`}>{called(citizen)}</Link>;
  if (now === undefined) return null;
  return (
    <>
      {words.fields.citizen} {before === undefined || before === now ? null : <del>{link(before)}</del>} {link(now)}
    </>
  );
}

const citizenIn = (payload: object) => (payload as { citizen?: string }).citizen;

function withoutCitizen(payload: object): object {
  const { citizen: _, ...others } = payload as { citizen?: string };
  return others;
}

function Correction({ correction }: { correction: TimelineEvent }): ReactNode {
  const words = useWords();
  const { home } = words.screens;
  const { reason } = correction.payload as { reason?: string };
  const why = wordFor(words.correctionReasons, reason ?? 'other');
  const who = useActor(correction.actor, correction.party);
  const said = correction.type === 'EventRetracted' ? home.takenBack : home.mended;
  return <p className="correction">{said(words.moment(correction.recordedAt), who, why)}</p>;
}
