import type { ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { keep } from '../../ui/download';
import { sheetOf } from './sheet';
import type { Card } from './use-board';

/** What is on the screen as a file for a spreadsheet: the same homes, in the same order. */
export function Export({ cards, asOf }: { cards(): readonly Card[]; asOf: string }): ReactNode {
  const words = useWords();
  const { exportShown, file } = words.screens.board;
  return (
    <button type="button" onClick={() => keep(sheetOf(cards(), asOf, words), `${file}-${asOf}.csv`)}>
      {exportShown}
    </button>
  );
}
