import { whySaid, wordFor, type WhyTold } from '@relet/words';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { components } from '../../../made/api';
import { Head } from '../../ui/head';
import { citizenSaid } from '../../ui/said';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useTimes } from '../../state/times';
import { PhaseMark } from '../../ui/phase-mark';
import { RecordedMark } from '../../ui/recorded';
import { Scroll } from '../../ui/scroll';
import { useSome } from '../../ui/some';
import { StepButton } from '../../ui/step-button';

type Row = components['schemas']['DayRow'];
type Initials = readonly components['schemas']['CitizenShown'][];

/** One group of the day, as a table of its rows. Of what waits it is told for whom, and since when. */
export function Group({ group, rows, initials }: { group: Row['group']; rows: readonly Row[]; initials: Initials }): ReactNode {
  const words = useWords();
  const { head } = words.screens.day;
  const { some, more } = useSome(rows);
  if (!rows.length) return null;
  return (
    <section className={`day-group ${group}`}>
      <h2>
        {words.day.groups[group]} <span className="count">{words.number(rows.length)}</span>
      </h2>
      <Scroll>
        <table>
          <Head isHidden of={[head.where, head.why, head.days, head.step]} />
          <tbody>
            {some.map((row) => (
              <DayLine key={`${row.unit}${row.citizen}`} row={row} initials={initials} />
            ))}
          </tbody>
        </table>
        {more}
      </Scroll>
    </section>
  );
}

function DayLine({ row, initials }: { row: Row; initials: Initials }): ReactNode {
  const words = useWords();
  return (
    <tr data-row data-unit={row.unit ?? undefined}>
      <th scope="row">
        <Place row={row} initials={initials} />
        <RecordedMark of={row.unit ?? row.citizen ?? undefined} />
      </th>
      <td>{whySaid(words, row.why as WhyTold)}</td>
      <td className="when">
        <When row={row} />
      </td>
      <td className="step">
        <StepOf row={row} />
      </td>
    </tr>
  );
}

function Place({ row: { unit, building, phase, citizen, municipality }, initials }: { row: Row; initials: Initials }): ReactNode {
  const { day } = useWords().screens;
  if (unit !== null)
    return (
      <>
        {phase === null ? <span className="phase-gap" /> : <PhaseMark phase={phase} />} <Link to={`/bolig/${unit}`}>{unit}</Link>{' '}
        <span>{building}</span>
      </>
    );
  const shown = initials.find((each) => each.citizen === citizen);
  return (
    <>
      <span className="phase-gap" />{' '}
      <Link to={`/borger/${citizen}`}>{day.citizen(citizenSaid({ citizen: citizen ?? '', initials: shown?.initials }))}</Link>{' '}
      <span>{municipality}</span>
    </>
  );
}

/** How many days: past, to go, or with whom it waits since when. A home that is left in peace has none. */
function When({ row: { group, days, owner, since, why } }: { row: Row }): ReactNode {
  const words = useWords();
  const { day } = words.screens;
  if (why.code === 'respect_window') return null;
  if (group === 'waiting') return owner === null ? null : day.since(wordFor(words.owners, owner), words.date(since));
  if (group === 'today') return day.today;
  if (days === null) return null;
  return group === 'overdue' ? <b>{day.daysPast(days)}</b> : day.inDays(days);
}

/** The one next step: its form opens with today's day filled in. While others have it in hand it is told, not asked for. */
function StepOf({ row }: { row: Row }): ReactNode {
  const words = useWords();
  const { isPast } = useTimes();
  const canRecord = useMe().rights.includes('command') && !isPast;
  const { unit, building, command, nextStep, offerId, citizen, group, nextStepBy } = row;
  if (command === null || nextStep === null) return null;
  const said = wordFor(words.nextSteps, nextStep);
  if (unit === null)
    return canRecord ? (
      <Link data-main to={`/venteliste?borger=${citizen}`}>
        {words.screens.day.toWaiting}
      </Link>
    ) : null;
  if (!canRecord) return words.screens.board.next(said);
  const text = group === 'waiting' ? words.screens.board.next(said) : wordFor(words.commands, command);
  const given = command === 'MakeOffer' && citizen !== undefined ? { citizen } : undefined;
  return (
    <StepButton
      step={{ unit, about: building ?? '', command, offer: offerId, given }}
      by={nextStepBy}
      className={group === 'waiting' ? 'quiet' : undefined}
      called={words.screens.steps.of(unit, text)}
    >
      {text}
    </StepButton>
  );
}
