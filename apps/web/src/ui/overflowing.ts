import { useCallback, useState } from 'react';

/** Of a box that scrolls sideways: whether something lies beyond its right edge, and how to go there. */
export function useOverflowing(): { ref: (box: HTMLElement | null) => (() => void) | undefined; isBeyond: boolean; goOn(): void } {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [isBeyond, setBeyond] = useState(false);
  const ref = useCallback((element: HTMLElement | null) => {
    setBox(element);
    if (!element) return undefined;
    const look = () => setBeyond(element.scrollLeft + element.clientWidth < element.scrollWidth - 1);
    const sizes = new ResizeObserver(look);
    for (const each of [element, ...element.children]) sizes.observe(each);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  return { ref, isBeyond, goOn: () => box?.scrollBy({ left: box.clientWidth * 0.8 }) };
}
