import { lazy, Suspense, type ReactNode } from 'react';
import { useMoved } from '../../state/moved';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useInAddress, useTimes } from '../../state/times';
import { Shown } from '../../ui/shown';
import { Columns } from './columns';
import { inOrder, isLane, lanesOf } from './lanes';
import { Export } from './export';
import { Filters, useFilter, useFiltered } from './filters';
import { useBoard, type Card } from './use-board';
import '../../styles/phases.css';
import '../../styles/board.css';

const BoardTable = lazy(() => import('./table'));

/** Where every home stands, by phase. */
export default function Board(): ReactNode {
  const words = useWords();
  const { times } = useTimes();
  const board = useBoard(times);
  return (
    <>
      <h1>{words.screens.shell.places.board}</h1>
      <Shown of={board}>{({ homes, asOf }) => <Homes homes={homes} asOf={asOf} />}</Shown>
    </>
  );
}

function Homes({ homes, asOf }: { homes: readonly Card[]; asOf: string }): ReactNode {
  const { screens, language } = useWords();
  const { board, shell } = screens;
  const shown = useFiltered(homes, useFilter());
  const [view, setView] = useInAddress('vis');
  const [by] = useInAddress('raekker');
  const { isPast } = useTimes();
  const canRecord = useMe().rights.includes('command') && !isPast;
  const rest = { asOf, moved: useMoved(), canRecord };
  if (!homes.length) return <p className="empty">{board.empty}</p>;
  return (
    <>
      <div className="board-bar">
        <Filters cards={homes} />
        {view === 'tabel' ? null : <Lanes />}
        <button type="button" onClick={() => setView(view === 'tabel' ? '' : 'tabel')}>
          {view === 'tabel' ? board.columns : shell.table}
        </button>
        {view === 'tabel' ? null : <Export cards={() => inOrder(shown, by, asOf, language)} asOf={asOf} />}
        <span className="faint" aria-live="polite">
          {board.shown(shown.length, homes.length)}
        </span>
      </div>
      {!shown.length ? (
        <p className="empty">{board.emptyFiltered}</p>
      ) : view === 'tabel' ? (
        <Suspense fallback={<p className="loading">{shell.loading}</p>}>
          <BoardTable cards={shown} {...rest} />
        </Suspense>
      ) : (
        <Grouped cards={shown} {...rest} />
      )}
    </>
  );
}

/** By what the columns are cut into rows. */
function Lanes(): ReactNode {
  const { board, shell } = useWords().screens;
  const [by, setBy] = useInAddress('raekker');
  return (
    <select aria-label={board.rows} value={by} onChange={(event) => setBy(event.target.value)}>
      <option value="">
        {board.rows}: {shell.none}
      </option>
      <option value="kommune">{board.municipality}</option>
      <option value="plejecenter">{board.building}</option>
    </select>
  );
}

function Grouped({ cards, ...rest }: Parameters<typeof Columns>[0]): ReactNode {
  const { screens, language } = useWords();
  const [by] = useInAddress('raekker');
  if (!isLane(by)) return <Columns cards={cards} {...rest} />;
  return lanesOf(cards, by, language).map(([name, own]) => (
    <section key={name} className="lane">
      <h2>
        {name} <small>{screens.board.homes(own.length)}</small>
      </h2>
      <Columns cards={own} {...rest} />
    </section>
  ));
}
