import { wordFor } from '@relet/words';
import { memo, useCallback, type ReactNode } from 'react';
import { Link } from 'react-router';
import { commandOfStep } from '../../forms/commands';
import { useWords } from '../../state/spoken';
import { openStep } from '../../state/step';
import { useDraggable } from './dragged';
import { isInPeace } from '../../ui/peace';
import { RecordedMark } from '../../ui/recorded';
import { shortDay, wholeKroner } from '../../ui/said';
import { StepButton } from '../../ui/step-button';
import { lettingSaid } from './letting-said';
import type { Card } from './use-board';

interface Props {
  card: Card;
  asOf: string;
  isMoved: boolean;
  /** False in the past: nothing is recorded there. */
  canRecord: boolean;
}

/** One home on the board. Its first link opens the home; its button the form of its next step. */
export const BoardCard = memo(function BoardCard({ card, asOf, isMoved, canRecord }: Props): ReactNode {
  const words = useWords();
  const { board } = words.screens;
  const { unit, building, address } = card;
  return (
    <li className={isMoved ? 'card moved' : 'card'} data-row data-unit={unit} ref={useDraggable(unit, canRecord)}>
      <h3>
        <Link to={`/bolig/${unit}`}>{unit}</Link> {building}
      </h3>
      {address ? <p className="faint">{address}</p> : null}
      <RecordedMark of={unit} />
      {isMoved ? <p className="mark-moved">{board.movedByOthers}</p> : null}
      <Days card={card} asOf={asOf} />
      <Letting card={card} />
      {card.owner ? <p className="faint">{board.ball(wordFor(words.owners, card.owner))}</p> : null}
      <Next card={card} canRecord={canRecord} />
    </li>
  );
});

/** How long it has been empty and at what cost; of a home that is left in peace only until when. */
function Days({ card, asOf }: { card: Card; asOf: string }): ReactNode {
  const words = useWords();
  const { board, shell } = words.screens;
  if (card.phase === null) return <p>{wordFor(words.stages, card.stage)}</p>;
  if (isInPeace(card, asOf))
    return <p className="peace">{words.meeting.respectWindow(shortDay(words, card.respectWindowUntil as string))}</p>;
  return (
    <>
      <p>
        <b className="part">{shell.emptyDays(card.emptyDays)}</b>
        {card.tomgangDays ? (
          <>
            <br />
            <span className="cost">
              {shell.tomgangDays(card.tomgangDays)} · {board.kroner(wholeKroner(words, card.tomgangOere))}
            </span>
          </>
        ) : null}
      </p>
      <Target card={card} />
    </>
  );
}

/** The days of the phase against its target. */
export function Target({ card: { phaseDays, targetDays, delayDays } }: { card: Card }): ReactNode {
  const { board } = useWords().screens;
  if (targetDays === null) return <p className="faint">{board.phaseDays(phaseDays)}</p>;
  const isOver = delayDays > 0;
  return (
    <p className={isOver ? 'against over' : 'against'}>
      <span className="days-bar" aria-hidden="true">
        <span style={{ width: `${Math.min(100, targetDays ? (100 * phaseDays) / targetDays : 100)}%` }} />
      </span>
      <span>
        {board.ofTarget(phaseDays, targetDays)}
        {isOver ? <b> · {board.overTarget(delayDays)}</b> : null}
      </span>
    </p>
  );
}

/** What goes on with the letting beside the works. */
function Letting({ card }: { card: Card }): ReactNode {
  const said = useLettingSaid()(card);
  return said ? <p className="beside">{said}</p> : null;
}

export function useLettingSaid(): (card: Card) => string {
  const words = useWords();
  return useCallback((card: Card) => lettingSaid(card, words, (day) => shortDay(words, day)), [words]);
}

function Next({ card, canRecord }: { card: Card; canRecord: boolean }): ReactNode {
  const words = useWords();
  const { board, steps } = words.screens;
  const { nextStep, nextStepOn, unit, building } = card;
  const said = nextStep && wordFor(words.nextSteps, nextStep);
  const text = said && (nextStepOn ? `${said} ${shortDay(words, nextStepOn)}` : said);
  if (!canRecord) return text ? <p>{board.next(text)}</p> : null;
  return (
    <p className="next">
      {text ? (
        <StepButton step={nextStepOf(card)} by={card.nextStepBy} called={steps.of(unit, board.next(text))}>
          <span aria-hidden="true">→</span> {text}
        </StepButton>
      ) : null}
      <button
        type="button"
        className="quiet"
        aria-label={steps.otherOf(unit)}
        title={steps.other}
        onClick={() => openStep({ unit, about: building })}
      >
        <span aria-hidden="true">⋯</span>
      </button>
    </p>
  );
}

/** The form of a home's next step, with what is known of it filled in. */
export function nextStepOf({ unit, building, nextStep, offers }: Card) {
  const command = nextStep ? commandOfStep(nextStep) : undefined;
  return {
    ...{ unit, about: building, command },
    ...(nextStep === 'await_answer' && offers[0] && { offer: offers[0].offerId }),
  };
}
