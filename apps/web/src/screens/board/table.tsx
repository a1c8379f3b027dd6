import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { lazy, Suspense, useMemo, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { useInAddress } from '../../state/times';
import { useLettingSaid } from './card';
import { columnsFor, features, NUMBERS } from './table-columns';
import { TableLine } from './table-line';
import type { Card } from './use-board';

const Many = lazy(() => import('./many'));

interface Props {
  cards: readonly Card[];
  asOf: string;
  moved: ReadonlySet<string>;
  canRecord: boolean;
}

/** Height of a line, so that only those in view are drawn. */
const LINE = 37;

/** The board as a table: one line a home, to be sorted by each column, and many homes to be chosen. */
export default function BoardTable({ cards, asOf, moved, canRecord }: Props): ReactNode {
  const words = useWords();
  const { board } = words.screens;
  const [sorter, setSorter] = useInAddress('sorter', '-emptyDays');
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [isMany, setMany] = useState(false);
  const lettingSaid = useLettingSaid();
  const columns = useMemo(() => columnsFor(words, asOf, lettingSaid), [words, asOf, lettingSaid]);
  const sorting = useMemo(() => [{ id: sorter.replace('-', ''), desc: sorter.startsWith('-') }], [sorter]);
  const table = useTable({ features, columns, data: cards as Card[], state: { sorting }, getRowId: ({ unit }) => unit });
  const { rows } = table.getRowModel();
  const scroller = useRef<HTMLElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => LINE, overscan: 12 });
  const items = virtual.getVirtualItems();
  const [above, below] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)];
  const inView = cards.filter(({ unit }) => chosen.has(unit));
  return (
    <>
      {canRecord ? (
        <div className="many">
          <button type="button" disabled={!inView.length || inView.length > 200} onClick={() => setMany(true)}>
            {board.many(inView.length)}
          </button>
          {inView.length > 200 ? <span className="fault">{board.tooMany}</span> : null}
        </div>
      ) : null}
      <section className="grid" ref={scroller} aria-label={words.screens.shell.places.board}>
        <table aria-rowcount={rows.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              {canRecord ? (
                <th scope="col">
                  <input
                    type="checkbox"
                    aria-label={board.chooseAll}
                    checked={inView.length > 0 && inView.length === cards.length}
                    onChange={(event) => choose(new Set(event.target.checked ? cards.map(({ unit }) => unit) : []))}
                  />
                </th>
              ) : null}
              {table.getAllLeafColumns().map(({ id }) => (
                <Head key={id} id={id as 'unit'} sorter={sorter} onSort={setSorter} />
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 ? <tr aria-hidden="true" style={{ height: above }} /> : null}
            {items.map(({ index }) => {
              const card = rows[index]?.original;
              return card === undefined ? null : (
                <TableLine
                  key={card.unit}
                  {...{ card, asOf, index, canRecord }}
                  isMoved={moved.has(card.unit)}
                  isChosen={chosen.has(card.unit)}
                  onChoose={choose}
                />
              );
            })}
            {below > 0 ? <tr aria-hidden="true" style={{ height: below }} /> : null}
          </tbody>
        </table>
      </section>
      {isMany ? (
        <Suspense>
          <Many cards={inView} onClose={() => setMany(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

interface HeadProps {
  id: keyof ReturnType<typeof useWords>['screens']['board']['heads'];
  sorter: string;
  onSort(sorter: string): void;
}

/** The head of a column: it sorts, and a second time the other way round. */
function Head({ id, sorter, onSort }: HeadProps): ReactNode {
  const { board } = useWords().screens;
  const isBy = sorter.replace('-', '') === id;
  const isDown = sorter.startsWith('-');
  const next = isBy ? (isDown ? id : `-${id}`) : NUMBERS.has(id) ? `-${id}` : id;
  return (
    <th
      scope="col"
      className={NUMBERS.has(id) ? 'number' : undefined}
      {...(isBy && { 'aria-sort': isDown ? ('descending' as const) : ('ascending' as const) })}
    >
      <button type="button" title={`${board.sorted} ${board.heads[id]}`} onClick={() => onSort(next)}>
        {board.heads[id]} <span aria-hidden="true">{isBy ? (isDown ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  );
}
