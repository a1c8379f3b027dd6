import { useCallback } from 'react';

/** Lets a card be dragged by a pointer. Whatever a drag does, a button does too. */
export function useDraggable(unit: string, isDraggable: boolean): (card: HTMLElement | null) => () => void {
  return useCallback(
    (card) => {
      if (!card) return () => undefined;
      const start = ({ dataTransfer }: DragEvent) => dataTransfer?.setData('text/plain', unit);
      card.draggable = isDraggable;
      card.addEventListener('dragstart', start);
      return () => card.removeEventListener('dragstart', start);
    },
    [unit, isDraggable],
  );
}
