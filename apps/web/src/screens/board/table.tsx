import { useTable } from '@tanstack/react-table';
import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { useOverflowing } from '../../ui/overflowing';
import { BeyondSaid } from '../../ui/scroll';
import { useInAddress } from '../../state/times';
import { useLettingSaid } from './card';
import { Export } from './export';
import { columnsFor, features, NUMBERS, WIDTHS } from './table-columns';
import { TableBody } from './table-body';
import type { Card } from './use-board';

const Many = lazy(() => import('./many'));

interface Props {
  cards: readonly Card[];
  asOf: string;
  moved: ReadonlySet<string>;
  canRecord: boolean;
}

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
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const { ref, isBeyond } = useOverflowing();
  const scrolls = useCallback(
    (element: HTMLElement | null) => {
      setScroller(element);
      return ref(element);
    },
    [ref],
  );
  const inView = cards.filter(({ unit }) => chosen.has(unit));
  return (
    <>
      <div className="many">
        {canRecord ? (
          <button type="button" disabled={!inView.length || inView.length > 200} onClick={() => setMany(true)}>
            {board.many(inView.length)}
          </button>
        ) : null}
        <Export cards={() => rows.map(({ original }) => original)} asOf={asOf} />
        {inView.length > 200 ? <span className="fault">{board.tooMany}</span> : null}
      </div>
      {isBeyond ? <BeyondSaid /> : null}
      <section className="grid" ref={scrolls} aria-label={words.screens.shell.places.board}>
        <table aria-rowcount={rows.length + 1}>
          <colgroup>
            {canRecord ? <col style={{ width: '3.5rem' }} /> : null}
            {table.getAllLeafColumns().map(({ id }) => (
              <col key={id} style={{ width: `${WIDTHS[id as 'unit']}rem` }} />
            ))}
          </colgroup>
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
          <TableBody rows={rows} scroller={scroller} {...{ asOf, moved, canRecord, chosen }} onChoose={choose} />
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
      className={NUMBERS.has(id) ? 'number' : id === 'unit' ? id : undefined}
      {...(isBy && { 'aria-sort': isDown ? ('descending' as const) : ('ascending' as const) })}
    >
      <button type="button" title={`${board.sorted} ${board.heads[id]}`} onClick={() => onSort(next)}>
        {board.heads[id]} <span aria-hidden="true">{isBy ? (isDown ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  );
}
