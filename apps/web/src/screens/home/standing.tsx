import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useTimes } from '../../state/times';
import { capital } from '../../forms/form-field';
import { Line } from '../../ui/line';
import { PhaseMark } from '../../ui/phase-mark';
import { calledIn, type Card, type HomeAnswer } from './card';

/** Where the home stands, since when, whose ball it is, what it costs, and by when something is due. */
export function Standing({ answer }: { answer: HomeAnswer }): ReactNode {
  const words = useWords();
  const { home, shell } = words.screens;
  const { home: card } = answer;
  return (
    <section className="standing" aria-labelledby="standing">
      <h2 id="standing">{home.standing}</h2>
      <p className="now">
        {card.phase ? <PhaseMark phase={card.phase} /> : null} <b>{card.phase ? words.phases[card.phase] : words.stages[card.stage]}</b>{' '}
        {home.since(words.date(card.phaseSince ?? card.since))}
        {card.phase ? <PhaseClock card={card} /> : null}
      </p>
      <dl className="facts">
        {card.owner ? <Line name={home.ballWith}>{words.owners[card.owner]}</Line> : null}
        {card.respectWindowUntil ? <Line name={home.peace}>{home.peaceUntil(words.date(card.respectWindowUntil))}</Line> : null}
        {card.vacantFrom ? (
          <>
            <Line name={home.empty}>{home.emptySince(shell.emptyDays(card.emptyDays), words.date(card.vacantFrom))}</Line>
            <Costs unit={answer.unit} />
          </>
        ) : null}
        <Rent unit={answer.unit} />
        <Leaving card={card} />
        {card.due.map(({ what, on, daysLeft }) => (
          <Line key={what + on} name={capital(words.due[what])}>
            {words.date(on)} · {home.daysLeft(daysLeft)}
          </Line>
        ))}
        {card.reservation ? (
          <Line name={home.reservedFor}>
            <Link to={`/borger/${card.reservation.citizen}`}>{calledIn(answer.initials)(card.reservation.citizen)}</Link>{' '}
            {home.since(words.date(card.reservation.since))}
          </Line>
        ) : null}
      </dl>
    </section>
  );
}

function PhaseClock({ card }: { card: Card }): ReactNode {
  const { home } = useWords().screens;
  return (
    <>
      , {home.phaseDays(card.phaseDays, card.targetDays)}
      {card.delayDays > 0 ? <strong className="beyond"> · {home.beyond(card.delayDays)}</strong> : null}
    </>
  );
}

/** Death and notice, as far as they stand. */
function Leaving({ card: { death, notice } }: { card: Card }): ReactNode {
  const words = useWords();
  const { home } = words.screens;
  return (
    <>
      {death ? <Line name={capital(words.events.DeathRegistered)}>{words.date(death)}</Line> : null}
      {notice ? (
        <Line name={capital(words.events.NoticeGiven)}>
          {home.noticeSaid(words.noticeBy[notice.by], words.date(notice.received))}
          {notice.expectedVacantFrom ? `; ${home.expected(words.date(notice.expectedVacantFrom))}` : ''}
          {notice.liableUntil ? `; ${home.liable(words.date(notice.liableUntil))}` : ''}
        </Line>
      ) : null}
    </>
  );
}

/** What the vacancy has cost so far and who pays it, and whose guarantee the home could meet. */
function Costs({ unit }: { unit: string }): ReactNode {
  const words = useWords();
  const { home, shell } = words.screens;
  const { times } = useTimes();
  const { data } = api.useQuery('get', '/v1/units/{unit}/vacancy', { params: { path: { unit }, query: times } });
  const { vacancy, couldMeet = [] } = data ?? {};
  const called = calledIn(data?.initials);
  if (!vacancy || vacancy.ended) return null;
  const { tomgang, leaver } = vacancy;
  return (
    <>
      <Line name={home.tomgang}>
        {home.tomgangCost(shell.tomgangDays(tomgang.days), words.kroner(tomgang.oere), words.payers[tomgang.payer])}
      </Line>
      {leaver.days ? <Line name={home.leaver}>{home.tomgangSum(shell.days(leaver.days), words.kroner(leaver.oere))}</Line> : null}
      <Line name={home.guarantee}>
        {couldMeet.length ? null : home.noGuarantee}
        {couldMeet.map(({ citizen, daysLeft }) => (
          <span key={citizen} className="listed">
            <Link to={`/borger/${citizen}`}>{called(citizen)}</Link>, {home.couldMeet(daysLeft)}
          </span>
        ))}
      </Line>
    </>
  );
}

/** The rent stands in the state, which not everybody may read. */
function Rent({ unit }: { unit: string }): ReactNode {
  const words = useWords();
  const { times } = useTimes();
  const mayRead = useMe().rights.includes('history');
  const { data } = api.useQuery('get', '/v1/units/{unit}/state', { params: { path: { unit }, query: times } }, { enabled: mayRead });
  return data ? <Line name={words.screens.home.rent}>{words.screens.home.aMonth(words.kroner(data.state.rentOere))}</Line> : null;
}
