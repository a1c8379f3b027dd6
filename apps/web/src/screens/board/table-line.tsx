import { wordFor } from '@relet/words';
import { memo, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../state/spoken';
import { openStep } from '../../state/step';
import { PhaseMark } from '../../ui/phase-mark';
import { isInPeace } from '../../ui/peace';
import { RecordedMark } from '../../ui/recorded';
import { wholeKroner } from '../../ui/said';
import { StepButton } from '../../ui/step-button';
import { nextStepOf, useLettingSaid } from './card';
import type { Card } from './use-board';

interface Props {
  card: Card;
  asOf: string;
  index: number;
  isMoved: boolean;
  isChosen: boolean;
  canRecord: boolean;
  onChoose(change: (before: ReadonlySet<string>) => ReadonlySet<string>): void;
}

/** One home as a line of the table. */
export const TableLine = memo(function TableLine(props: Props): ReactNode {
  const words = useWords();
  const { board } = words.screens;
  const { card, index, isMoved, isChosen, canRecord, onChoose } = props;
  const { unit, building, kind, phase, owner, nextStepOn } = card;
  const lettingSaid = useLettingSaid();
  return (
    <tr data-row data-unit={unit} aria-rowindex={index + 2} className={isMoved ? 'moved' : undefined}>
      {canRecord ? (
        <td>
          <input
            type="checkbox"
            aria-label={board.choose(unit)}
            checked={isChosen}
            onChange={() => onChoose((before) => toggled(before, unit))}
          />
        </td>
      ) : null}
      <th scope="row">
        <Link to={`/bolig/${unit}`}>{unit}</Link>
        {isMoved ? <span className="hidden"> {board.movedByOthers}</span> : null}
        <RecordedMark of={unit} />
      </th>
      <td title={building}>{building}</td>
      <td>{wordFor(words.kinds, kind)}</td>
      <td>
        {phase === null ? (
          board.leaving
        ) : (
          <>
            <PhaseMark phase={phase} /> {wordFor(words.phases, phase)}
          </>
        )}
      </td>
      <Numbers {...props} />
      <td>{owner && wordFor(words.owners, owner)}</td>
      <td>
        <NextStep {...props} />
      </td>
      <td>{nextStepOn && words.date(nextStepOn)}</td>
      <td>{lettingSaid(card)}</td>
    </tr>
  );
});

/** The days and the money of an empty home; of one that is left in peace only until when. */
function Numbers({ card, asOf }: Props): ReactNode {
  const words = useWords();
  const { emptyDays, tomgangDays, tomgangOere, phaseDays, targetDays, delayDays, respectWindowUntil, phase } = card;
  if (phase === null) return <td colSpan={5}>–</td>;
  if (respectWindowUntil !== null && isInPeace(card, asOf))
    return (
      <td colSpan={5} className="peace">
        {words.meeting.respectWindow(words.date(respectWindowUntil))}
      </td>
    );
  return (
    <>
      <td className="number">
        <b>{words.number(emptyDays)}</b>
      </td>
      <td className="number">{words.number(tomgangDays)}</td>
      <td className="number">{wholeKroner(words, tomgangOere)}</td>
      <td className="number">
        {targetDays === null ? words.number(phaseDays) : `${words.number(phaseDays)} / ${words.number(targetDays)}`}
      </td>
      <td className="number">{delayDays > 0 ? <b>{words.number(delayDays)}</b> : ''}</td>
    </>
  );
}

function NextStep({ card, canRecord }: Props): ReactNode {
  const words = useWords();
  const { nextStep, unit, building } = card;
  const { steps } = words.screens;
  const said = nextStep && wordFor(words.nextSteps, nextStep);
  if (!canRecord) return said;
  return (
    <>
      {said ? (
        <StepButton step={nextStepOf(card)} by={card.nextStepBy} called={steps.of(unit, said)}>
          {said}
        </StepButton>
      ) : null}{' '}
      <button type="button" className="quiet" aria-label={steps.otherOf(unit)} onClick={() => openStep({ unit, about: building })}>
        <span aria-hidden="true">⋯</span>
      </button>
    </>
  );
}

function toggled(before: ReadonlySet<string>, unit: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(unit)) after.add(unit);
  return after;
}
