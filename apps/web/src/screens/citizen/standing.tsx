import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import { useWords } from '../../state/spoken';
import { useTimes } from '../../state/times';
import { Line } from '../../ui/line';
import { Shown } from '../../ui/shown';

type State = components['schemas']['CitizenOnDay'];
type Listed = components['schemas']['WaitingCitizen'];

/** Where a citizen stands: list, guarantee, open offers, and the homes lived in. */
export function CitizenStanding({ citizen, listed }: { citizen: string; listed: Listed | undefined }): ReactNode {
  const words = useWords();
  const { home, citizen: said } = words.screens;
  const { times } = useTimes();
  const state = api.useQuery('get', '/v1/citizens/{citizen}/state', { params: { path: { citizen }, query: times } });
  return (
    <section className="standing" aria-labelledby="standing">
      <h2 id="standing">{home.standing}</h2>
      <Shown of={state}>
        {({ state: now }) =>
          now.erased ? (
            <p>{said.erased}</p>
          ) : (
            <dl className="facts">
              <OnList state={now} />
              {listed ? <Guarantee listed={listed} /> : null}
              <Homes state={now} />
            </dl>
          )
        }
      </Shown>
    </section>
  );
}

function OnList({ state: { entry, died } }: { state: State }): ReactNode {
  const words = useWords();
  const { citizen: said } = words.screens;
  const parts = entry && [
    said.onListSince(words.waitingLists[entry.list], words.date(entry.decidedOn)),
    entry.elderly ? said.elderly : '',
    entry.over67 ? said.over67 : '',
  ];
  return (
    <>
      <Line name={said.list}>{parts ? parts.filter(Boolean).join(', ') : said.notOnList}</Line>
      {died ? <Line name={words.removalReasons.died}>{words.date(died)}</Line> : null}
    </>
  );
}

function Guarantee({ listed: { deadline, daysLeft, metOn, noClock, breachDays, openOffers, homes } }: { listed: Listed }): ReactNode {
  const words = useWords();
  const { citizen: said, home, shell } = words.screens;
  const clock = metOn
    ? said.met(words.date(metOn))
    : deadline && daysLeft !== null
      ? said.deadline(words.date(deadline), home.daysLeft(daysLeft))
      : noClock
        ? words.noClocks[noClock]
        : said.noGuarantee;
  return (
    <>
      <Line name={said.guarantee}>
        {clock}
        {breachDays > 0 ? ` · ${said.breach(shell.days(breachDays))}` : ''}
      </Line>
      <Line name={said.offers}>
        {openOffers.length
          ? openOffers.map(({ unit, offerId, respondBy }) => (
              <span key={offerId} className="listed">
                <Link to={`/bolig/${unit}`}>{unit}</Link>, {said.answerBy(words.date(respondBy))}
              </span>
            ))
          : said.noOffers}
      </Line>
      {homes.length ? (
        <Line name={said.homes}>
          {homes.map(({ unit, building, readyOn }) => (
            <span key={unit} className="listed">
              <Link to={`/bolig/${unit}`}>{unit}</Link> {building}, {said.ready(words.date(readyOn))}
            </span>
          ))}
        </Line>
      ) : null}
    </>
  );
}

function Homes({ state: { claim, home: lived, taken } }: { state: State }): ReactNode {
  const words = useWords();
  const { citizen: said } = words.screens;
  const where = (name: string, at: { unit: string; since: string }) => (
    <Line name={name}>
      <Link to={`/bolig/${at.unit}`}>{at.unit}</Link> {said.since(words.date(at.since))}
    </Line>
  );
  return (
    <>
      {claim ? where(said.heldHome, claim) : null}
      {lived ? where(said.livesIn, lived) : null}
      {taken && taken.unit !== lived?.unit ? where(said.lastIn, taken) : null}
    </>
  );
}
