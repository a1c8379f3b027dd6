import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import type { TableRow } from './table-columns';
import { TableLine } from './table-line';

interface Props {
  rows: readonly TableRow[];
  scroller: HTMLElement | null;
  asOf: string;
  moved: ReadonlySet<string>;
  chosen: ReadonlySet<string>;
  canRecord: boolean;
  onChoose(change: (before: ReadonlySet<string>) => ReadonlySet<string>): void;
}

/** Height of a line, so that only those in view are drawn. */
const LINE = 37;

/** The lines in view, and room for those above and below them: scrolling draws these anew and nothing else. */
export function TableBody({ rows, scroller, asOf, moved, chosen, canRecord, onChoose }: Props): ReactNode {
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller, estimateSize: () => LINE, overscan: 8 });
  const items = virtual.getVirtualItems();
  const [above, below] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)];
  return (
    <tbody>
      {above > 0 ? <tr aria-hidden="true" style={{ height: above }} /> : null}
      {items.map(({ index }) => {
        const card = rows[index]?.original;
        return card === undefined ? null : (
          <TableLine
            key={card.unit}
            {...{ card, asOf, index, canRecord, onChoose }}
            isMoved={moved.has(card.unit)}
            isChosen={chosen.has(card.unit)}
          />
        );
      })}
      {below > 0 ? <tr aria-hidden="true" style={{ height: below }} /> : null}
    </tbody>
  );
}
