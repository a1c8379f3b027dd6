import { wordFor } from '@relet/words';
import { lazy, memo, Suspense, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { citizenSaid } from '../../ui/said';
import { useWords } from '../../state/spoken';
import { RecordedMark } from '../../ui/recorded';
import { openStep } from '../../state/step';
import type { WaitingCitizen } from './citizen';

const ChooseHome = lazy(() => import('./choose-home'));

interface Props {
  waiting: WaitingCitizen;
  initials: string | undefined;
  name: string | undefined;
  canRecord: boolean;
}

/** Homes that are named at once; the rest is one click away. */
const MOST = 3;

/** One citizen of the list: the clock, what has been offered, and the homes that could be. */
export const WaitingLine = memo(function WaitingLine({ waiting: each, initials, name, canRecord }: Props): ReactNode {
  const words = useWords();
  const { waiting } = words.screens;
  const { citizen, municipality, list, decidedOn, openOffers } = each;
  const who = citizenSaid({ citizen, initials });
  return (
    <tr data-row>
      <th scope="row">
        <Link to={`/borger/${citizen}`}>{name ?? who}</Link>
        {name ? <small> {who}</small> : null}
        <br />
        <small>{municipality}</small>
        <RecordedMark of={citizen} />
      </th>
      <td>{wordFor(words.waitingLists, list)}</td>
      <td>{words.date(decidedOn)}</td>
      <td>
        <Clock waiting={each} />
      </td>
      <td>
        {openOffers.map(({ unit, offerId, respondBy }) => (
          <p key={offerId}>
            <Link to={`/bolig/${unit}`}>{waiting.offered(unit, words.date(respondBy))}</Link>
          </p>
        ))}
      </td>
      <td>
        <Homes waiting={each} who={name ?? who} canRecord={canRecord} />
      </td>
    </tr>
  );
});

/** The guarantee of a citizen: until when, how long there is left, and whether a refusal has begun it anew. */
function Clock({ waiting: each }: { waiting: WaitingCitizen }): ReactNode {
  const words = useWords();
  const { waiting } = words.screens;
  const { noClock, metOn, deadline, readyBy, daysLeft, decidedOn, clockFrom } = each;
  if (noClock !== null) return <span className="faint">{wordFor(words.noClocks, noClock)}</span>;
  if (metOn !== null) return waiting.metOn(words.date(metOn));
  if (deadline === null || daysLeft === null) return null;
  return (
    <>
      <b className={daysLeft < 0 ? 'fault' : undefined}>
        {daysLeft < 0 ? waiting.breached(-daysLeft) : daysLeft === 0 ? waiting.lastDay : waiting.left(daysLeft)}
      </b>
      <br />
      {waiting.deadline(words.date(deadline))}
      {readyBy === null ? null : <small>, {waiting.readyBy(words.date(readyBy))}</small>}
      {clockFrom !== null && clockFrom !== decidedOn ? (
        <>
          <br />
          <small>{waiting.newClock(words.date(clockFrom))}</small>
        </>
      ) : null}
    </>
  );
}

/** Homes that could meet the deadline, each with the two steps of the municipality. */
function Homes({ waiting: each, who, canRecord }: { waiting: WaitingCitizen; who: string; canRecord: boolean }): ReactNode {
  const { waiting, board } = useWords().screens;
  const [isWhole, showWhole] = useState(false);
  const [isChoosing, choose] = useState(false);
  const { homes, daysLeft, citizen } = each;
  const shown = isWhole ? homes : homes.slice(0, MOST);
  return (
    <>
      {!homes.length && daysLeft !== null ? <p className="faint">{waiting.noHomes}</p> : null}
      <ul className="to-meet">
        {shown.map((home) => (
          <Home key={home.unit} home={home} citizen={citizen} who={who} canRecord={canRecord} />
        ))}
      </ul>
      {shown.length < homes.length ? (
        <button type="button" className="quiet" onClick={() => showWhole(true)}>
          {board.more(homes.length - shown.length)}
        </button>
      ) : null}
      {canRecord ? (
        <button type="button" className="quiet" aria-label={waiting.otherOf(who)} onClick={() => choose(true)}>
          {waiting.other}
        </button>
      ) : null}
      {isChoosing ? (
        <Suspense>
          <ChooseHome citizen={citizen} who={who} municipality={each.municipality} onClose={() => choose(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

interface HomeProps {
  home: WaitingCitizen['homes'][number];
  citizen: string;
  who: string;
  canRecord: boolean;
}

function Home({ home: { unit, building, ready, readyOn, daysToSpare }, citizen, who, canRecord }: HomeProps): ReactNode {
  const words = useWords();
  const { waiting } = words.screens;
  const open = (command: 'MakeOffer' | 'Reserve') => openStep({ unit, about: building, command, given: { citizen } });
  return (
    <li>
      <span>
        <Link to={`/bolig/${unit}`}>{unit}</Link> {building}{' '}
        <small>
          {(ready ? waiting.ready : waiting.readyOn)(words.date(readyOn))},{' '}
          {daysToSpare < 0 ? waiting.tooLate(-daysToSpare) : waiting.spare(daysToSpare)}
        </small>
      </span>
      {canRecord ? (
        <span className="acts">
          <button type="button" aria-label={waiting.offerOf(unit, who)} onClick={() => open('MakeOffer')}>
            {waiting.offer}
          </button>
          <button type="button" className="quiet" aria-label={waiting.reserveOf(unit, who)} onClick={() => open('Reserve')}>
            {waiting.reserve}
          </button>
        </span>
      ) : null}
    </li>
  );
}
