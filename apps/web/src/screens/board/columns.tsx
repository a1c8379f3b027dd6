import { wordFor } from '@relet/words';
import { useState, type DragEvent, type ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { useOverflowing } from '../../ui/overflowing';
import { PhaseMark } from '../../ui/phase-mark';
import { wholeKroner } from '../../ui/said';
import { BoardCard } from './card';
import { columnsOf, LEAVING, type Column } from './columns-of';
import { useDropped } from './dropped';
import type { Card } from './use-board';

interface Props {
  cards: readonly Card[];
  asOf: string;
  moved: ReadonlySet<string>;
  canRecord: boolean;
}

/** Cards that a column shows at first; a longer one is opened, or read as a table. */
const MOST = 25;

/** A column a phase, in the order of the work. */
export function Columns(props: Props): ReactNode {
  const { cards, asOf } = props;
  const { board } = useWords().screens;
  const { ref, isBeyond, goOn } = useOverflowing();
  return (
    <>
      {isBeyond ? (
        <p className="board-beyond">
          <button type="button" className="quiet" onClick={goOn}>
            {board.beyond} <span aria-hidden="true">→</span>
          </button>
        </p>
      ) : null}
      <div className="board-columns" ref={ref}>
        {columnsOf(cards, asOf).map((column) => (
          <BoardColumn key={column.phase} column={column} {...props} />
        ))}
      </div>
    </>
  );
}

function BoardColumn({ column, asOf, moved, canRecord }: Props & { column: Column }): ReactNode {
  const { board } = useWords().screens;
  const { phase, cards } = column;
  const [isWhole, showWhole] = useState(false);
  const drop = useDrop(phase, canRecord);
  const shown = isWhole ? cards : cards.slice(0, MOST);
  const look = `board-column${drop.isOver ? ' over' : ''}${cards.length ? '' : ' vacant'}`;
  return (
    <section className={look} {...drop.handlers}>
      <ColumnHead column={column} />
      <ul>
        {shown.map((card) => (
          <BoardCard key={card.unit} card={card} asOf={asOf} isMoved={moved.has(card.unit)} canRecord={canRecord} />
        ))}
      </ul>
      {shown.length < cards.length ? (
        <button type="button" className="more" onClick={() => showWhole(true)}>
          {board.more(cards.length - shown.length)}
        </button>
      ) : null}
    </section>
  );
}

function ColumnHead({ column: { phase, cards, emptyDays, tomgangOere } }: { column: Column }): ReactNode {
  const words = useWords();
  const { board } = words.screens;
  return (
    <header>
      <div className="phase-edge" data-phase={phase} />
      <h2>
        {phase === LEAVING ? null : <PhaseMark phase={phase} />} {phase === LEAVING ? board.leaving : wordFor(words.phases, phase)}{' '}
        <span className="count">{words.number(cards.length)}</span>
      </h2>
      <p className="faint">{emptyDays ? board.sums(emptyDays, board.kroner(wholeKroner(words, tomgangOere))) : '\u00a0'}</p>
    </header>
  );
}

/** A card that is dropped on a column asks for the step that leads there. */
function useDrop(phase: string, canRecord: boolean) {
  const [isOver, setOver] = useState(false);
  const dropped = useDropped();
  if (!canRecord || phase === LEAVING) return { isOver: false, handlers: {} };
  return {
    isOver,
    handlers: {
      onDragOver(event: DragEvent) {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop(event: DragEvent) {
        event.preventDefault();
        setOver(false);
        void dropped(event.dataTransfer.getData('text/plain'), phase);
      },
    },
  };
}
